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
     * Rewrites, unchanged, what lies behind the synced mark, and syncs it. A sync of it may have failed, and then the next would succeed
     * without writing anything; see {@link Disk#rewrite}. It is all in the last file, because a file is begun only when the one before it is
     * synced. For whoever owns the directory, before anything is read: what the disk does not have may leave the memory meanwhile.
     */
    public void rewriteUnsynced() throws IOException {
        List<Path> files = JournalFiles.list(path);
        if (files.isEmpty()) {
            return;
        }
        Path last = files.get(files.size() - 1);
        long synced = SyncedMark.read(path).sequence();
        Disk.rewrite(last, CycleFile.documentOf(last, synced), CycleFile.contentEnd(last));
        Disk.force(last);
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
