// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.jmh;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.agrona.DeadlineTimerWheel;

/**
 * How long single commands take while the engine works off a million holds that end in the same millisecond, and a restock
 * that a hundred thousand orders wait for; for the work per command that is the default, and for the most that can be
 * set. To compare: the longest call of Agrona's timer wheel with as many timers in one tick.
 */
final class MassEvents {
    private static final int HOLDS = 1_000_000;
    private static final int WAITERS = 100_000;
    private static final int OTHER_COMMANDS = 200_000;
    private static final int MAX_ORDERS = HOLDS + 2 * OTHER_COMMANDS + WAITERS;
    private static final int ROUNDS = 5;
    private static final long LONG_RETENTION_NS = TimeUnit.DAYS.toNanos(7);
    private static final int[] WORK_PER_COMMAND = {64, 512};

    private MassEvents() {}

    static void run() {
        for (int round = 1; round <= ROUNDS; round++) {
            for (int work : WORK_PER_COMMAND) {
                expiry(work);
                fill(work);
            }
            timerWheel();
        }
    }

    private static void expiry(int work) {
        Shop shop = new Shop(1, MAX_ORDERS, LONG_RETENTION_NS, work);
        shop.fillShelves();
        for (int i = 0; i < HOLDS; i++) {
            shop.submit(shop.nextId());
        }
        shop.passTime(Shop.TIME_TO_PAY_NS);
        System.out.printf("%,d holds end, work per command %d: ", HOLDS, work);
        goOn(shop);
    }

    private static void fill(int work) {
        Shop shop = new Shop(1, MAX_ORDERS, LONG_RETENTION_NS, work);
        shop.fillShelves();
        for (int i = 0; i < WAITERS; i++) {
            shop.submitWaiting(shop.nextId());
        }
        shop.receive(Shop.SCARCE_SKU, WAITERS);
        System.out.printf("%,d waiters filled, work per command %d: ", WAITERS, work);
        goOn(shop);
    }

    /** Other orders are submitted while the work goes on. */
    private static void goOn(Shop shop) {
        Histogram histogram = new Histogram(3);
        long startNs = System.nanoTime();
        long workedOffNs = 0;
        for (int i = 0; i < OTHER_COMMANDS; i++) {
            long beganNs = System.nanoTime();
            shop.submit(shop.nextId());
            histogram.recordValue(System.nanoTime() - beganNs);
            if (workedOffNs == 0 && shop.engine().nextWorkNs() > shop.engine().lastTimestampNs()) {
                workedOffNs = System.nanoTime() - startNs;
            }
        }
        System.out.printf(
                "worked off in %,d us; a command took p50 %.1f, p99 %.1f, p99.9 %.1f, at most %.1f us%n",
                TimeUnit.NANOSECONDS.toMicros(workedOffNs),
                histogram.getValueAtPercentile(50) / 1e3,
                histogram.getValueAtPercentile(99) / 1e3,
                histogram.getValueAtPercentile(99.9) / 1e3,
                histogram.getMaxValue() / 1e3);
    }

    private static void timerWheel() {
        DeadlineTimerWheel wheel = new DeadlineTimerWheel(TimeUnit.NANOSECONDS, 0, 1 << 20, 8);
        long longestNs = 0;
        for (int i = 0; i < HOLDS; i++) {
            long beganNs = System.nanoTime();
            wheel.scheduleTimer(1 << 25);
            longestNs = Math.max(longestNs, System.nanoTime() - beganNs);
        }
        System.out.printf(
                "Agrona's timer wheel, %,d timers in one tick: scheduling one took at most %.1f us%n",
                HOLDS, longestNs / 1e3);
    }
}
