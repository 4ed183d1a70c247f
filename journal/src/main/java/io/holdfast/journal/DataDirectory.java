// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A directory that holds one engine's data, and the right to write to it.
 *
 * <pre>
 *   FORMAT     the version of what lies here
 *   lock       locked by the process that owns the directory; its id for people to read
 *   synced     how far the journal is known to have been synced to the disk
 *   begin      which record the journal may begin with, once its oldest files have been removed, see {@link Retention}
 *   repairs    what an operator has decided about records, see {@link Repairs}
 *   journal/   the journal's files
 *   snapshots/ snapshots, see {@link io.holdfast.journal.snapshot.Snapshots}; nothing is lost without them as long as the journal
 *              begins with the first record
 * </pre>
 */
public final class DataDirectory implements AutoCloseable {
    private static final String FORMAT_FILE = "FORMAT";
    private static final String FORMAT = "holdfast data directory, format 1\n";

    private static final long LOCK_TIMEOUT_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LOCK_RETRY_NS = TimeUnit.MILLISECONDS.toNanos(10);

    /**
     * The directories of this process. A file's lock belongs to the process, and closing any channel of the file gives it
     * back: so a second owner must not even open one.
     */
    private static final Set<Path> OWNED = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final Path realPath;
    private final FileStore disk;
    private final FileChannel lockChannel;

    private DataDirectory(Path path, Path realPath, FileStore disk, FileChannel lockChannel) {
        this.path = path;
        this.realPath = realPath;
        this.disk = disk;
        this.lockChannel = lockChannel;
    }

    /**
     * Takes a directory for this process, which makes it if it is not there. It is given back by {@link #close()}, or by
     * the process ending in whatever way.
     *
     * @throws DataDirectoryException  if another process owns it, or if it holds something else.
     * @throws DamagedJournalException if its journal is missing.
     */
    public static DataDirectory own(Path path) throws IOException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new DataDirectoryException(path + " is not a directory: name one, or a place where one can be made");
        }
        if (!Files.exists(path.resolve(FORMAT_FILE)) && holdsSomething(path)) {
            throw new DataDirectoryException(
                    path + " holds files but is not a Holdfast data directory: name an empty directory or a new one");
        }
        refuseMissingJournal(path);
        createDirectories(journal(path));
        Path realPath = path.toRealPath();
        if (!OWNED.add(realPath)) {
            throw inUse(path, Long.toString(ProcessHandle.current().pid()));
        }
        try {
            FileStore disk = Files.getFileStore(realPath);
            return new DataDirectory(path, realPath, disk, lock(path));
        } catch (IOException | RuntimeException e) {
            OWNED.remove(realPath);
            throw e;
        }
    }

    /** Each with its name synced in the one above it. */
    private static void createDirectories(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            Path parent = directory.toAbsolutePath().getParent();
            createDirectories(parent);
            Files.createDirectories(directory);
            Disk.forceDirectory(parent);
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(
                lockFile(path), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (!isLocked(channel)) {
                throw inUse(path, owner(channel));
            }
            writeOwner(channel);
            writeOrCheckFormat(path);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Whoever asks who owns the directory locks it too, for a moment. */
    private static boolean isLocked(FileChannel channel) throws IOException {
        long deadlineNs = System.nanoTime() + LOCK_TIMEOUT_NS;
        do {
            if (channel.tryLock() != null) {
                return true;
            }
            LockSupport.parkNanos(LOCK_RETRY_NS);
        } while (System.nanoTime() - deadlineNs < 0);
        return false;
    }

    private static DataDirectoryException inUse(Path path, String owner) {
        return new DataDirectoryException(
                path + " is in use by process " + owner + ": stop that process first, or name another directory");
    }

    /**
     * Where the journal of a directory lies, for reading while nobody writes it.
     *
     * @throws DataDirectoryException if it is not a data directory of a known format, or if a process owns it.
     */
    public static Path journalToRead(Path path) throws IOException {
        checkFormat(path);
        Optional<String> owner = owner(path);
        if (owner.isPresent()) {
            throw inUse(path, owner.get());
        }
        return journal(path);
    }

    /**
     * The journal of a directory, for reading whether or not a process owns it, which it will not notice.
     *
     * @throws DataDirectoryException if it is not a data directory of a known format.
     */
    public static JournalSource journalSource(Path path) throws IOException {
        checkFormat(path);
        return new JournalSource(journal(path), owner(path).isPresent());
    }

    private static void checkFormat(Path path) throws IOException {
        Path format = path.resolve(FORMAT_FILE);
        if (!Files.exists(format)) {
            if (Files.isDirectory(path) && !Files.isExecutable(path)) {
                throw new AccessDeniedException(format.toString());
            }
            throw new DataDirectoryException(path + " is not a Holdfast data directory: it has no file " + FORMAT_FILE);
        }
        writeOrCheckFormat(path);
        refuseMissingJournal(path);
    }

    private static void refuseMissingJournal(Path path) {
        if (Files.exists(path.resolve(FORMAT_FILE)) && !Files.exists(journal(path))) {
            throw new DamagedJournalException(
                    journal(path),
                    "is missing, though there is a " + FORMAT_FILE
                            + " file beside it: bring it back, or name a new directory");
        }
    }

    /** The id of the process that owns a directory. */
    private static Optional<String> owner(Path path) throws IOException {
        if (OWNED.contains(path.toRealPath())) {
            return Optional.of(Long.toString(ProcessHandle.current().pid()));
        }
        try (FileChannel channel = FileChannel.open(lockFile(path), StandardOpenOption.READ)) {
            return channel.tryLock(0, Long.MAX_VALUE, true) == null ? Optional.of(owner(channel)) : Optional.empty();
        }
    }

    private static boolean holdsSomething(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> files = Files.list(path)) {
            // A start that was killed very early leaves no more than these.
            Set<Path> early = Set.of(lockFile(path), journal(path), newFormatFile(path));
            return files.anyMatch(file -> !early.contains(file));
        }
    }

    private static void writeOrCheckFormat(Path path) throws IOException {
        Path file = path.resolve(FORMAT_FILE);
        if (!Files.exists(file)) {
            Path aside = newFormatFile(path);
            Files.writeString(aside, FORMAT);
            Disk.force(aside);
            Files.move(aside, file);
            Disk.forceDirectory(path);
        } else if (!Files.readString(file, StandardCharsets.ISO_8859_1).equals(FORMAT)) {
            throw new DataDirectoryException(file
                    + " names a format that this version does not know: use the version that wrote it, or a newer one");
        }
    }

    private static void writeOwner(FileChannel channel) throws IOException {
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)), 0);
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(20);
        channel.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
    }

    private static Path newFormatFile(Path path) {
        return path.resolve(FORMAT_FILE + ".new");
    }

    private static Path lockFile(Path path) {
        return path.resolve("lock");
    }

    private static Path journal(Path path) {
        return path.resolve("journal");
    }

    public Path path() {
        return path;
    }

    /** Bytes that are free on the directory's disk. */
    public long usableBytes() throws IOException {
        return disk.getUsableSpace();
    }

    /** Where the journal's files lie. */
    public Path journal() {
        return journal(path);
    }

    /** Gives the directory back. */
    @Override
    public void close() throws IOException {
        lockChannel.close();
        OWNED.remove(realPath);
    }
}
