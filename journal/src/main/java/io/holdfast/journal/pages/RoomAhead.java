// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal.pages;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import net.openhft.posix.OpenFlag;
import net.openhft.posix.PosixAPI;
import org.agrona.BitUtil;

/**
 * Gives a growing file its next stretch on the disk before it is written to through a mapping: so that no write waits for the file
 * system, and none finds the disk full, which would be a SIGBUS. What is there already is not touched.
 *
 * <p>For one thread.
 */
public final class RoomAhead implements AutoCloseable {
    private static final long AHEAD = 128 << 20;
    private static final int ALLOCATION = 16 << 20;
    private static final long GIVEN_BACK = 8 << 20;
    /** Between two of these calls others have the CPU. */
    private static final long PAUSE_NS = 100_000;
    /** Linux's {@code FALLOC_FL_KEEP_SIZE}. */
    private static final int KEEP_SIZE = 1;

    /** The same with {@code FALLOC_FL_PUNCH_HOLE}. */
    private static final int PUNCH_HOLE = 3;

    private static final int INTERRUPTED = 4;
    private static final int NO_SPACE = 28;
    private static final int NOT_IMPLEMENTED = 38;
    private static final int NOT_SUPPORTED = 95;
    private static final int QUOTA_EXCEEDED = 122;
    private static final int PAGE = 4096;
    private static final int PERMISSIONS = 0644;

    private Path file;
    private int descriptor;
    private long allocated;
    /** Some file systems cannot allocate; the C library would then write to the file, maybe over what comes meanwhile. */
    private boolean canAllocate = true;

    /**
     * Allocates what is missing ahead of a position.
     *
     * @return whether the file has its room; not if the disk is full.
     */
    public boolean keep(Path newFile, long position) throws IOException {
        if (!newFile.equals(file)) {
            close();
            open(newFile);
            allocated = position;
        }
        while (canAllocate && allocated < position + AHEAD) {
            if (!allocate(allocated)) {
                return false;
            }
            if (canAllocate) {
                allocated += ALLOCATION;
            }
        }
        return true;
    }

    private void open(Path newFile) throws IOException {
        PosixAPI posix = PosixAPI.posix();
        descriptor = posix.open(newFile.toString(), OpenFlag.O_RDWR, PERMISSIONS);
        if (descriptor < 0) {
            throw new IOException(newFile + " cannot be opened: " + posix.lastErrorStr());
        }
        file = newFile;
    }

    /** Lets go of the file. */
    @Override
    public void close() {
        if (file != null) {
            file = null;
            PosixAPI.posix().close(descriptor);
        }
    }

    /** Returns whether there was room for it, or it cannot be said. */
    private boolean allocate(long from) throws IOException {
        switch (fallocate(KEEP_SIZE, from)) {
            case 0 -> {
                return fallocate(0, from) == 0;
            }
            case NO_SPACE, QUOTA_EXCEEDED -> {
                return false;
            }
            case NOT_IMPLEMENTED, NOT_SUPPORTED -> {
                canAllocate = false;
                return true;
            }
            default ->
                throw new IOException(
                        file + " cannot be given room: " + PosixAPI.posix().lastErrorStr());
        }
    }

    /** Returns 0, or the C library's number of what went wrong. */
    private int fallocate(int mode, long from) {
        PosixAPI posix = PosixAPI.posix();
        int error;
        do {
            error = posix.fallocate(descriptor, mode, from, ALLOCATION) == 0 ? 0 : posix.lastError();
        } while (error == INTERRUPTED);
        return error;
    }

    /** Gives what a file has ahead of a position back to the disk; its length stays. Any thread. */
    public static void giveBack(Path file, long position) {
        PosixAPI posix = PosixAPI.posix();
        int descriptor = posix.open(file.toString(), OpenFlag.O_RDWR, PERMISSIONS);
        if (descriptor >= 0) {
            long from = BitUtil.align(position, PAGE);
            for (long end = from + 2 * AHEAD; from < end; from += GIVEN_BACK) {
                // Where a file system cannot do that, it could not allocate either.
                posix.fallocate(descriptor, PUNCH_HOLE, from, GIVEN_BACK);
                LockSupport.parkNanos(PAUSE_NS);
            }
            posix.close(descriptor);
        }
    }
}
