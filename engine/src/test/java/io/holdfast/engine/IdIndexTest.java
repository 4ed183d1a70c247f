// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IdIndexTest {
    private final IdIndex index = new IdIndex(new KeyedHash(0));

    @Test
    void shouldHoldNothingBeforeItHasABound() {
        assertTrue(index.isFull());
        assertEquals(IdIndex.ABSENT, index.get(0));
    }

    @Test
    void shouldBeFullAtItsBoundWhicheverTheIds() {
        index.bound(4);
        for (long id : new long[] {0, 1, Long.MIN_VALUE, -1}) {
            assertFalse(index.isFull());
            index.put(id, (int) id);
        }
        assertTrue(index.isFull());
        assertEquals(4, index.size());
    }

    @Test
    void shouldKeepWhatItHasWhenTheBoundMoves() {
        index.bound(3);
        index.put(0, 10);
        index.put(1, 11);
        index.put(Long.MAX_VALUE, 12);
        index.bound(1_000);
        for (int id = 2; id < 500; id++) {
            index.put(id, id);
        }
        index.bound(500);
        assertTrue(index.isFull());
        assertEquals(10, index.get(0));
        assertEquals(11, index.get(1));
        assertEquals(12, index.get(Long.MAX_VALUE));
        assertEquals(499, index.get(499));
        assertEquals(IdIndex.ABSENT, index.get(500));
    }
}
