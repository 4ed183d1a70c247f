// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import java.nio.file.Path;
import net.openhft.posix.OpenFlag;
import net.openhft.posix.PosixAPI;

/**
 * Takes a growing file's pages out of the page cache some way behind its end, when they are on the disk: nobody reads them but a
 * replay. The kernel then gives the same memory to the pages ahead, instead of more and more of what the machine has left, which costs
 * more to come by, on a virtual machine very much more, and drives out what others use.
 *
 * <p>For one thread.
 */
final class PagesBehind {
    /** What follows the journal reads here. */
    private static final long KEPT = 64 << 20;
    /** What was mapped when its turn came is tried again. */
    private static final long AGAIN = 128 << 20;

    private static final long STEP = 4 << 20;
    private static final int TO_ITS_END = 0;
    private static final int PERMISSIONS = 0644;

    private final PageCache pageCache = new PageCache();
    private Path file;
    /** The one before it, until it is dropped as a whole; null if there is none. */
    private Path ended;

    private long dropped;

    /**
     * Drops what lies far enough behind a position, up to which the file is on the disk, as are those before it. It is advice: where
     * it cannot be had nothing is lost.
     */
    void drop(Path newest, long position) {
        if (!newest.equals(file)) {
            ended = file;
            file = newest;
            dropped = 0;
        }
        long end = position - KEPT;
        if (end < dropped + STEP) {
            return;
        }
        if (ended != null) {
            dropFrom(ended, 0, TO_ITS_END);
            ended = null;
        }
        long from = Math.max(0, dropped - AGAIN);
        dropFrom(file, from, end - from);
        dropped = end;
    }

    private void dropFrom(Path file, long from, long length) {
        PosixAPI posix = PosixAPI.posix();
        int descriptor = posix.open(file.toString(), OpenFlag.O_RDONLY, PERMISSIONS);
        if (descriptor >= 0) {
            pageCache.drop(descriptor, from, length);
            posix.close(descriptor);
        }
    }
}
