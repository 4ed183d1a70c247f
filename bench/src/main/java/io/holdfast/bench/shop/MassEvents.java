// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.shop;

import io.holdfast.bench.result.Measured.Better;
import io.holdfast.bench.result.Results;
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
    private static final long LONG_RETENTION_NS = TimeUnit.DAYS.toNanos(7);
    private static final double NS_PER_MS = 1e6;
    private static final int[] WORK_PER_COMMAND = {64, 512};

    private final Results results;

    MassEvents(Results results) {
        this.results = results;
    }

    void measure() {
        for (int work : WORK_PER_COMMAND) {
            expiry(work);
            fill(work);
        }
        timerWheel();
    }

    private void expiry(int work) {
        Shop shop = new Shop(1, MAX_ORDERS, LONG_RETENTION_NS, work);
        shop.fillShelves();
        for (int i = 0; i < HOLDS; i++) {
            shop.submit(shop.nextId());
        }
        shop.passTime(Shop.TIME_TO_PAY_NS);
        goOn(shop, "%,d holds end, work per command %d".formatted(HOLDS, work));
    }

    private void fill(int work) {
        Shop shop = new Shop(1, MAX_ORDERS, LONG_RETENTION_NS, work);
        shop.fillShelves();
        for (int i = 0; i < WAITERS; i++) {
            shop.submitWaiting(shop.nextId());
        }
        shop.receive(Shop.SCARCE_SKU, WAITERS);
        goOn(shop, "%,d waiters are filled, work per command %d".formatted(WAITERS, work));
    }

    /** Other orders are submitted while the work goes on. */
    private void goOn(Shop shop, String meanwhile) {
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
        results.add(meanwhile, "ms", Better.LOWER, workedOffNs / NS_PER_MS);
        results.addLatency("submit while " + meanwhile, histogram);
    }

    private void timerWheel() {
        DeadlineTimerWheel wheel = new DeadlineTimerWheel(TimeUnit.NANOSECONDS, 0, 1 << 20, 8);
        long longestNs = 0;
        for (int i = 0; i < HOLDS; i++) {
            long beganNs = System.nanoTime();
            wheel.scheduleTimer(1 << 25);
            longestNs = Math.max(longestNs, System.nanoTime() - beganNs);
        }
        results.add("longest scheduling by Agrona's timer wheel", "ms", Better.LOWER, longestNs / NS_PER_MS);
    }
}
