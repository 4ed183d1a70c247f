// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * How far the journal is known to have been synced: a small file beside it, so that records which were on the disk for sure
 * cannot vanish from its end without notice. It may be behind, never ahead.
 *
 * <p>Two places are written in turn, each with a checksum, so that one of them is whole whenever the machine goes down:
 *
 * <pre>
 *   0  sequence    8 bytes  the last record that is known to have been synced
 *   8  boot        8 bytes  which run of the machine that was in; 0 if it is not known
 *  16  durability  4 bytes  the mode that the journal is being written in: 1 written, 2 synced
 *  20  CRC32C      4 bytes  of the 20 bytes before it
 * </pre>
 *
 * <p>All numbers are little-endian. For one thread, but for {@link #force()}.
 */
final class SyncedMark implements AutoCloseable {
    private static final int SEQUENCE = 0;
    private static final int BOOT = 8;
    private static final int DURABILITY = 16;
    private static final int CRC = 20;
    /** A disk writes sectors, so that the two are in different ones. */
    private static final int SLOT_LENGTH = 4096;

    private static final int SLOTS = 2;

    /**
     * What a mark says.
     *
     * @param sequence        the last record that is known to have been synced; 0 if none is.
     * @param durability      the mode that the journal was being written in.
     * @param machineWentDown whether the machine has, or may have, gone down since: then pages that had not been synced may be
     *     missing, in any order.
     */
    record Known(long sequence, Durability durability, boolean machineWentDown) {
        /** Where there is no mark: the journal is older than marks. */
        static final Known NOTHING = new Known(0, Durability.SYNCED, false);

        /** Refuses a journal that ends with an earlier record. */
        void expectReached(Path lastFile, long lastSequence) {
            if (lastSequence < sequence) {
                throw new DamagedJournalException(
                        lastFile,
                        "the journal ends with record " + lastSequence + ", but record " + sequence
                                + " is known to have been synced to the disk");
            }
        }
    }

    private final MappedByteBuffer mapped;
    private final UnsafeBuffer buffer;
    private final Durability durability;
    private final long boot = Boot.id();
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer crcView;
    private int slot;

    private SyncedMark(MappedByteBuffer mapped, Durability durability) {
        this.mapped = mapped;
        this.buffer = new UnsafeBuffer(mapped);
        this.crcView = mapped.duplicate();
        this.durability = durability;
    }

    /**
     * Opens the mark of a journal that this process owns, which makes it if it is not there, and notes the mode.
     *
     * @param journal whose every record so far has been synced.
     */
    static SyncedMark open(Path journal, Durability durability) throws IOException {
        Known known = read(journal);
        Path file = file(journal);
        if (!Files.exists(file)) {
            Path aside = file.resolveSibling(file.getFileName() + ".new");
            Files.write(aside, new byte[SLOTS * SLOT_LENGTH]);
            write(aside, known.sequence, durability).close();
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            Disk.forceDirectory(journal.toAbsolutePath().getParent());
        }
        return write(file, known.sequence, durability);
    }

    private static SyncedMark write(Path file, long sequence, Durability durability) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) SLOTS * SLOT_LENGTH);
            SyncedMark mark = new SyncedMark(mapped, durability);
            // The one that is whole last, in case the machine goes down in between.
            mark.slot = Math.max(0, newest(slots(file)));
            for (int i = 0; i < SLOTS; i++) {
                mark.advance(sequence);
                mark.force();
            }
            return mark;
        }
    }

    /**
     * Reads the mark of a journal, whether or not somebody is writing to it.
     *
     * @throws DamagedJournalException if it is not as it was written.
     */
    static Known read(Path journal) throws IOException {
        Path file = file(journal);
        if (!Files.exists(file)) {
            return Known.NOTHING;
        }
        Known[] known = slots(file);
        int newest = newest(known);
        if (newest < 0) {
            throw new DamagedJournalException(
                    file,
                    "neither of its two marks is whole, so nobody knows how far the"
                            + " journal was synced; remove it only if you trust the journal's end");
        }
        return known[newest];
    }

    /** The number of the newest place that is whole; -1 if none is. */
    private static int newest(Known[] known) {
        int newest = -1;
        for (int i = 0; i < known.length; i++) {
            if (known[i] != null && (newest < 0 || known[i].sequence >= known[newest].sequence)) {
                newest = i;
            }
        }
        return newest;
    }

    /** What each place says; null where it is not whole. */
    private static Known[] slots(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Known[] known = new Known[SLOTS];
        for (int i = 0; i < SLOTS && bytes.length == SLOTS * SLOT_LENGTH; i++) {
            known[i] = slot(new UnsafeBuffer(bytes, i * SLOT_LENGTH, SLOT_LENGTH));
        }
        return known;
    }

    private static Known slot(UnsafeBuffer slot) {
        CRC32C crc = new CRC32C();
        crc.update(slot.byteArray(), slot.wrapAdjustment(), CRC);
        Durability durability = Durability.of(slot.getInt(DURABILITY, ByteOrder.LITTLE_ENDIAN));
        if (slot.getInt(CRC, ByteOrder.LITTLE_ENDIAN) != (int) crc.getValue() || durability == null) {
            return null;
        }
        long boot = slot.getLong(BOOT, ByteOrder.LITTLE_ENDIAN);
        return new Known(
                slot.getLong(SEQUENCE, ByteOrder.LITTLE_ENDIAN), durability, boot == Boot.UNKNOWN || boot != Boot.id());
    }

    /** Notes that all records up to a sequence have been synced. */
    void advance(long sequence) {
        slot = (slot + 1) % SLOTS;
        int at = slot * SLOT_LENGTH;
        buffer.putLong(at + SEQUENCE, sequence, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(at + BOOT, boot, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(at + DURABILITY, durability.code(), ByteOrder.LITTLE_ENDIAN);
        crc.reset();
        crc.update(crcView.clear().position(at).limit(at + CRC));
        buffer.putInt(at + CRC, (int) crc.getValue(), ByteOrder.LITTLE_ENDIAN);
    }

    /** Syncs the mark itself. Any thread. */
    void force() throws IOException {
        try {
            mapped.force();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Path file(Path journal) {
        return journal.resolveSibling("synced");
    }

    @Override
    public void close() throws IOException {
        try {
            force();
        } finally {
            BufferUtil.free(mapped);
        }
    }
}
