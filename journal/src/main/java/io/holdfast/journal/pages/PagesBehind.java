// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal.pages;

import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import net.openhft.posix.OpenFlag;
import net.openhft.posix.PosixAPI;

/**
 * Drops a growing file's pages from the page cache once they are synced and 64 MiB back: nobody reads them but a replay. The kernel then
 * reuses their memory for the pages ahead. Otherwise it would take more and more of what the machine has left, which costs more, on a virtual
 * machine very much more, and drives out what others use.
 *
 * <p>For one thread.
 */
public final class PagesBehind {
    /** What follows the journal reads here. */
    private static final long KEPT = 64 << 20;
    /** What was mapped when its turn came is tried again. */
    private static final long AGAIN = 32 << 20;

    private static final long STEP = 4 << 20;
    /** Between two steps others have the CPU. */
    private static final long PAUSE_NS = 100_000;

    private static final int PERMISSIONS = 0644;

    private final PageCache pageCache = new PageCache();
    private Path file;
    private long dropped;
    /** The one before it, until what is left of it is dropped; null if there is none. */
    private Path ended;

    private long endedDropped;

    /**
     * Drops what lies far enough behind a position, up to which the file is on the disk, as are those before it. It is advice: where
     * it cannot be had nothing is lost.
     */
    public void drop(Path newest, long position) {
        if (!newest.equals(file)) {
            ended = file;
            endedDropped = dropped;
            file = newest;
            dropped = 0;
        }
        long end = position - KEPT;
        if (end < dropped + STEP) {
            return;
        }
        if (ended != null) {
            drop(ended, endedDropped, ended.toFile().length());
            ended = null;
        }
        drop(file, dropped, end);
        dropped = end;
    }

    private void drop(Path file, long from, long to) {
        PosixAPI posix = PosixAPI.posix();
        int descriptor = posix.open(file.toString(), OpenFlag.O_RDONLY, PERMISSIONS);
        if (descriptor < 0) {
            return;
        }
        // Whole steps: a page that lies across two of them would stay.
        for (long at = Math.max(0, from - AGAIN) & -STEP; at < to; at += STEP) {
            pageCache.drop(descriptor, at, Math.min(STEP, to - at));
            LockSupport.parkNanos(PAUSE_NS);
        }
        posix.close(descriptor);
    }
}
