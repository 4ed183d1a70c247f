// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal.snapshot;

import static io.holdfast.journal.snapshot.SnapshotFormat.BLOCK_CRC_OFFSET;
import static io.holdfast.journal.snapshot.SnapshotFormat.BLOCK_HEADER_LENGTH;
import static io.holdfast.journal.snapshot.SnapshotFormat.BLOCK_LENGTH_OFFSET;
import static io.holdfast.journal.snapshot.SnapshotFormat.FILE_LENGTH_OFFSET;
import static io.holdfast.journal.snapshot.SnapshotFormat.HEADER_CRC_OFFSET;
import static io.holdfast.journal.snapshot.SnapshotFormat.HEADER_LENGTH;
import static io.holdfast.journal.snapshot.SnapshotFormat.MAX_BLOCK_LENGTH;
import static io.holdfast.journal.snapshot.SnapshotFormat.TRAILER_CRC_OFFSET;
import static io.holdfast.journal.snapshot.SnapshotFormat.TRAILER_LENGTH;

import io.holdfast.engine.StateTransfer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;
import org.agrona.BufferUtil;

/** Writes one snapshot: the header, the state as an engine gives it, and the trailer. */
final class SnapshotWriter implements StateTransfer, AutoCloseable {
    private final FileChannel channel;
    private final ByteBuffer block = SnapshotFormat.allocate(BLOCK_HEADER_LENGTH + MAX_BLOCK_LENGTH);
    private final CRC32C blockCrc = new CRC32C();
    private final CRC32C wholeCrc = new CRC32C();

    SnapshotWriter(FileChannel channel, SnapshotHeader header) throws IOException {
        this.channel = channel;
        block.putLong(SnapshotFormat.MAGIC_OFFSET, SnapshotFormat.MAGIC)
                .putInt(SnapshotFormat.FORMAT_OFFSET, SnapshotFormat.FORMAT)
                .putInt(SnapshotFormat.LAYOUT_OFFSET, header.stateLayout())
                .putLong(SnapshotFormat.SEQUENCE_OFFSET, header.sequence())
                .putLong(SnapshotFormat.TIMESTAMP_OFFSET, header.record().timestampNs())
                .putInt(SnapshotFormat.RECORD_CRC_OFFSET, header.record().crc())
                .putLong(SnapshotFormat.DIGEST_OFFSET, header.digest());
        blockCrc.reset();
        SnapshotFormat.update(blockCrc, block, 0, HEADER_CRC_OFFSET);
        block.putInt(HEADER_CRC_OFFSET, (int) blockCrc.getValue());
        SnapshotFormat.update(wholeCrc, block, 0, HEADER_LENGTH);
        write(HEADER_LENGTH);
        block.position(BLOCK_HEADER_LENGTH);
    }

    @Override
    public long value(long value) {
        makeRoom(Long.BYTES);
        block.putLong(value);
        return value;
    }

    @Override
    public int value(int value) {
        makeRoom(Integer.BYTES);
        block.putInt(value);
        return value;
    }

    @Override
    public void values(LongBuffer values, int count) {
        int written = 0;
        while (written < count) {
            makeRoom(Long.BYTES);
            int next = Math.min(count - written, block.remaining() / Long.BYTES);
            block.asLongBuffer().put(0, values, written, next);
            block.position(block.position() + next * Long.BYTES);
            written += next;
        }
    }

    private void makeRoom(int length) {
        if (block.remaining() < length) {
            try {
                writeBlock();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void writeBlock() throws IOException {
        int length = block.position() - BLOCK_HEADER_LENGTH;
        if (length == 0) {
            return;
        }
        block.putInt(BLOCK_LENGTH_OFFSET, length);
        blockCrc.reset();
        SnapshotFormat.update(blockCrc, block, BLOCK_LENGTH_OFFSET, Integer.BYTES);
        SnapshotFormat.update(blockCrc, block, BLOCK_HEADER_LENGTH, length);
        block.putInt(BLOCK_CRC_OFFSET, (int) blockCrc.getValue());
        SnapshotFormat.update(wholeCrc, block, 0, BLOCK_HEADER_LENGTH);
        write(BLOCK_HEADER_LENGTH + length);
        block.position(BLOCK_HEADER_LENGTH);
    }

    /** Writes what is left and the trailer. */
    void end() throws IOException {
        writeBlock();
        block.putInt(BLOCK_LENGTH_OFFSET, 0).putLong(FILE_LENGTH_OFFSET, channel.position() + TRAILER_LENGTH);
        SnapshotFormat.update(wholeCrc, block, 0, TRAILER_CRC_OFFSET);
        block.putInt(TRAILER_CRC_OFFSET, (int) wholeCrc.getValue());
        write(TRAILER_LENGTH);
    }

    private void write(int length) throws IOException {
        block.limit(length).position(0);
        while (block.hasRemaining()) {
            channel.write(block);
        }
        block.clear();
    }

    /** Gives its memory back; nobody else would, where an engine runs that makes no garbage. */
    @Override
    public void close() {
        BufferUtil.free(block);
    }
}
