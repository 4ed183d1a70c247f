// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.records;

import io.holdfast.engine.MessageFormat;
import io.holdfast.engine.codec.AnswerHeaderDecoder;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.journal.RecordHandler;
import io.holdfast.replay.history.DecisionDecoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.collections.MutableLong;

/** Counts the records of a journal. For one thread. */
public final class JournalStats implements RecordHandler {
    /** How often a kind of command was answered with a code; {@link ResultCode#NULL_VAL} where it could not be decided. */
    public record Count(String command, ResultCode code, long records) {}

    private final DecisionDecoder decoder = new DecisionDecoder();
    private final AnswerHeaderDecoder answerHeader = new AnswerHeaderDecoder();
    private final Map<Integer, OfKind> kinds = new TreeMap<>();
    private long commandBytes;
    private long outcomeBytes;

    @Override
    public void onRecord(
            long sequence,
            long timestampNs,
            DirectBuffer buffer,
            int commandOffset,
            int commandLength,
            int outcomeOffset,
            int outcomeLength) {
        commandBytes += commandLength;
        outcomeBytes += outcomeLength;
        OfKind kind = kinds.computeIfAbsent(
                MessageFormat.templateId(buffer, commandOffset),
                templateId -> new OfKind(decoder.command(buffer, commandOffset).kind()));
        kind.records
                .computeIfAbsent(code(buffer, outcomeOffset, outcomeLength), code -> new MutableLong())
                .increment();
    }

    private ResultCode code(DirectBuffer buffer, int outcomeOffset, int outcomeLength) {
        return outcomeLength == 0
                ? ResultCode.NULL_VAL
                : answerHeader
                        .wrap(buffer, outcomeOffset + MessageHeaderDecoder.ENCODED_LENGTH)
                        .code();
    }

    /** Bytes of the commands, as they were sent. */
    public long commandBytes() {
        return commandBytes;
    }

    /** Bytes of what was decided. */
    public long outcomeBytes() {
        return outcomeBytes;
    }

    /** What there is, by command, the most frequent answer first. */
    public List<Count> counts() {
        List<Count> counts = new ArrayList<>();
        for (OfKind kind : kinds.values()) {
            List<Count> ofKind = new ArrayList<>();
            kind.records.forEach((code, records) -> ofKind.add(new Count(kind.command, code, records.get())));
            ofKind.sort(Comparator.comparingLong(Count::records).reversed());
            counts.addAll(ofKind);
        }
        return counts;
    }

    private static final class OfKind {
        final String command;
        final Map<ResultCode, MutableLong> records = new EnumMap<>(ResultCode.class);

        OfKind(String command) {
            this.command = command;
        }
    }
}
