// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal.snapshot;

import io.holdfast.engine.Engine;
import io.holdfast.engine.StockListener;
import io.holdfast.journal.DamagedJournalException;
import io.holdfast.journal.DataDirectoryException;
import io.holdfast.journal.Disk;
import io.holdfast.journal.JournalReader;
import io.holdfast.journal.JournalSource;
import io.holdfast.journal.RecordIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The snapshots of a data directory: {@code snapshots/}, a file for each, named after the last sequence that it has.
 *
 * <p>A snapshot is written aside, synced and then renamed, so that there is none or all of it; what the journal had by then is synced
 * before, so that no snapshot is ever ahead of its journal. Any process may write one, one at a time.
 */
public final class Snapshots {
    private static final String SUFFIX = ".snapshot";
    private static final String ASIDE = ".new";
    private static final int SEQUENCE_DIGITS = 20;
    private static final Pattern NAME = Pattern.compile("\\d{" + SEQUENCE_DIGITS + "}" + Pattern.quote(SUFFIX));

    private final Path directory;

    private Snapshots(Path directory) {
        this.directory = directory;
    }

    /** The snapshots of a data directory, which need not have any. */
    public static Snapshots of(Path dataDirectory) {
        return new Snapshots(dataDirectory.resolve("snapshots"));
    }

    /** The snapshots beside a journal. */
    public static Snapshots beside(JournalSource journal) {
        return new Snapshots(journal.path().resolveSibling("snapshots"));
    }

