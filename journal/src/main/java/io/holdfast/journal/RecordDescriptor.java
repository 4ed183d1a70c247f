// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;

/**
 * The layout of a record, all fields little-endian:
 *
 * <pre>
 *    0                   4                   8
 *   +-------------------+-------------------+
 *   | record length     | CRC32C            |   of every other byte of the record
 *   +-------------------+-------------------+
 *   | sequence                              |
 *   +---------------------------------------+
 *   | timestamp, ns since 1970              |
 *   +-------------------+-------------------+
 *   | command length    | outcome length    |
 *   +-------------------+-------------------+
 *   | command bytes, outcome bytes, zeros   |
 *   |          ...      +-------------------+
 *   |                   | end mark          |   never zero: bytes that were never written can be told from damage
 *   +-------------------+-------------------+
 * </pre>
 *
 * <p>The record length is a multiple of 8.
 */
public final class RecordDescriptor {
    static final int LENGTH_OFFSET = 0;
    static final int CRC_OFFSET = 4;
    static final int SEQUENCE_OFFSET = 8;
    static final int TIMESTAMP_OFFSET = 16;
    static final int COMMAND_LENGTH_OFFSET = 24;
    static final int OUTCOME_LENGTH_OFFSET = 28;
    /** Where the command begins. */
    public static final int BODY_OFFSET = 32;

    static final int END_MARK = 0x5446_4C48;
    static final int END_MARK_LENGTH = 4;

    /** No record is longer; commands and outcomes have at most 64 KiB each. */
    static final int MAX_LENGTH = 160 * 1024;

    static final int MIN_LENGTH = BODY_OFFSET + 8;

    private RecordDescriptor() {}

    /** How long a record is. */
    public static int length(int commandLength, int outcomeLength) {
        return BitUtil.align(BODY_OFFSET + commandLength + outcomeLength + END_MARK_LENGTH, 8);
    }

    /** The checksum that a record has on file, by where its command begins. */
    static int crcOnFile(DirectBuffer buffer, int commandOffset) {
        return buffer.getInt(commandOffset - BODY_OFFSET + CRC_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The checksum of a record.
     *
     * @param bytes a view whose position and limit this may move.
     */
    static int crc(CRC32C crc, ByteBuffer bytes, int offset, int length) {
        crc.reset();
        bytes.limit(offset + CRC_OFFSET).position(offset);
        crc.update(bytes);
        bytes.limit(offset + length).position(offset + SEQUENCE_OFFSET);
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
