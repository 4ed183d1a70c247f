// SPDX-License-Identifier: Apache-2.0
package io.holdfast.simulation;

import io.holdfast.engine.Dice;
import io.holdfast.engine.EngineSettings;
import io.holdfast.journal.Durability;
import java.util.concurrent.TimeUnit;

/**
 * What kind of a run it is: drawn before it begins.
 *
 * @param errands     how many each client has.
 * @param delaySteps  a message is under way for fewer steps than these.
 * @param syncOneIn   the journal is synced in one of so many turns for it.
 * @param deaths      how often the process dies or is stopped before the end, if the clients are not done before.
 * @param isFollowed  whether snapshots are written while the process runs.
 * @param keepsLength whether files keep the room that they have ahead, which readers look through, and that takes long.
 */
record Weather(
        Durability durability,
        EngineSettings settings,
        int ringCapacity,
        int clients,
        int errands,
        int lossPercent,
        int doublePercent,
        int delaySteps,
        int syncOneIn,
        int deaths,
        boolean isFollowed,
        boolean keepsLength) {

    /** A message, its way, its decision, its record, its answer, and the way back: and some turns for nothing. */
    private static final int STEPS_PER_ERRAND = 14;

    private static final int[] DELAYS = {1, 30, 200};
    private static final int[] SYNC_ONE_IN = {1, 5, 40};
    private static final int[] WORK = {64, 64, 512, 3, 1};
    private static final int[] MAX_ORDERS = {1_000, 1_000, 1_000, 1_000, 1_000, 20};

    static Weather of(Dice dice) {
        return new Weather(
                dice.oneIn(2) ? Durability.WRITTEN : Durability.SYNCED,
                settings(dice),
                8 << dice.below(4),
                2 + dice.below(4),
                20 + dice.below(60),
                dice.oneIn(4) ? 0 : dice.below(25),
                dice.oneIn(4) ? 0 : dice.below(25),
                dice.any(DELAYS),
                dice.any(SYNC_ONE_IN),
                1 + dice.below(4),
                dice.oneIn(8),
                dice.oneIn(100));
    }

    private static EngineSettings settings(Dice dice) {
        return new EngineSettings(
                dice.oneIn(6) ? TimeUnit.MINUTES.toNanos(30) : TimeUnit.DAYS.toNanos(7),
                dice.oneIn(3) ? TimeUnit.MILLISECONDS.toNanos(40) : TimeUnit.MINUTES.toNanos(1),
                8,
                24,
                dice.any(MAX_ORDERS),
                5_000,
                1_000,
                1_000,
                1_000,
                dice.any(WORK),
                TimeUnit.MILLISECONDS.toNanos(100 + dice.below(2_000)),
                TimeUnit.MILLISECONDS.toNanos(100 + dice.below(2_000)));
    }

    /** The same bounds, and another pace: what an operator may change between two starts. */
    static EngineSettings changed(EngineSettings old, Dice dice) {
        EngineSettings fresh = settings(dice);
        return new EngineSettings(
                fresh.retentionWindowNs(),
                fresh.futureToleranceNs(),
                old.maxSkus(),
                old.maxStocks(),
                old.maxOrders(),
                old.maxOrderLines(),
                old.maxAdjustments(),
                old.maxShipments(),
                old.maxReturns(),
                fresh.workPerCommand(),
                fresh.timeToPayNs(),
                fresh.timeToWaitNs());
    }

    /** After how many steps a life is to end. */
    int lifeSteps(Dice dice) {
        return dice.oneIn(12) ? 0 : dice.below(2 * clients * errands * STEPS_PER_ERRAND / (deaths + 1));
    }
}
