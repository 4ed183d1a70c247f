// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadlineQueueTest {
    private static final int DEADLINE = 0;
    private static final int LINKS = 1;
    private static final int LIST = 2;
    private static final int OTHER_HALF = 77;

    /** What is expected to be in the queue. */
    private record Due(int order, long deadlineNs, int when) {}

    private final Slab orders = new Slab(3);
    private final DeadlineQueue queue = new DeadlineQueue(orders, DEADLINE, LINKS, LIST, new KeyedHash(0));
    private final List<Due> expected = new ArrayList<>();
    private int sets;

    @BeforeEach
    void bound() {
        queue.bound(1_000);
    }

    @Test
    void shouldHaveNothingAtFirst() {
        expectFirst();
        queue.stop(orders.take());
        expectFirst();
    }

    @Test
    void shouldGiveTheEarliestDeadlineFirst() {
        start(0, 30);
        start(0, 10);
        start(5, 15);
        start(6, 3);
        expectAll();
    }

    /** Time never goes back, so what is due at the same time with a longer span was set earlier. */
    @Test
    void shouldGiveOfEqualDeadlinesTheOneThatWasSetFirst() {
        start(0, 30);
        start(0, 30);
        start(10, 20);
        start(10, 20);
        start(29, 1);
        start(10 + 19, 1);
        expectAll();
    }

    @Test
    void shouldSetADeadlineAnewBehindThoseOfTheSameSpan() {
        int first = start(0, 30);
        int second = start(0, 30);
        stop(first);
        start(first, 0, 30);
        assertEquals(second, queue.first());
        expectAll();
    }

    @Test
    void shouldLeaveTheOtherHalfOfTheListsFieldAlone() {
        int order = start(3, 30);
        assertEquals(33, orders.get(order, DEADLINE));
        assertEquals(OTHER_HALF, orders.low(order, LIST));
        stop(order);
        assertEquals(0, orders.get(order, DEADLINE));
        assertEquals(OTHER_HALF, orders.low(order, LIST));
    }

    @Test
    void shouldDoAsASortedListDoes() {
        Seed.run(random -> {
            for (int round = 0; round < 60; round++) {
                compareWithASortedList(random, 1 + random.nextInt(random.nextBoolean() ? 5 : 2_000));
            }
        });
    }

    private void compareWithASortedList(Random random, int spans) {
        long nowNs = random.nextInt(3) == 0 ? 0 : random.nextInt(1_000);
        List<Integer> stopped = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            nowNs += random.nextInt(3) == 0 ? random.nextInt(4) : 0;
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> start(nowNs, 1 + random.nextInt(spans));
                case 3 -> {
                    if (!stopped.isEmpty()) {
                        start(stopped.remove(random.nextInt(stopped.size())), nowNs, 1 + random.nextInt(spans));
                    }
                }
                case 4, 5 -> {
                    if (!expected.isEmpty()) {
                        int order = expected.get(random.nextInt(expected.size())).order;
                        stop(order);
                        stopped.add(order);
                    }
                }
                case 6 -> stop(orders.take());
                default -> {
                    while (queue.firstNs() <= nowNs) {
                        expectFirst();
                        stop(queue.first());
                    }
                }
            }
            expectFirst();
        }
        expectAll();
    }

    @Test
    void shouldTakeAMillionInOneListAndAsManyListsAsOrders() {
        queue.bound(1_000_000);
        for (int order = 0; order < 1_000_000; order++) {
            assertEquals(order, orders.take());
            queue.start(order, 5, 1_000);
        }
        for (int order = 1; order < 1_000_000; order += 2) {
            queue.stop(order);
        }
        for (int order = 1; order < 1_000_000; order += 2) {
            queue.start(order, 5, 1_000_000 - order);
        }
        for (int order = 999_999; order > 999_000; order -= 2) {
            assertEquals(order, queue.first());
            queue.stop(order);
        }
        for (int order = 0; order < 1_000_000; order += 2) {
            assertEquals(order, queue.first());
            queue.stop(order);
        }
        for (int order = 998_999; order > 0; order -= 2) {
            assertEquals(order, queue.first());
            queue.stop(order);
        }
        expectFirst();
    }

    private int start(long nowNs, long spanNs) {
        int order = orders.take();
        orders.low(order, LIST, OTHER_HALF);
        start(order, nowNs, spanNs);
        return order;
    }

    private void start(int order, long nowNs, long spanNs) {
        queue.start(order, nowNs, spanNs);
        expected.add(new Due(order, nowNs + spanNs, ++sets));
    }

    private void stop(int order) {
        queue.stop(order);
        expected.removeIf(set -> set.order == order);
    }

    private void expectFirst() {
        Due first = expected.stream()
                .min(Comparator.comparingLong(Due::deadlineNs).thenComparingInt(Due::when))
                .orElse(new Due(DeadlineQueue.ABSENT, Long.MAX_VALUE, 0));
        assertEquals(first.order, queue.first());
        assertEquals(first.deadlineNs, queue.firstNs());
    }

    private void expectAll() {
        while (!expected.isEmpty()) {
            expectFirst();
            stop(queue.first());
        }
        expectFirst();
    }
}