    /** The files, the newest first. */
    public List<Path> files() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> NAME.matcher(name(file)).matches())
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    /**
     * Reads what a snapshot says of itself, and that it is not cut; not the rest.
     *
     * @throws UnusableSnapshotException if that is not as it was written.
     */
    public static SnapshotHeader header(Path file) throws UnusableSnapshotException {
        SnapshotHeader header = SnapshotReader.header(file);
        if (!name(file).equals(name(header.sequence()))) {
            throw new UnusableSnapshotException("it is the snapshot at sequence " + header.sequence());
        }
        return header;
    }

    /**
     * Reads all of a snapshot.
     *
     * @param listener is told every change of a stock from there on.
     * @throws UnusableSnapshotException if a byte of it is not as it was written.
     */
    public static Engine read(Path file, StockListener listener) throws UnusableSnapshotException {
        header(file);
        return SnapshotReader.read(file, listener);
    }

    /**
     * Makes sure that a journal is the one that a snapshot was made of.
     *
     * @throws DamagedJournalException if it is not, or does not have the snapshot's last record any more.
     */
    public static void expectSameJournal(Path file, SnapshotHeader header, JournalSource journal) throws IOException {
        RecordIdentity record = JournalReader.identify(journal, header.sequence());
        if (!record.equals(header.record())) {
            throw new DamagedJournalException(
                    file,
                    "it belongs to another journal than " + journal.path() + ", which has another record at sequence "
                            + header.sequence() + ": if the journal is the right one, remove the snapshot");
        }
    }

    /**
     * Makes sure that a start would not be refused because of the newest snapshot.
     *
     * @throws DamagedJournalException as {@link #restore} does.
     */
    public void expectNewestFits(JournalSource journal) throws IOException {
        for (Path file : files()) {
            try {
                expectSameJournal(file, header(file), journal);
                return;
            } catch (UnusableSnapshotException e) {
                // A start passes it over too.
            }
        }
    }

    /**
     * Finds the newest snapshot that can be used, and makes an engine of it; a new engine if there is none, as long as the
     * journal begins with the first record.
     *
     * @param journal   the journal beside the snapshots.
     * @param listener  is told every change of a stock from there on.
     * @param indexSeed of a new engine; a snapshot has its own.
     * @throws DamagedJournalException if journal and snapshot do not belong together, or a record that is known to have
     *     been there is not, or there is no snapshot to be used and the journal does not begin with the first record.
     */
    public Restored restore(JournalSource journal, StockListener listener, long indexSeed) throws IOException {
        List<PassedOver> passedOver = new ArrayList<>();
        for (Path file : files()) {
            try {
                SnapshotHeader header = header(file);
                expectSameJournal(file, header, journal);
                return new Restored(SnapshotReader.read(file, listener), header, passedOver);
            } catch (UnusableSnapshotException e) {
                passedOver.add(new PassedOver(file, e.getMessage()));
            }
        }
        long first = JournalReader.firstSequence(journal);
        if (first > 1) {
            throw noneBefore(first, journal, passedOver);
        }
        return new Restored(new Engine(listener, indexSeed), null, passedOver);
    }

    /**
     * Finds what a replay of everything that there is begins with: a new engine if the journal begins with the first record,
     * otherwise the oldest snapshot that it can go on from.
     *
     * @throws DamagedJournalException as {@link #restore} does.
     */
    public Restored restoreOldest(JournalSource journal, StockListener listener) throws IOException {
        long first = JournalReader.firstSequence(journal);
        if (first <= 1) {
            return new Restored(new Engine(listener), null, List.of());
        }
        List<PassedOver> passedOver = new ArrayList<>();
        List<Path> oldestFirst = new ArrayList<>(files());
        Collections.reverse(oldestFirst);
        for (Path file : oldestFirst) {
            try {
                SnapshotHeader header = header(file);
                if (header.sequence() >= first) {
                    expectSameJournal(file, header, journal);
                    return new Restored(SnapshotReader.read(file, listener), header, passedOver);
                }
                passedOver.add(new PassedOver(file, "the journal no longer has its last record"));
            } catch (UnusableSnapshotException e) {
                passedOver.add(new PassedOver(file, e.getMessage()));
            }
        }
        throw noneBefore(first, journal, passedOver);
    }

    private static DamagedJournalException noneBefore(long first, JournalSource journal, List<PassedOver> passedOver) {
        String why = passedOver.isEmpty() ? "" : " (passed over: " + passedOver.get(0) + ")";
        return new DamagedJournalException(
                journal.path(),
                "the journal begins with record " + first + ", and there is no snapshot to go on from" + why);
    }

    /**
     * Writes a snapshot of an engine that is as far as a record of the journal, and does away with what is not needed then. Whoever uses
     * the engine must wait.
     *
     * @return the file.
     * @throws UnsyncedJournalException if the journal cannot be synced.
     * @throws OldFilesException        if it is written, but what is not needed any more cannot be removed.
     * @throws IOException              if it cannot be written, or would leave too little room.
     * @throws DataDirectoryException   if somebody else is writing one.
     */
    public Path write(Engine engine, JournalSource journal, SnapshotPolicy policy) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            Disk.forceDirectory(directory.getParent());
        }
        try (FileChannel lock =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (lock.tryLock() == null) {
                throw new DataDirectoryException(
                        "another process is writing a snapshot in " + directory + ": wait until it is done");
            }
            deleteHalfWritten();
            refuseIfItTakesTooMuch(StateLength.of(engine), policy.leaveFreeBytes());
            RecordIdentity record = JournalReader.identify(journal, engine.lastSequence());
            if (record.timestampNs() != engine.lastTimestampNs()) {
                throw new IllegalStateException("not an engine of the journal " + journal.path());
            }
            journal.sync();
            Path file = write(engine, new SnapshotHeader(Engine.STATE_LAYOUT, record, engine.digest()));
            try {
                prune(journal, policy);
            } catch (IOException e) {
                throw new OldFilesException(file, e);
            }
            return file;
        }
    }

    private Path write(Engine engine, SnapshotHeader header) throws IOException {
        Path file = directory.resolve(name(header.sequence()));
        Path aside = directory.resolve(name(file) + ASIDE);
        try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                SnapshotWriter writer = new SnapshotWriter(channel, header)) {
            engine.transferTo(writer);
            writer.end();
            channel.force(true);
        } catch (UncheckedIOException e) {
            throw cannotWrite(aside, e.getCause());
        } catch (IOException e) {
            throw cannotWrite(aside, e);
        }
        // Before an older one is given up for it.
        if (!SnapshotReader.isWhole(aside)) {
            throw new IOException(aside + " cannot be read back as it was written: is the disk broken?");
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        Disk.forceDirectory(directory);
        return file;
    }

    /** What is half written would take the room that was missing. */
    private static IOException cannotWrite(Path aside, IOException e) throws IOException {
        Files.deleteIfExists(aside);
        return new IOException("cannot write " + aside + ": " + e.getMessage(), e);
    }

    /** Left by a process that was killed. */
    private void deleteHalfWritten() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(file -> name(file).endsWith(SUFFIX + ASIDE)).toList()) {
                Files.delete(file);
            }
        }
    }

    private void refuseIfItTakesTooMuch(long bytes, long leaveFreeBytes) throws IOException {
        long usable = Files.getFileStore(directory).getUsableSpace();
        if (usable - bytes < leaveFreeBytes) {
            throw new IOException("a snapshot of " + mebibytes(bytes) + " MiB would leave less than "
                    + mebibytes(leaveFreeBytes) + " MiB free on the disk of " + directory + ": make room");
        }
    }

    private static long mebibytes(long bytes) {
        return bytes >> 20;
    }

    /**
     * Deletes all but the newest, and then has removed what the journal has before the oldest one that is kept. That one is read to its
     * last byte first; if it is not whole, an older one is kept too.
     */
    private void prune(JournalSource journal, SnapshotPolicy policy) throws IOException {
        List<Path> files = files();
        int oldestKept = Math.max(0, Math.min(policy.kept(), files.size()) - 1);
        while (oldestKept < files.size() && !SnapshotReader.isWhole(files.get(oldestKept))) {
            oldestKept++;
        }
        for (int i = files.size() - 1; i > oldestKept; i--) {
            Files.deleteIfExists(files.get(i));
        }
        if (oldestKept < files.size()) {
            Disk.forceDirectory(directory);
        }
        // As long as there are fewer than are to be kept, the journal is what else there is.
        if (oldestKept < files.size() && files.size() >= policy.kept()) {
            policy.retention().apply(journal, sequence(files.get(oldestKept)));
        }
    }

    /**
     * Copies those that are whole and belong to a copy of the journal to beside that copy.
     *
     * @throws DataDirectoryException if the copy does not begin with the first record, and there is none that it could go on from.
     */
    public void copyTo(JournalSource copy) throws IOException {
        Snapshots copies = beside(copy);
        for (Path file : files()) {
            if (SnapshotReader.isWhole(file) && isOf(copy, file)) {
                Files.createDirectories(copies.directory);
                copyIfThere(file, copies.directory.resolve(name(file)));
            }
        }
        if (JournalReader.firstSequence(copy) > 1 && copies.files().isEmpty()) {
            throw new DataDirectoryException(
                    "the snapshots in " + directory
                            + " are newer than the copy of the journal by now, whose oldest files have been removed: run it again");
        }
    }

    /** It may have been given up for a newer one. */
    private static void copyIfThere(Path file, Path to) throws IOException {
        try {
            Files.copy(file, to);
        } catch (NoSuchFileException e) {
            Files.deleteIfExists(to);
        }
    }

    /** Not if it was made later than the copy. */
    private static boolean isOf(JournalSource copy, Path file) throws IOException {
        try {
            return header(file).record().equals(JournalReader.find(copy, sequence(file)));
        } catch (UnusableSnapshotException e) {
            return false;
        }
    }

    private static long sequence(Path file) {
        return Long.parseLong(name(file).substring(0, SEQUENCE_DIGITS));
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static String name(long sequence) {
        return String.format(Locale.ROOT, "%020d", sequence) + SUFFIX;
    }
}
