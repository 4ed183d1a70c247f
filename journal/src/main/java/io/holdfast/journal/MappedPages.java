// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.posix.MAdviseFlag;
import net.openhft.posix.PosixAPI;

/**
 * Takes what has been written through a mapping out of the page tables, many pages at once; they stay in the page cache, and go to the
 * disk from there. A sync would take write permission from each page by itself otherwise, with an interrupt to every CPU that this
 * process runs on, the writing one too.
 *
 * <p>For one thread: the one that writes, for nobody else knows what is mapped.
 */
final class MappedPages {
    private static final int STEP = 256 << 10;
    private static final int PAGE = 4096;

    private BytesStore<?, ?> mapping;
    private long from;

    /** Takes out what lies in whole pages before a position, if that has become enough since it was last done. */
    void release(BytesStore<?, ?> newMapping, long position) {
        long to = position & -PAGE;
        if (newMapping != mapping) {
            mapping = newMapping;
            PosixAPI.posix()
                    .madvise(mapping.addressForRead(mapping.start()), mapping.capacity(), MAdviseFlag.MADV_RANDOM);
            from = to;
        }
        if (to - from >= STEP) {
            // What was taken out before has partly come back: the kernel maps what lies around a page with it.
            long again = Math.max(mapping.start(), from - STEP);
            PosixAPI.posix().madvise(mapping.addressForRead(again), to - again, MAdviseFlag.MADV_DONTNEED);
            from = to;
        }
    }
}
