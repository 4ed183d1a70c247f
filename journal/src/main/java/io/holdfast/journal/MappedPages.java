// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.posix.MAdviseFlag;
import net.openhft.posix.PosixAPI;

/**
 * Unmaps written pages, 256 KiB at a time; they stay dirty in the page cache and go to the disk from there. Otherwise each sync would
 * write-protect them one by one, with an interrupt to every CPU that this process runs on, the writing one too.
 *
 * <p>For one thread: the one that writes, for nobody else knows what is mapped.
 */
final class MappedPages {
    private static final int STEP = 256 << 10;
    private static final int PAGE = 4096;

    private BytesStore<?, ?> mapping;
    private long from;

    /**
     * Unmaps the whole pages before a position, if that is enough of them by now.
     *
     * @param newMapping in which the position was written to.
     */
    void release(BytesStore<?, ?> newMapping, long position) {
        long to = position & -PAGE;
        if (newMapping != mapping) {
            mapping = newMapping;
            PosixAPI.posix()
                    .madvise(mapping.addressForRead(mapping.start()), mapping.capacity(), MAdviseFlag.MADV_RANDOM);
            from = to;
        }
        if (to - from >= STEP) {
            // Once more the step before: the kernel maps pages around a fault along with it, some of these among them.
            long again = Math.max(mapping.start(), from - STEP);
            PosixAPI.posix().madvise(mapping.addressForRead(again), to - again, MAdviseFlag.MADV_DONTNEED);
            from = to;
        }
    }
}
