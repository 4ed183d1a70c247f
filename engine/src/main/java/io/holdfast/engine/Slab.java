// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;

/**
 * A table of records of equal width, each some {@code long}s, numbered from 0. Grows by chunks, so growth never copies
 * and never touches what is there, but for the first chunk, which grows by doubling until it is a whole one; a record that is given
 * back is the next to be taken.
 *
 * <p>It lies outside the heap: what lives as long as orders do is nothing that a garbage collector should ever look at, or copy.
 *
 * <p>A {@code long} can hold two {@code int}s; a link to another record, or to none, is an {@code int} that is 0 for none,
 * so that a new record links to nothing.
 *
 * <p>For one thread, but for {@link #growAhead()}.
 */
final class Slab {
    /** In the place of a record's number: there is none. */
    static final int ABSENT = -1;

    private static final int CHUNK_BITS = 16;
    private static final int CHUNK_RECORDS = 1 << CHUNK_BITS;
    private static final int CHUNK_MASK = CHUNK_RECORDS - 1;
    private static final int FIRST_RECORDS = 64;
    private static final int INITIAL_CHUNKS = 16;

    private final int width;
    private LongBuffer[] chunks = new LongBuffer[INITIAL_CHUNKS];
    /** The records that there is room for. */
    private int room;

    private int end;
    private int size;
    private int firstFree = ABSENT;

    /** The next chunk, made ahead by {@link #growAhead()} and taken by the thread that adds records; null if there is none. */
    private volatile LongBuffer next;
    /** It has come to need whole chunks, and may soon need another. */
    private volatile boolean isLarge;

    Slab(int width) {
        this.width = width;
        chunks[0] = allocate(FIRST_RECORDS);
        room = FIRST_RECORDS;
    }

    /** All zero, and so touched. */
    private LongBuffer allocate(int records) {
        return ByteBuffer.allocateDirect(records * width * Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
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
            LongBuffer chunk = chunk(record);
            int at = place(record);
            for (int field = 0; field < width; field++) {
                chunk.put(at + field, 0);
            }
            return record;
        }
        if (end == room) {
            grow();
        }
        return end++;
    }

    private void grow() {
        if (room < CHUNK_RECORDS) {
            LongBuffer first = allocate(2 * room);
            first.put(0, chunks[0], 0, room * width);
            chunks[0] = first;
            room *= 2;
            isLarge = room == CHUNK_RECORDS;
            return;
        }
        int chunk = room >>> CHUNK_BITS;
        if (chunk == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunks.length * 2);
        }
        LongBuffer ready = next;
        if (ready == null) {
            ready = allocate(CHUNK_RECORDS);
        } else {
            next = null;
        }
        chunks[chunk] = ready;
        room += CHUNK_RECORDS;
    }

    /**
     * Makes the chunk that will be needed next, if this slab is a large one. Any one thread, while another one uses the slab; what is in
     * the slab does not depend on it.
     */
    void growAhead() {
        if (isLarge && next == null) {
            next = allocate(CHUNK_RECORDS);
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
        while (room < end) {
            grow();
        }
        for (int record = 0; record < end; record += CHUNK_RECORDS) {
            transfer.values(chunk(record), Math.min(CHUNK_RECORDS, end - record) * width);
        }
    }

    /** The memory that a record is in, from {@link #place} on; for callers that touch many fields of one record. */
    LongBuffer chunk(int record) {
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
        while (room < end) {
            grow();
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
        return chunk(record).get(place(record) + field);
    }

    void set(int record, int field, long value) {
        chunk(record).put(place(record) + field, value);
    }

    void add(int record, int field, long delta) {
        LongBuffer chunk = chunk(record);
        int at = place(record) + field;
        chunk.put(at, chunk.get(at) + delta);
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
