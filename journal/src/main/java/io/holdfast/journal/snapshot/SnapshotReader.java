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

import io.holdfast.engine.Engine;
import io.holdfast.engine.StateTransfer;
import io.holdfast.engine.StockListener;
import io.holdfast.journal.RecordIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.agrona.BufferUtil;

/** Reads one snapshot. No byte is given to anybody before its checksum has been found right. */
final class SnapshotReader implements StateTransfer, AutoCloseable {
    /** Something is not as it was written; thrown through the engine that is being read into. */
    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Broken(String message) {
            super(message);
        }
    }

    private final FileChannel channel;
    private final ByteBuffer block = SnapshotFormat.allocate(BLOCK_HEADER_LENGTH + MAX_BLOCK_LENGTH);
    private final CRC32C blockCrc = new CRC32C();
    private final CRC32C wholeCrc = new CRC32C();

    private SnapshotReader(FileChannel channel) {
        this.channel = channel;
    }

    /** Reads the header, and whether the file has the length it should have. */
    static SnapshotHeader header(Path file) throws UnusableSnapshotException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                SnapshotReader reader = new SnapshotReader(channel)) {
            SnapshotHeader header = reader.header();
            reader.checkLength();
            return header;
        } catch (Broken e) {
            throw new UnusableSnapshotException(e.getMessage(), e);
        } catch (IOException e) {
            throw new UnusableSnapshotException("cannot be read: " + e.getMessage(), e);
        }
    }

    /** Reads all of a snapshot, to its last byte. */
    static Engine read(Path file, StockListener listener) throws UnusableSnapshotException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                SnapshotReader reader = new SnapshotReader(channel)) {
            SnapshotHeader header = reader.header();
            Engine engine = Engine.from(reader, header.stateLayout(), listener);
            reader.end();
            if (engine.lastSequence() != header.sequence()
                    || engine.lastTimestampNs() != header.record().timestampNs()
                    || engine.digest() != header.digest()) {
                throw new Broken("its state is not the one that its header tells of");
            }
            return engine;
        } catch (Broken e) {
            throw new UnusableSnapshotException(e.getMessage(), e);
        } catch (IOException | UncheckedIOException e) {
            throw new UnusableSnapshotException("cannot be read: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            // Every checksum was right so far: so it was written like this, but by another version.
            throw new UnusableSnapshotException("its state is not one that this version knows: " + e.getMessage(), e);
        }
    }

    /** Whether every byte of a snapshot is as it was written; what its state is, nobody looks at. */
    static boolean isWhole(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                SnapshotReader reader = new SnapshotReader(channel)) {
            reader.header();
            while (channel.position() < channel.size() - TRAILER_LENGTH) {
                reader.readBlock();
            }
            reader.block.position(reader.block.limit());
            reader.end();
            return true;
        } catch (Broken | IOException e) {
            return false;
        }
    }

    private SnapshotHeader header() throws IOException {
        read(HEADER_LENGTH);
        if (block.getLong(SnapshotFormat.MAGIC_OFFSET) != SnapshotFormat.MAGIC) {
            throw new Broken("it does not begin as a snapshot does");
        }
        if (block.getInt(SnapshotFormat.FORMAT_OFFSET) != SnapshotFormat.FORMAT) {
            throw new Broken("its format is " + block.getInt(SnapshotFormat.FORMAT_OFFSET) + ", and this version knows "
                    + SnapshotFormat.FORMAT);
        }
        blockCrc.reset();
        SnapshotFormat.update(blockCrc, block, 0, HEADER_CRC_OFFSET);
        if (block.getInt(HEADER_CRC_OFFSET) != (int) blockCrc.getValue()) {
            throw new Broken("its header is damaged (the checksum does not agree)");
        }
        int stateLayout = block.getInt(SnapshotFormat.LAYOUT_OFFSET);
        if (stateLayout < 1 || stateLayout > Engine.STATE_LAYOUT) {
            throw new Broken(
                    "its state has layout " + stateLayout + ", and this version knows 1 to " + Engine.STATE_LAYOUT);
        }
        SnapshotFormat.update(wholeCrc, block, 0, HEADER_LENGTH);
        SnapshotHeader header = new SnapshotHeader(
                stateLayout,
                new RecordIdentity(
                        block.getLong(SnapshotFormat.SEQUENCE_OFFSET),
                        block.getLong(SnapshotFormat.TIMESTAMP_OFFSET),
                        block.getInt(SnapshotFormat.RECORD_CRC_OFFSET)),
                block.getLong(SnapshotFormat.DIGEST_OFFSET));
        block.limit(HEADER_LENGTH).position(HEADER_LENGTH);
        return header;
    }

    private void checkLength() throws IOException {
        channel.position(Math.max(HEADER_LENGTH, channel.size() - TRAILER_LENGTH));
        read(TRAILER_LENGTH);
        expectLength();
    }

    private void expectLength() throws IOException {
        long length = block.getLong(FILE_LENGTH_OFFSET);
        if (block.getInt(BLOCK_LENGTH_OFFSET) != 0 || length != channel.size()) {
            throw new Broken("it does not end as a snapshot of its length does");
        }
    }

    @Override
    public long value(long value) {
        readBlockIfEmpty();
        return block.getLong();
    }

    @Override
    public int value(int value) {
        readBlockIfEmpty();
        return block.getInt();
    }

    @Override
    public void values(LongBuffer values, int count) {
        int read = 0;
        while (read < count) {
            readBlockIfEmpty();
            int next = Math.min(count - read, block.remaining() / Long.BYTES);
            if (next == 0) {
                throw new IllegalStateException("a value where another kind of value was written");
            }
            values.put(read, block.asLongBuffer(), 0, next);
            block.position(block.position() + next * Long.BYTES);
            read += next;
        }
    }

    private void readBlockIfEmpty() {
        if (block.hasRemaining()) {
            return;
        }
        try {
            readBlock();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readBlock() throws IOException {
        long at = channel.position();
        read(BLOCK_HEADER_LENGTH);
        int length = block.getInt(BLOCK_LENGTH_OFFSET);
        int crc = block.getInt(BLOCK_CRC_OFFSET);
        if (length < 1 || length > MAX_BLOCK_LENGTH) {
            throw new Broken("the block at byte " + at + " is damaged (no length of a block)");
        }
        SnapshotFormat.update(wholeCrc, block, 0, BLOCK_HEADER_LENGTH);
        blockCrc.reset();
        SnapshotFormat.update(blockCrc, block, BLOCK_LENGTH_OFFSET, Integer.BYTES);
        read(length);
        SnapshotFormat.update(blockCrc, block, 0, length);
        if (crc != (int) blockCrc.getValue()) {
            throw new Broken("the block at byte " + at + " is damaged (the checksum does not agree)");
        }
    }

    /** The trailer must follow, and nothing behind it. */
    private void end() throws IOException {
        if (block.hasRemaining()) {
            throw new IllegalStateException(block.remaining() + " bytes more than it has a place for");
        }
        read(TRAILER_LENGTH);
        SnapshotFormat.update(wholeCrc, block, 0, TRAILER_CRC_OFFSET);
        if (block.getInt(TRAILER_CRC_OFFSET) != (int) wholeCrc.getValue()) {
            throw new Broken("it is damaged (the checksum of the whole does not agree)");
        }
        expectLength();
    }

    /** Reads the next bytes to the beginning of the buffer. */
    private void read(int length) throws IOException {
        block.clear().limit(length);
        while (block.hasRemaining()) {
            if (channel.read(block) < 0) {
                throw new Broken("it ends too early, at byte " + channel.position());
            }
        }
        block.flip();
    }

    @Override
    public void close() {
        BufferUtil.free(block);
    }
}
