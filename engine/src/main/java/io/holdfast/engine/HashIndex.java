// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import java.util.Arrays;
import java.util.function.IntToLongFunction;
import org.agrona.BitUtil;

/**
 * Finds records of a slab by a hash. Records of the same bucket are chained through a field of their own, so taking one out
 * leaves nothing behind, and no number of insertions and removals ever makes the index reorganise itself. That is why this is
 * not one of the libraries' open-addressing maps: these mark what was removed, and rehash everything when the marks become many.
 *
 * <p>Sized for a bound when the bound is set, so it never grows while serving.
 */
final class HashIndex {
    static final int ABSENT = Slab.ABSENT;

    private final Slab records;
    private final int link;
    private final IntToLongFunction hashOf;
    private int[] buckets = {ABSENT};
    private int size;
    private int bound;

    /**
     * @param link   the field of the records that has the next of the bucket in its low half.
     * @param hashOf a record's hash, well spread over its bits.
     */
    HashIndex(Slab records, int link, IntToLongFunction hashOf) {
        this.records = records;
        this.link = link;
        this.hashOf = hashOf;
    }

    /** Makes room for a number of records, which must not be less than there are. */
    void bound(int newBound) {
        int length = length(newBound);
        if (length > buckets.length) {
            int[] old = buckets;
            buckets = new int[length];
            Arrays.fill(buckets, ABSENT);
            for (int first : old) {
                move(first);
            }
        }
        bound = newBound;
    }

    private static int length(int bound) {
        return BitUtil.findNextPositivePowerOfTwo(Math.max(1, bound));
    }

    /** How many bytes of heap an index for a number of records takes. */
    static long bytes(int bound) {
        return (long) Integer.BYTES * length(bound);
    }

    /** Carried sparsely: one bit per bucket, then the buckets in use; in a small shop most are empty. */
    void transfer(StateTransfer transfer) {
        size = transfer.value(size);
        bound = transfer.value(bound);
        int length = transfer.value(buckets.length);
        if (length != buckets.length) {
            buckets = new int[length];
            Arrays.fill(buckets, ABSENT);
        }
        for (int from = 0; from < length; from += Long.SIZE) {
            for (long left = transfer.value(used(from)); left != 0; left &= left - 1) {
                int bucket = from + Long.numberOfTrailingZeros(left);
                buckets[bucket] = transfer.value(buckets[bucket]);
            }
        }
    }

    /** Which of up to 64 buckets are not empty, the first one in the lowest bit. */
    private long used(int from) {
        long used = 0;
        for (int i = Math.min(Long.SIZE, buckets.length - from) - 1; i >= 0; i--) {
            used = (used << 1) | (buckets[from + i] == ABSENT ? 0 : 1);
        }
        return used;
    }

    private void move(int first) {
        int record = first;
        while (record != ABSENT) {
            int next = next(record);
            link(record);
            record = next;
        }
    }

    boolean isFull() {
        return size >= bound;
    }

    int size() {
        return size;
    }

    int bound() {
        return bound;
    }

    /** The first record that may be meant by a hash, or {@link #ABSENT}; the others follow by {@link #next}. */
    int first(long hash) {
        return buckets[bucket(hash)];
    }

    int next(int record) {
        return records.link(record, link);
    }

    void insert(int record) {
        link(record);
        size++;
    }

    private void link(int record) {
        int bucket = bucket(hashOf.applyAsLong(record));
        records.link(record, link, buckets[bucket]);
        buckets[bucket] = record;
    }

    void remove(int record) {
        int bucket = bucket(hashOf.applyAsLong(record));
        int next = next(record);
        if (buckets[bucket] == record) {
            buckets[bucket] = next;
        } else {
            int before = buckets[bucket];
            while (next(before) != record) {
                before = next(before);
            }
            records.link(before, link, next);
        }
        size--;
    }

    private int bucket(long hash) {
        return (int) hash & (buckets.length - 1);
    }
}
