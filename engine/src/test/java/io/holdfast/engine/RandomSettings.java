// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import java.util.concurrent.TimeUnit;

/** Settings for {@link RandomCommands}: tight, so that windows and bounds are hit, and now and then not to be had. */
final class RandomSettings {
    static final long LONGEST_TIME_NS = TimeUnit.DAYS.toNanos(36_500);

    private static final int MOST_IDS = 536_870_912;

    private final Dice dice;
    private final ModelState state;
    private final boolean isRoomy;

    RandomSettings(Dice dice, Model model, boolean isRoomy) {
        this.dice = dice;
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
                dice.oneIn(3) ? timeNs(150) : now.retentionWindowNs(),
                dice.oneIn(3) ? timeNs(15) : now.futureToleranceNs(),
                dice.oneIn(4) ? ids(state.skus.size(), 5) : now.maxSkus(),
                dice.oneIn(4) ? bound(state.onHand.size(), 15) : now.maxStocks(),
                dice.oneIn(4) ? ids(state.orders.size(), 60) : now.maxOrders(),
                !isRoomy && dice.oneIn(4) ? bound((int) state.partCount(), 150) : now.maxOrderLines(),
                dice.oneIn(4) ? ids(state.movements.size(), 60) : now.maxAdjustments(),
                dice.oneIn(4) ? ids(state.shipments.size(), 60) : now.maxShipments(),
                dice.oneIn(4) ? ids(state.returns.size(), 60) : now.maxReturns(),
                dice.oneIn(2) ? workPerCommand() : now.workPerCommand(),
                dice.oneIn(3) ? timeNs(100) : now.timeToPayNs(),
                dice.oneIn(3) ? timeNs(100) : now.timeToWaitNs());
    }

    /** Mostly so little that work is left for later. */
    private int workPerCommand() {
        return switch (dice.below(40)) {
            case 0 -> -1;
            case 1 -> 513;
            case 2 -> dice.oneIn(2) ? 0 : Integer.MIN_VALUE;
            case 3, 4, 5, 6 -> 64;
            case 7, 8 -> 512;
            default -> 1 + dice.below(5);
        };
    }

    private long timeNs(int usualNs) {
        return switch (dice.below(60)) {
            case 0 -> -1;
            case 1, 2 -> 0;
            case 3 -> dice.oneIn(3) ? LONGEST_TIME_NS : usualNs;
            case 4 -> LONGEST_TIME_NS + 1;
            default -> usualNs / 4 + dice.below(2 * usualNs);
        };
    }

    private int ids(int now, int more) {
        return dice.oneIn(300) ? MOST_IDS + 1 : bound(now, more);
    }

    /** Mostly room for some more than there are. */
    private int bound(int now, int more) {
        return switch (dice.below(60)) {
            case 0 -> now - 1;
            case 1, 2 -> now;
            case 3, 4 -> now + 1;
            default -> now + dice.below(more);
        };
    }
}
