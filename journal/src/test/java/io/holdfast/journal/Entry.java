// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Test fixture: a record, as it is given to the journal and as it must come back. */
record Entry(long sequence, long timestampNs, ByteBuffer command, ByteBuffer outcome) {
    /** 2026-01-31 23:15 UTC. */
    static final long START_MS = 1_769_901_300_000L;

    private static final long START_NS = START_MS * 1_000_000;

    /** A record of random bytes with a run of zeros in them, as messages have. */
    static Entry random(Random random, long sequence, int commandLength, int outcomeLength) {
        return new Entry(sequence, START_NS + sequence, bytes(random, commandLength), bytes(random, outcomeLength));
    }

    /** A record that takes so many bytes in the file, a multiple of 8. */
    static Entry ofLength(Random random, long sequence, int length) {
        int body = length - RecordDescriptor.BODY_OFFSET - RecordDescriptor.END_MARK_LENGTH;
        body -= random.nextInt(Math.min(8, body + 1));
        int commandLength = random.nextInt(body + 1);
        return random(random, sequence, commandLength, body - commandLength);
    }

    /** Batches of records of so many bytes: {@code "64 128+64"} is a batch of one and a batch of two. */
    static List<List<Entry>> batches(Random random, long firstSequence, String lengths) {
        List<List<Entry>> batches = new ArrayList<>();
        long sequence = firstSequence;
        for (String batchLengths : lengths.split(" ", -1)) {
            List<Entry> batch = new ArrayList<>();
            for (String length : batchLengths.split("\\+", -1)) {
                batch.add(ofLength(random, sequence++, Integer.parseInt(length)));
            }
            batches.add(batch);
        }
        return batches;
    }

    /** Small records, in batches of as many as is said. */
    static List<List<Entry>> batches(Random random, long firstSequence, int... batchLengths) {
        List<List<Entry>> batches = new ArrayList<>();
        long sequence = firstSequence;
        for (int batchLength : batchLengths) {
            List<Entry> batch = new ArrayList<>();
            for (int i = 0; i < batchLength; i++) {
                batch.add(random(random, sequence++, 10 + random.nextInt(30), 5 + random.nextInt(20)));
            }
            batches.add(batch);
        }
        return batches;
    }

    /** Copies what a reader is shown. */
    static Entry copyOf(
            long sequence,
            long timestampNs,
            DirectBuffer buffer,
            int commandOffset,
            int commandLength,
            int outcomeOffset,
            int outcomeLength) {
        return new Entry(
                sequence,
                timestampNs,
                copyOf(buffer, commandOffset, commandLength),
                copyOf(buffer, outcomeOffset, outcomeLength));
    }

    /** The same at another time. */
    Entry at(long newTimestampNs) {
        return new Entry(sequence, newTimestampNs, command, outcome);
    }

    /** The record's length in the file. */
    int length() {
        return RecordDescriptor.length(command.capacity(), outcome.capacity());
    }

    void appendTo(JournalAppender journal) {
        // Not at the start of a buffer, as in the pipeline.
        UnsafeBuffer both = new UnsafeBuffer(new byte[5 + command.capacity() + outcome.capacity()]);
        both.putBytes(3, command, 0, command.capacity());
        both.putBytes(5 + command.capacity(), outcome, 0, outcome.capacity());
        journal.append(
                sequence, timestampNs, both, 3, command.capacity(), both, 5 + command.capacity(), outcome.capacity());
    }

    private static ByteBuffer bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        int zeros = random.nextInt(length + 1);
        int from = random.nextInt(length - zeros + 1);
        Arrays.fill(bytes, from, from + zeros, (byte) 0);
        return ByteBuffer.wrap(bytes);
    }

    private static ByteBuffer copyOf(DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return ByteBuffer.wrap(bytes);
    }

    @Override
    public String toString() {
        return sequence + ":" + command.capacity() + "+" + outcome.capacity();
    }
}
