// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import net.openhft.posix.OpenFlag;
import net.openhft.posix.PosixAPI;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;

/**
 * Gives a growing file its next stretch on the disk, and in the page cache, before it is written to through a mapping: so that
 * no write waits for the file system, and none finds the disk full, which would be a SIGBUS. What is there already is not
 * touched.
 *
 * <p>For one thread.
 */
final class RoomAhead {
    private static final long AHEAD = 128 << 20;
    private static final int STEP = 1 << 20;
    /** Linux's {@code FALLOC_FL_KEEP_SIZE}. */
    private static final int KEEP_SIZE = 1;

    /** The same with {@code FALLOC_FL_PUNCH_HOLE}. */
    private static final int PUNCH_HOLE = 3;

    private static final int NOT_IMPLEMENTED = 38;
    private static final int NOT_SUPPORTED = 95;
    private static final int PAGE = 4096;
    /** What is written behind the last record when the next file is begun. */
    private static final int END_MARK_LENGTH = 64;

    private static final int PERMISSIONS = 0644;

    private Path file;
    private long end;
    /** Some file systems cannot allocate; the C library would then write to the file, maybe over what comes meanwhile. */
    private boolean canAllocate = true;

    /**
     * Allocates what is missing ahead of a position.
     *
     * @return whether the file has its room; not if the disk is full.
     */
    boolean keep(Path newFile, long position) throws IOException {
        if (!newFile.equals(file)) {
            file = newFile;
            end = position;
        }
        while (canAllocate && end < position + AHEAD) {
            if (!allocate(end)) {
                return false;
            }
            if (canAllocate) {
                touch(end);
                end += STEP;
            }
        }
        return true;
    }

    private boolean allocate(long from) throws IOException {
        PosixAPI posix = PosixAPI.posix();
        int descriptor = posix.open(file.toString(), OpenFlag.O_RDWR, PERMISSIONS);
        if (descriptor < 0) {
            throw new IOException(file + " cannot be opened: " + posix.lastErrorStr());
        }
        try {
            if (posix.fallocate(descriptor, KEEP_SIZE, from, STEP) == 0) {
                return posix.fallocate(descriptor, 0, from, STEP) == 0;
            }
            int error = posix.lastError();
            canAllocate = error != NOT_SUPPORTED && error != NOT_IMPLEMENTED;
            return !canAllocate;
        } finally {
            posix.close(descriptor);
        }
    }

    /** Gives what a file has ahead back to the disk; its length stays. Any thread. */
    static void giveBack(Path file, long position) {
        PosixAPI posix = PosixAPI.posix();
        int descriptor = posix.open(file.toString(), OpenFlag.O_RDWR, PERMISSIONS);
        if (descriptor >= 0) {
            long from = BitUtil.align(position + END_MARK_LENGTH, PAGE);
            // Where a file system cannot do that, it could not allocate either.
            posix.fallocate(descriptor, PUNCH_HOLE, from, 2 * AHEAD);
            posix.close(descriptor);
        }
    }

    private void touch(long from) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, from, STEP);
            mapped.load();
            BufferUtil.free(mapped);
        }
    }
}
