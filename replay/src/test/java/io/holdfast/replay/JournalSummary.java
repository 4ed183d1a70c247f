// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import io.holdfast.engine.MessageFormat;
import io.holdfast.engine.codec.AnswerHeaderDecoder;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SubmitOrderDecoder;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.JournalEnd;
import io.holdfast.journal.JournalReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/**
 * Test fixture: a journal in some lines of text. Where its replay ends, its files, how often each outcome of each
 * command is in it ("again" where it repeats an earlier one), how long the orders are, and the versions of the schema.
 */
final class JournalSummary {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final AnswerHeaderDecoder answer = new AnswerHeaderDecoder();
    private final SubmitOrderDecoder submitOrder = new SubmitOrderDecoder();
    private final Map<String, Integer> counts = new TreeMap<>();

    private JournalSummary() {}

    /** Replays the journal of a data directory, which compares every outcome, and sums it up. */
    static List<String> of(Path directory) throws IOException {
        Path journal = DataDirectory.journalToRead(directory);
        Replay replay = Replay.of(journal);
        JournalEnd end = replay.end();
        JournalSummary summary = new JournalSummary();
        JournalReader.read(journal, summary::onRecord);

        List<String> lines = new ArrayList<>();
        lines.add("records " + end.records());
        lines.add("last sequence " + end.lastSequence() + (end.torn() == null ? "" : ", torn"));
        lines.add(String.format(Locale.ROOT, "digest %016x", replay.engine().digest()));
        for (Path file : PackedDirectory.files(journal)) {
            lines.add("file " + journal.relativize(file).toString().replace('\\', '/'));
        }
        summary.counts.forEach((what, count) -> lines.add(what + ": " + count));
        return lines;
    }

    private void onRecord(
            long sequence,
            long timestampNs,
            DirectBuffer buffer,
            int commandOffset,
            int commandLength,
            int outcomeOffset,
            int outcomeLength) {
        int templateId = MessageFormat.templateId(buffer, commandOffset);
        answer.wrap(buffer, outcomeOffset + MessageHeaderDecoder.ENCODED_LENGTH);
        String again = answer.decidedSequence() < sequence ? " again" : "";
        count("command " + templateId + ", " + answer.code() + again);
        count("schema version " + header.wrap(buffer, commandOffset).version() + " of commands");
        count("schema version " + header.wrap(buffer, outcomeOffset).version() + " of outcomes");
        if (templateId == SubmitOrderDecoder.TEMPLATE_ID && answer.code() == ResultCode.OK) {
            submitOrder.wrapAndApplyHeader(buffer, commandOffset, header);
            count("order accepted, lines " + submitOrder.lines().count());
        }
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }
}
