// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class HashIndexTest {
    private static final int ID = 0;
    private static final int LINK = 1;

    private final Slab records = new Slab(2);

    @Test
    void shouldFindNothingBeforeItHasABound() {
        HashIndex index = index(Hash64::spread);
        assertEquals(HashIndex.ABSENT, index.first(0));
        assertEquals(0, index.size());
        assertTrue(index.isFull());
    }

    @Test
    void shouldBeFullAtTheBoundAndNotBefore() {
        HashIndex index = index(Hash64::spread);
        index.bound(3);
        insert(index, 1);
        insert(index, 2);
        assertFalse(index.isFull());
        insert(index, 3);
        assertTrue(index.isFull());
        index.bound(4);
        assertFalse(index.isFull());
        index.bound(3);
        assertTrue(index.isFull());
    }

    /** All in one bucket, so each is first, last or in the middle when it is removed. */
    @Test
    void shouldRemoveFromAnyPlaceInABucket() {
        for (int gone = 0; gone < 5; gone++) {
            HashIndex index = index(id -> 0);
            index.bound(8);
            int[] inserted = new int[5];
            for (int i = 0; i < inserted.length; i++) {
                inserted[i] = insert(index, i);
            }
            index.remove(inserted[gone]);
            for (int i = 0; i < inserted.length; i++) {
                assertEquals(i == gone ? HashIndex.ABSENT : inserted[i], find(index, id -> 0, i));
            }
            assertEquals(4, index.size());
        }
    }

    @Test
    void shouldFindWhatAMapFinds() {
        Seed.run(random -> {
            compareWithAMap(random, Hash64::spread, 1_000);
            compareWithAMap(random, id -> id & 3, 100); // few buckets, long ones
            compareWithAMap(random, id -> id << 40, 100); // one bucket
        });
    }

    /** The bound grows in between, with records in the index. */
    private void compareWithAMap(Random random, LongUnaryOperator hash, int ids) {
        HashIndex index = index(hash);
        Map<Long, Integer> expected = new HashMap<>();
        int bound = 1;
        index.bound(bound);
        for (int i = 0; i < 20_000; i++) {
            long id = random.nextInt(ids);
            if (expected.containsKey(id)) {
                index.remove(expected.get(id));
                records.free(expected.remove(id));
            } else {
                if (index.isFull()) {
                    bound += 1 + random.nextInt(bound);
                    index.bound(bound);
                }
                expected.put(id, insert(index, id));
            }
            assertEquals(expected.size(), index.size());
            long other = random.nextInt(ids);
            assertEquals(expected.getOrDefault(other, HashIndex.ABSENT), find(index, hash, other));
        }
        for (long id = 0; id < ids; id++) {
            assertEquals(expected.getOrDefault(id, HashIndex.ABSENT), find(index, hash, id));
        }
        List<Integer> all = new ArrayList<>(expected.values());
        all.forEach(index::remove);
        assertEquals(0, index.size());
    }

    private HashIndex index(LongUnaryOperator hash) {
        return new HashIndex(records, LINK, record -> hash.applyAsLong(records.get(record, ID)));
    }

    private int insert(HashIndex index, long id) {
        int record = records.take();
        records.set(record, ID, id);
        index.insert(record);
        return record;
    }

    private int find(HashIndex index, LongUnaryOperator hash, long id) {
        int record = index.first(hash.applyAsLong(id));
        while (record != HashIndex.ABSENT && records.get(record, ID) != id) {
            record = index.next(record);
        }
        return record;
    }
}
