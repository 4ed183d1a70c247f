// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal.pages;

import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import net.openhft.posix.OpenFlag;
import net.openhft.posix.PosixAPI;

/**
 * Fetches a growing file's next pages into the page cache, so that a write through a mapping takes a minor fault only: a page that the machine
 * has not used before is slow to come by. It is advice: where there is none, or it comes too late, the writer waits for the page.
 *
 * <p>For one thread.
 */
public final class PagesAhead implements AutoCloseable {
    private static final long AHEAD = 32 << 20;
    /**
     * Small: some kernels take the CPU from a thread only between its system calls, so others would have to wait for as long as one takes. And
     * not more than what the kernel reads ahead by default, to which it cuts this.
     */
    private static final int STEP = 128 << 10;
    /** Between two steps others have the CPU. */
    private static final long PAUSE_NS = 100_000;

    /** Then it is looked anew which file is the newest. */
    private static final int STEPS_AT_ONCE = 32;

    private static final int PAGE = 4096;
    private static final int PERMISSIONS = 0644;

    private final PageCache pageCache = new PageCache();
    private Path file;
    private int descriptor;
    private long fetched;

    /**
     * Fetches some of what is missing ahead of a position.
     *
     * @return whether more is missing.
     */
    public boolean fetch(Path newFile, long position) {
        if (!newFile.equals(file)) {
            close();
            descriptor = PosixAPI.posix().open(newFile.toString(), OpenFlag.O_RDONLY, PERMISSIONS);
            if (descriptor < 0) {
                return false;
            }
            file = newFile;
        }
        fetched = Math.max(fetched, position & -PAGE);
        for (int i = 0; i < STEPS_AT_ONCE && fetched < position + AHEAD; i++) {
            pageCache.fetch(descriptor, fetched, STEP);
            fetched += STEP;
            LockSupport.parkNanos(PAUSE_NS);
        }
        return fetched < position + AHEAD;
    }

    /** Lets go of the file. */
    @Override
    public void close() {
        if (file != null) {
            file = null;
            fetched = 0;
            PosixAPI.posix().close(descriptor);
        }
    }
}
