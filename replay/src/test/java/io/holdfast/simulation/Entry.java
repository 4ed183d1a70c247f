// SPDX-License-Identifier: Apache-2.0
package io.holdfast.simulation;

import io.holdfast.engine.MessageFormat;
import io.holdfast.engine.codec.CommandHeaderDecoder;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.TickDecoder;
import io.holdfast.journal.JournalReader;
import io.holdfast.journal.JournalSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A record of the journal. */
record Entry(long sequence, long timestampNs, UnsafeBuffer command, UnsafeBuffer outcome) {
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH + TickDecoder.headerEncodingOffset();

    static Entry of(
            long sequence,
            long timestampNs,
            DirectBuffer command,
            int commandOffset,
            int commandLength,
            DirectBuffer outcome,
            int outcomeOffset,
            int outcomeLength) {
        return new Entry(
                sequence,
                timestampNs,
                bytes(command, commandOffset, commandLength),
                bytes(outcome, outcomeOffset, outcomeLength));
    }

    private static UnsafeBuffer bytes(DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return new UnsafeBuffer(bytes);
    }

    /** Reads a journal that nobody is writing to. */
    static List<Entry> read(JournalSource journal) throws IOException {
        List<Entry> entries = new ArrayList<>();
        JournalReader.read(
                journal,
                (sequence, timestampNs, buffer, commandOffset, commandLength, outcomeOffset, outcomeLength) ->
                        entries.add(Entry.of(
                                sequence,
                                timestampNs,
                                buffer,
                                commandOffset,
                                commandLength,
                                buffer,
                                outcomeOffset,
                                outcomeLength)));
        return entries;
    }

    int templateId() {
        return MessageFormat.templateId(command, 0);
    }

    long correlationId() {
        return MessageFormat.correlationId(command, 0, command.capacity());
    }

    long firstSentNs() {
        return new CommandHeaderDecoder().wrap(command, HEADER).firstSentNs();
    }
}
