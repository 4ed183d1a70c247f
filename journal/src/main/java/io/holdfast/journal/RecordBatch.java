// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Records as they will stand in the journal, one behind the other, until they are written together.
 *
 * <p>For one thread.
 */
final class RecordBatch {
    /** No document is longer; a torn end is not either. */
    static final int MAX_LENGTH = 1024 * 1024;

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(MAX_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer crcView = bytes.duplicate();
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final CRC32C crc = new CRC32C();

    private int length;
    private int records;
    private long lastSequence;
    private long lastTimestampNs;

    boolean hasRoomFor(int recordLength) {
        return recordLength <= MAX_LENGTH - length;
    }

    /** Adds a record, for which there is room. */
    void add(
            long sequence,
            long timestampNs,
            DirectBuffer command,
            int commandOffset,
            int commandLength,
            DirectBuffer outcome,
            int outcomeOffset,
            int outcomeLength) {
        int recordLength = RecordDescriptor.length(commandLength, outcomeLength);
        int at = length;
        int body = at + RecordDescriptor.BODY_OFFSET;
        int bodyEnd = body + commandLength + outcomeLength;
        int endMark = at + recordLength - RecordDescriptor.END_MARK_LENGTH;
        buffer.putInt(at + RecordDescriptor.LENGTH_OFFSET, recordLength, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(at + RecordDescriptor.SEQUENCE_OFFSET, sequence, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(at + RecordDescriptor.TIMESTAMP_OFFSET, timestampNs, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(at + RecordDescriptor.COMMAND_LENGTH_OFFSET, commandLength, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(at + RecordDescriptor.OUTCOME_LENGTH_OFFSET, outcomeLength, ByteOrder.LITTLE_ENDIAN);
        buffer.putBytes(body, command, commandOffset, commandLength);
        buffer.putBytes(body + commandLength, outcome, outcomeOffset, outcomeLength);
        buffer.setMemory(bodyEnd, endMark - bodyEnd, (byte) 0);
        buffer.putInt(endMark, RecordDescriptor.END_MARK, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(
                at + RecordDescriptor.CRC_OFFSET,
                RecordDescriptor.crc(crc, crcView, at, recordLength),
                ByteOrder.LITTLE_ENDIAN);
        length += recordLength;
        records++;
        lastSequence = sequence;
        lastTimestampNs = timestampNs;
    }

    /** Where its bytes lie in memory. */
    long address() {
        return BufferUtil.address(bytes);
    }

    /** In bytes; 0 if it has no record. */
    int length() {
        return length;
    }

    int records() {
        return records;
    }

    long lastSequence() {
        return lastSequence;
    }

    long lastTimestampMs() {
        return TimeUnit.NANOSECONDS.toMillis(lastTimestampNs);
    }

    void clear() {
        length = 0;
        records = 0;
    }
}
