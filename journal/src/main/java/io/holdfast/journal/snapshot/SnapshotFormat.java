// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal.snapshot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The layout of a snapshot, all fields little-endian:
 *
 * <pre>
 *   header   8  "HOLDSNAP"
 *            4  format, 1
 *            4  layout of the state: {@link io.holdfast.engine.Engine#STATE_LAYOUT}
 *            8  sequence of the last record that the state has
 *            8  its time, ns since 1970
 *            4  its CRC32C
 *            8  digest of the state
 *            4  CRC32C of the header up to here
 *   blocks   4  length of the content, 1 to 1 MiB
 *            4  CRC32C of the length and the content
 *               content: values of 8 and 4 bytes, none of which crosses a block's end
 *   trailer  4  0
 *            8  length of the file
 *            4  CRC32C of the header, the 8 bytes that begin each block, and the trailer up to here
 * </pre>
 */
final class SnapshotFormat {
    static final int FORMAT = 1;

    static final int MAGIC_OFFSET = 0;
    static final int FORMAT_OFFSET = 8;
    static final int LAYOUT_OFFSET = 12;
    static final int SEQUENCE_OFFSET = 16;
    static final int TIMESTAMP_OFFSET = 24;
    static final int RECORD_CRC_OFFSET = 32;
    static final int DIGEST_OFFSET = 36;
    static final int HEADER_CRC_OFFSET = 44;
    static final int HEADER_LENGTH = 48;

    static final int BLOCK_LENGTH_OFFSET = 0;
    static final int BLOCK_CRC_OFFSET = 4;
    static final int BLOCK_HEADER_LENGTH = 8;
    static final int MAX_BLOCK_LENGTH = 1024 * 1024;

    static final int FILE_LENGTH_OFFSET = 4;
    static final int TRAILER_CRC_OFFSET = 12;
    static final int TRAILER_LENGTH = 16;

    /** "HOLDSNAP". */
    static final long MAGIC = 0x50414E53_444C4F48L;

    private SnapshotFormat() {}

    static ByteBuffer allocate(int length) {
        return ByteBuffer.allocateDirect(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Takes some bytes of a buffer into a checksum; position and limit of the buffer stay. */
    static void update(CRC32C crc, ByteBuffer buffer, int offset, int length) {
        crc.update(buffer.duplicate().limit(offset + length).position(offset));
    }
}
