// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The syncs of records' pages since the start: those of the batches where each is synced, those in the background otherwise. One
 * thread writes, any thread reads.
 */
public final class SyncTally {
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong longestNs = new AtomicLong();
    private final AtomicLong sequence = new AtomicLong();

    SyncTally() {}

    void add(long durationNs, long syncedSequence) {
        count.setRelease(count.getPlain() + 1);
        longestNs.setRelease(Math.max(longestNs.getPlain(), durationNs));
        sequence.setRelease(syncedSequence);
    }

    /** How many there were. */
    public long count() {
        return count.getAcquire();
    }

    /** How long the longest of them took, in nanoseconds. */
    public long longestNs() {
        return longestNs.getAcquire();
    }

    /** The last record that they covered; 0 if no record was written since the start. */
    public long sequence() {
        return sequence.getAcquire();
    }
}
