// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Settings for {@link RandomCommands}: tight, so that windows and bounds are hit, and now and then not to be had. */
final class RandomSettings {
    static final long LONGEST_TIME_NS = TimeUnit.DAYS.toNanos(36_500);

    private static final int MOST_IDS = 536_870_912;

    private final Random random;
    private final ModelState state;
    private final boolean isRoomy;

    RandomSettings(Random random, Model model, boolean isRoomy) {
        this.random = random;
        this.state = model.state();
        this.isRoomy = isRoomy;
    }

    EngineSettings opening() {
        return new EngineSettings(
                100, 10, 5, 16, 60, isRoomy ? 20_000 : 200, 60, 60, 60, workPerCommand(), timeNs(100), timeNs(100));
    }

    /** Mostly only some of them are other than now. */
    EngineSettings next() {
        EngineSettings now = state.settings;
        return new EngineSettings(
                oneIn(3) ? timeNs(150) : now.retentionWindowNs(),
                oneIn(3) ? timeNs(15) : now.futureToleranceNs(),
                oneIn(4) ? ids(state.skus.size(), 5) : now.maxSkus(),
                oneIn(4) ? bound(state.onHand.size(), 15) : now.maxStocks(),
                oneIn(4) ? ids(state.orders.size(), 60) : now.maxOrders(),
                !isRoomy && oneIn(4) ? bound((int) state.partCount(), 150) : now.maxOrderLines(),
                oneIn(4) ? ids(state.movements.size(), 60) : now.maxAdjustments(),
                oneIn(4) ? ids(state.shipments.size(), 60) : now.maxShipments(),
                oneIn(4) ? ids(state.returns.size(), 60) : now.maxReturns(),
                oneIn(2) ? workPerCommand() : now.workPerCommand(),
                oneIn(3) ? timeNs(100) : now.timeToPayNs(),
                oneIn(3) ? timeNs(100) : now.timeToWaitNs());
    }

    /** Mostly so little that work is left for later. */
    private int workPerCommand() {
        return switch (random.nextInt(40)) {
            case 0 -> -1;
            case 1 -> 513;
            case 2 -> oneIn(2) ? 0 : Integer.MIN_VALUE;
            case 3, 4, 5, 6 -> 64;
            case 7, 8 -> 512;
            default -> 1 + random.nextInt(5);
        };
    }

    private long timeNs(int usualNs) {
        return switch (random.nextInt(60)) {
            case 0 -> -1;
            case 1, 2 -> 0;
            case 3 -> oneIn(3) ? LONGEST_TIME_NS : usualNs;
            case 4 -> LONGEST_TIME_NS + 1;
            default -> usualNs / 4 + random.nextInt(2 * usualNs);
        };
    }

    private int ids(int now, int more) {
        return oneIn(300) ? MOST_IDS + 1 : bound(now, more);
    }

    /** Mostly room for some more than there are. */
    private int bound(int now, int more) {
        return switch (random.nextInt(60)) {
            case 0 -> now - 1;
            case 1, 2 -> now;
            case 3, 4 -> now + 1;
            default -> now + random.nextInt(more);
        };
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }
}
