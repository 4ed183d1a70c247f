// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import java.util.Arrays;

/**
 * A table of records of equal width, each some {@code long}s, numbered from 0. Grows by chunks, so growth never copies
 * and never touches what is there.
 */
final class Slab {
    private static final int CHUNK_BITS = 13;
    private static final int CHUNK_RECORDS = 1 << CHUNK_BITS;
    private static final int CHUNK_MASK = CHUNK_RECORDS - 1;
    private static final int INITIAL_CHUNKS = 16;

    private final int width;
    private long[][] chunks = new long[INITIAL_CHUNKS][];
    private int size;

    Slab(int width) {
        this.width = width;
        chunks[0] = new long[CHUNK_RECORDS * width];
    }

    int size() {
        return size;
    }

    /**
     * Takes new records that stand one after the other, all fields 0.
     *
     * @return the number of the first.
     */
    int append(int records) {
        int first = size;
        size += records;
        for (int chunk = first >>> CHUNK_BITS; chunk <= (size - 1) >>> CHUNK_BITS; chunk++) {
            if (chunk == chunks.length) {
                chunks = Arrays.copyOf(chunks, chunks.length * 2);
            }
            if (chunks[chunk] == null) {
                chunks[chunk] = new long[CHUNK_RECORDS * width];
            }
        }
        return first;
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
}
