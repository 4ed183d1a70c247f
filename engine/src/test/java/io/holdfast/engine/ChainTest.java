// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChainTest {
    private static final int LINKS = 1;
    private static final int ITEMS = 60;
    private static final int OWNERS = 3;
    private static final int LISTS_OF_OWNER = 2;

    private final Slab items = new Slab(2);
    private final Slab owners = new Slab(LISTS_OF_OWNER);
    private final Chain chain = new Chain(items, LINKS, owners);

    @Test
    void shouldBeEmptyAtFirst() {
        int owner = owners.take();
        assertEquals(Chain.ABSENT, chain.first(owner, 0));
        assertEquals(Chain.ABSENT, chain.first(owner, 1));
    }

    /** Against lists of {@code java.util}: from the ends, from the middle, from one list to another, down to nothing. */
    @Test
    void shouldKeepTheOrderOfEachList() {
        Seed.run(random -> {
            List<List<Integer>> expected = new ArrayList<>();
            for (int i = 0; i < OWNERS; i++) {
                owners.take();
            }
            for (int i = 0; i < OWNERS * LISTS_OF_OWNER; i++) {
                expected.add(new ArrayList<>());
            }
            List<Integer> free = new ArrayList<>();
            for (int i = 0; i < ITEMS; i++) {
                free.add(items.take());
            }
            for (int i = 0; i < 20_000; i++) {
                // Now mostly growing, now mostly shrinking.
                boolean append = random.nextInt(10) < (i / 500 % 2 == 0 ? 7 : 3);
                int changed = random.nextInt(expected.size());
                change(random, changed, expected.get(changed), free, append);
                for (int list = 0; list < expected.size(); list++) {
                    assertEquals(expected.get(list), forwards(list));
                }
            }
        });
    }

    private void change(Random random, int list, List<Integer> expected, List<Integer> free, boolean append) {
        if (append && !free.isEmpty()) {
            int item = free.remove(random.nextInt(free.size()));
            chain.append(list / LISTS_OF_OWNER, list % LISTS_OF_OWNER, item);
            expected.add(item);
        } else if (!append && !expected.isEmpty()) {
            int item = expected.remove(random.nextInt(expected.size()));
            chain.remove(list / LISTS_OF_OWNER, list % LISTS_OF_OWNER, item);
            free.add(item);
        }
    }

    /** Each item knows the one before it, and the list its last one. */
    private List<Integer> forwards(int list) {
        List<Integer> found = new ArrayList<>();
        int before = Chain.ABSENT;
        int item = chain.first(list / LISTS_OF_OWNER, list % LISTS_OF_OWNER);
        while (item != Chain.ABSENT) {
            assertEquals(before, items.link(item, LINKS));
            found.add(item);
            before = item;
            item = items.highLink(item, LINKS);
        }
        assertEquals(before, owners.link(list / LISTS_OF_OWNER, list % LISTS_OF_OWNER));
        return found;
    }
}
