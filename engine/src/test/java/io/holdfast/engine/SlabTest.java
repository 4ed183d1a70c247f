// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlabTest {
    private static final int WIDTH = 3;

    private final Slab slab = new Slab(WIDTH);

    @Test
    void shouldKeepEveryFieldOfEveryRecordWhileItGrows() {
        int records = 17 * 65_536 + 1; // more chunks than it has room for at first
        for (int record = 0; record < records; record++) {
            long first = (long) WIDTH * record;
            if (record % 100_000 == 0) {
                slab.growAhead();
            }
            assertEquals(record, slab.take());
            for (int field = 0; field < WIDTH; field++) {
                assertEquals(0, slab.get(record, field));
                slab.set(record, field, first + field);
            }
        }
        assertEquals(records, slab.size());
        for (int record = 0; record < records; record++) {
            long first = (long) WIDTH * record;
            slab.add(record, 1, -first);
            assertEquals(first, slab.get(record, 0));
            assertEquals(1, slab.get(record, 1));
            assertEquals(first + 2, slab.get(record, 2));
        }
    }

    @Test
    void shouldTakeWhatWasGivenBackLastFirst() {
        for (int record = 0; record < 5; record++) {
            slab.take();
            slab.set(record, 2, 7);
        }
        slab.free(1);
        slab.free(4);
        slab.free(0);
        assertEquals(2, slab.size());
        assertEquals(0, slab.take());
        assertEquals(4, slab.take());
        assertEquals(1, slab.take());
        assertEquals(5, slab.take());
        assertEquals(6, slab.size());
    }

    @Test
    void shouldGiveNothingTwiceNorAnyOfTheOld() {
        Seed.run(random -> {
            Map<Integer, Long> expected = new HashMap<>();
            Deque<Integer> taken = new ArrayDeque<>();
            for (int i = 0; i < 50_000; i++) {
                if (random.nextInt(5) < 3 || taken.isEmpty()) {
                    int record = slab.take();
                    for (int field = 0; field < WIDTH; field++) {
                        assertEquals(0, slab.get(record, field));
                        slab.set(record, field, i);
                    }
                    assertTrue(expected.put(record, (long) i) == null, "a record that is in use");
                    if (random.nextBoolean()) {
                        taken.addFirst(record);
                    } else {
                        taken.addLast(record);
                    }
                } else {
                    slab.free(taken.peekFirst());
                    expected.remove(taken.removeFirst());
                }
                assertEquals(expected.size(), slab.size());
            }
            expected.forEach((record, value) -> {
                for (int field = 0; field < WIDTH; field++) {
                    assertEquals(value, slab.get(record, field));
                }
            });
        });
    }

    @Test
    void shouldKeepTwoNumbersInOneField() {
        int[] numbers = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE};
        int record = slab.take();
        for (int high : numbers) {
            for (int low : numbers) {
                slab.high(record, 1, high);
                slab.low(record, 1, low);
                assertEquals(high, slab.high(record, 1));
                assertEquals(low, slab.low(record, 1));
                slab.high(record, 1, ~high);
                assertEquals(low, slab.low(record, 1));
            }
        }
        assertEquals(0, slab.get(record, 0));
        assertEquals(0, slab.get(record, 2));
    }

    @Test
    void shouldLinkToNothingUntilItIsSaid() {
        int record = slab.take();
        assertEquals(Slab.ABSENT, slab.link(record, 0));
        assertEquals(Slab.ABSENT, slab.highLink(record, 0));
        for (int to : new int[] {0, 1, 4_096, Integer.MAX_VALUE - 1, Slab.ABSENT}) {
            slab.link(record, 0, to);
            slab.highLink(record, 0, to);
            assertEquals(to, slab.link(record, 0));
            assertEquals(to, slab.highLink(record, 0));
        }
        assertEquals(0, slab.get(record, 0));
    }
}
