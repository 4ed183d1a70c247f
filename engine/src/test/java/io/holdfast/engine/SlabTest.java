// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SlabTest {
    private static final int WIDTH = 3;

    private final Slab slab = new Slab(WIDTH);

    @Test
    void shouldKeepEveryFieldOfEveryRecordWhileItGrows() {
        int records = 20 * 8_192 + 1; // more chunks than it has room for at first
        for (int record = 0; record < records; record++) {
            assertEquals(record, slab.append(1));
            for (int field = 0; field < WIDTH; field++) {
                assertEquals(0, slab.get(record, field));
                slab.set(record, field, WIDTH * record + field);
            }
        }
        assertEquals(records, slab.size());
        for (int record = 0; record < records; record++) {
            for (int field = 0; field < WIDTH; field++) {
                assertEquals(WIDTH * record + field, slab.get(record, field));
            }
        }
    }

    @Test
    void shouldTakeManyRecordsAtOnceOverTheEndOfAChunk() {
        slab.append(8_191);
        assertEquals(8_191, slab.append(20_000));
        assertEquals(28_191, slab.size());
        slab.add(8_191, 0, 5);
        slab.add(8_192, 0, 6);
        slab.add(28_190, 2, 7);
        slab.add(28_190, 2, 1);
        assertEquals(5, slab.get(8_191, 0));
        assertEquals(6, slab.get(8_192, 0));
        assertEquals(8, slab.get(28_190, 2));
        assertEquals(28_191, slab.append(1));
    }
}
