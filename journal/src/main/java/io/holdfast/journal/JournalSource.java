// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A journal to read.
 *
 * @param path   the directory of its files.
 * @param isLive whether somebody may be writing to it: then it is read as far as it goes for now, and has no torn end.
 */
public record JournalSource(Path path, boolean isLive) {

    /** A journal that nobody is writing to. */
    public static JournalSource atRest(Path path) {
        return new JournalSource(path, false);
    }

    /**
     * Syncs everything that is in it now to the disk, whoever wrote it.
     *
     * @throws UnsyncedJournalException if that cannot be done.
     */
    public void sync() throws IOException {
        try {
            for (Path file : JournalFiles.list(path)) {
                Disk.force(file);
                Disk.forceDirectory(file.getParent());
            }
            Disk.forceDirectory(path);
        } catch (IOException e) {
            throw new UnsyncedJournalException(e);
        }
    }

    /**
     * Writes what is not known to have been synced again, as it is, so that the next sync has it go to the disk: a sync of whoever wrote it may
     * have failed, see {@link Disk#rewrite}. It is at the end of the last file, as no file is begun before the one before it is synced.
     *
     * @param lastSequence of the journal's last record.
     */
    public void rewriteUnsynced(long lastSequence) throws IOException {
        long synced = SyncedMark.read(path).sequence();
        if (synced < lastSequence) {
            List<Path> files = JournalFiles.list(path);
            Path last = files.get(files.size() - 1);
            Disk.rewrite(last, CycleFile.documentOf(last, synced), CycleFile.contentEnd(last));
        }
    }

    /** How many bytes its files have, with what they have been given ahead. */
    public long bytes() throws IOException {
        long bytes = 0;
        for (Path file : JournalFiles.list(path)) {
            bytes += Files.size(file);
        }
        return bytes;
    }
}
