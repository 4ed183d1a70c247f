// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import java.nio.file.Path;
import jnr.ffi.LibraryLoader;
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
    /** Linux's {@code POSIX_FADV_DONTNEED}. */
    private static final int DO_NOT_NEED = 4;

    private static final int TO_ITS_END = 0;
    private static final int PERMISSIONS = 0644;

    /** What there is of it in the C library. */
    public interface LibC {
        @SuppressWarnings({"checkstyle:MethodName", "MethodName"})
        int posix_fadvise(int descriptor, long offset, long length, int advice);
    }

    /** Null where the C library has no such call. */
    private LibC libC = load();

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
            advise(ended, 0, TO_ITS_END);
            ended = null;
        }
        long from = Math.max(0, dropped - AGAIN);
        advise(file, from, end - from);
        dropped = end;
    }

    private static LibC load() {
        try {
            return LibraryLoader.create(LibC.class).load("c");
        } catch (LinkageError e) {
            return null;
        }
    }

    private void advise(Path file, long from, long length) {
        if (libC == null) {
            return;
        }
        PosixAPI posix = PosixAPI.posix();
        int descriptor = posix.open(file.toString(), OpenFlag.O_RDONLY, PERMISSIONS);
        if (descriptor >= 0) {
            try {
                libC.posix_fadvise(descriptor, from, length, DO_NOT_NEED);
            } catch (LinkageError e) {
                libC = null;
            } finally {
                posix.close(descriptor);
            }
        }
    }
}
