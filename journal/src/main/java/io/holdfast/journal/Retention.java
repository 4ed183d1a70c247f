// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * What becomes of journal files whose records every kept snapshot has: a start needs them no more, a history does.
 *
 * @param policy  what is done.
 * @param archive where they are moved to, for {@link Policy#ARCHIVE}; otherwise null.
 */
public record Retention(Policy policy, Path archive) {
    /** What is done with a file that is not needed. */
    public enum Policy {
        /** Nothing: the journal begins with the first record for ever. */
        KEEP,
        /** It is moved to another directory, which may be on another disk. */
        ARCHIVE,
        /** It is deleted. */
        DELETE
    }

    /** Keeps everything. */
    public static final Retention KEEP = new Retention(Policy.KEEP, null);

    /**
     * Removes what is not needed, the oldest file first. What is interrupted goes on the next time.
     *
     * @param snapshotSequence the sequence of the oldest snapshot that is kept: its record, and what is behind it, is needed.
     * @return how many files were removed.
     * @throws IOException if a file cannot be removed; those behind it are still there.
     */
    public int apply(JournalSource journal, long snapshotSequence) throws IOException {
        if (policy == Policy.KEEP) {
            return 0;
        }
        List<Path> files = JournalFiles.list(journal.path());
        int firstNeeded = JournalFiles.lastStartingAtOrBefore(snapshotSequence, files);
        if (firstNeeded <= 0) {
            return 0;
        }
        JournalBegin.write(journal.path(), CycleFile.firstSequence(files.get(firstNeeded)));
        for (Path file : files.subList(0, firstNeeded)) {
            if (policy == Policy.ARCHIVE) {
                copyTo(archive.resolve(journal.path().relativize(file)), file);
            }
            Files.delete(file);
            Disk.forceDirectory(file.getParent());
            deleteStartIfEmpty(file.getParent(), files.get(firstNeeded).getParent());
        }
        return firstNeeded;
    }

    /** Whole and synced before it has its name there; without the room that it was given ahead. */
    private void copyTo(Path target, Path file) throws IOException {
        Files.createDirectories(target.getParent());
        if (Files.exists(target) && Files.isSameFile(target, file)) {
            throw new IOException(archive + " is the journal itself: name another directory for the archive");
        }
        Path aside = target.resolveSibling(target.getFileName() + ".new");
        try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ);
                FileChannel to = FileChannel.open(
                        aside,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            long length = CycleFile.contentEnd(file);
            for (long at = 0; at < length; ) {
                long copied = from.transferTo(at, length - at, to);
                if (copied == 0) {
                    throw new EOFException(file + " ends at byte " + at);
                }
                at += copied;
            }
            to.force(true);
        }
        if (Files.exists(target) && Files.mismatch(aside, target) >= 0) {
            throw new IOException(target + " is there already and is not " + file
                    + ": give each data directory an archive of its own");
        }
        Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        Disk.forceDirectory(target.getParent());
        Disk.forceDirectory(archive);
        Disk.forceDirectory(archive.toAbsolutePath().getParent());
    }

    /** With Chronicle's own file, which is of no use then; a half-made file that lies there stays. */
    private static void deleteStartIfEmpty(Path start, Path startInUse) throws IOException {
        if (start.equals(startInUse) || !JournalFiles.list(start).isEmpty()) {
            return;
        }
        Files.deleteIfExists(start.resolve(JournalFiles.METADATA));
        try {
            Files.delete(start);
        } catch (DirectoryNotEmptyException e) {
            return;
        }
        Disk.forceDirectory(start.getParent());
    }
}
