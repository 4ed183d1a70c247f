// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine.pipeline;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Test fixture: a command log in memory, which fails when it is told to. */
final class MemoryLog implements CommandLog {
    /** One record. */
    record Entry(long sequence, long timestampNs, ByteBuffer command, ByteBuffer outcome) {}

    /** What is thrown on demand. */
    static final class BrokenDisk extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final long NEVER = Long.MAX_VALUE;

    private final List<Entry> batch = new ArrayList<>();
    private final List<List<Entry>> committed = new ArrayList<>();
    private volatile long committedSequence;
    private volatile long failingAppend = NEVER;
    private volatile long failingCommit = NEVER;

    /** The record of this sequence cannot be added. */
    void failToAppend(long sequence) {
        failingAppend = sequence;
    }

    /** The batch that this sequence is in cannot be ended. */
    void failToCommit(long sequence) {
        failingCommit = sequence;
    }

    @Override
    public void append(
            long sequence,
            long timestampNs,
            DirectBuffer command,
            int commandOffset,
            int commandLength,
            DirectBuffer outcome,
            int outcomeOffset,
            int outcomeLength) {
        if (sequence == failingAppend) {
            throw new BrokenDisk();
        }
        batch.add(new Entry(
                sequence,
                timestampNs,
                copy(command, commandOffset, commandLength),
                copy(outcome, outcomeOffset, outcomeLength)));
    }

    @Override
    public void commit() {
        if (batch.isEmpty()) {
            return;
        }
        if (batch.get(0).sequence <= failingCommit && failingCommit <= batch.get(batch.size() - 1).sequence) {
            throw new BrokenDisk();
        }
        committed.add(List.copyOf(batch));
        committedSequence = batch.get(batch.size() - 1).sequence;
        batch.clear();
    }

    /** Any thread. */
    long committedSequence() {
        return committedSequence;
    }

    /** Once the stages have stopped. */
    List<List<Entry>> batches() {
        return committed;
    }

    /** Once the stages have stopped. */
    List<Entry> entries() {
        return committed.stream().flatMap(List::stream).toList();
    }

    private static ByteBuffer copy(DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return ByteBuffer.wrap(bytes);
    }
}
