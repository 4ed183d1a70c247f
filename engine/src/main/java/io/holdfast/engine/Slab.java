// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;

/**
 * A table of records of equal width, each some {@code long}s, numbered from 0. Grows by chunks, so growth never copies
 * and never touches what is there; a record that is given back is the next to be taken.
 *
 * <p>A {@code long} can hold two {@code int}s; a link to another record, or to none, is an {@code int} that is 0 for none,
 * so that a new record links to nothing.
 */
final class Slab {
    /** In the place of a record's number: there is none. */
    static final int ABSENT = -1;

    private static final int CHUNK_BITS = 11;
    private static final int CHUNK_RECORDS = 1 << CHUNK_BITS;
    private static final int CHUNK_MASK = CHUNK_RECORDS - 1;
    private static final int INITIAL_CHUNKS = 16;

    private final int width;
    private long[][] chunks = new long[INITIAL_CHUNKS][];
    private int end;
    private int size;
    private int firstFree = ABSENT;

    Slab(int width) {
        this.width = width;
        chunks[0] = new long[CHUNK_RECORDS * width];
    }

    /** Records in use. */
    int size() {
        return size;
    }

    /** All records, in use or given back, have numbers below this. */
    int end() {
        return end;
    }

    /** Takes a record, all fields 0; returns its number. */
    int take() {
        size++;
        if (firstFree != ABSENT) {
            int record = firstFree;
            firstFree = link(record, 0);
            int at = (record & CHUNK_MASK) * width;
            Arrays.fill(chunks[record >>> CHUNK_BITS], at, at + width, 0);
            return record;
        }
        makeChunk(end >>> CHUNK_BITS);
        return end++;
    }

    private void makeChunk(int chunk) {
        if (chunk == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunks.length * 2);
        }
        if (chunks[chunk] == null) {
            chunks[chunk] = new long[CHUNK_RECORDS * width];
        }
    }

    /** Gives a record back. */
    void free(int record) {
        link(record, 0, firstFree);
        firstFree = record;
        size--;
    }

    /** As they are, those that were given back too, so that every number and every link stays what it is. */
    void transfer(StateTransfer transfer) {
        transfer.layout(width);
        end = transfer.value(end);
        size = transfer.value(size);
        firstFree = transfer.value(firstFree);
        for (int record = 0; record < end; record += CHUNK_RECORDS) {
            int chunk = record >>> CHUNK_BITS;
            makeChunk(chunk);
            transfer.values(chunks[chunk], Math.min(CHUNK_RECORDS, end - record) * width);
        }
    }

    /** The array that a record is in, from {@link #place} on: for who has much to do with a record. */
    long[] chunk(int record) {
        return chunks[record >>> CHUNK_BITS];
    }

    int place(int record) {
        return (record & CHUNK_MASK) * width;
    }

    /** Takes the numbers that another slab has given, those that were given back too; all fields are 0. */
    void numberLike(Slab other) {
        end = other.end;
        size = other.size;
        firstFree = other.firstFree;
        for (int record = 0; record < end; record += CHUNK_RECORDS) {
            makeChunk(record >>> CHUNK_BITS);
        }
    }

    /** Calls for each record in use, and none that was given back. */
    void forEach(IntConsumer use) {
        BitSet free = new BitSet(end);
        for (int record = firstFree; record != ABSENT; record = link(record, 0)) {
            free.set(record);
        }
        for (int record = free.nextClearBit(0); record < end; record = free.nextClearBit(record + 1)) {
            use.accept(record);
        }
    }

    long get(int record, int field) {
        return chunks[record >>> CHUNK_BITS][(record & CHUNK_MASK) * width + field];
    }

    void set(int record, int field, long value) {
        chunks[record >>> CHUNK_BITS][(record & CHUNK_MASK) * width + field] = value;
    }

    void add(int record, int field, long delta) {
        chunks[record >>> CHUNK_BITS][(record & CHUNK_MASK) * width + field] += delta;
    }

    int high(int record, int field) {
        return (int) (get(record, field) >>> Integer.SIZE);
    }

    int low(int record, int field) {
        return (int) get(record, field);
    }

    void high(int record, int field, int value) {
        set(record, field, ((long) value << Integer.SIZE) | (get(record, field) & 0xFFFF_FFFFL));
    }

    void low(int record, int field, int value) {
        set(record, field, (get(record, field) & 0xFFFF_FFFF_0000_0000L) | (value & 0xFFFF_FFFFL));
    }

    /** The record that the low half of a field links to, or {@link #ABSENT}. */
    int link(int record, int field) {
        return low(record, field) - 1;
    }

    void link(int record, int field, int to) {
        low(record, field, to + 1);
    }

    /** The record that the high half of a field links to, or {@link #ABSENT}. */
    int highLink(int record, int field) {
        return high(record, field) - 1;
    }

    void highLink(int record, int field, int to) {
        high(record, field, to + 1);
    }
}
