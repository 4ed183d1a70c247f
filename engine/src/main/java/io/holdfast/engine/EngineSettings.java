// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import java.util.concurrent.TimeUnit;

/**
 * The bounds and windows that outcomes depend on. They travel through the sequence as a ConfigureEngine command, so a
 * replay decides by the settings of the time.
 *
 * @param retentionWindowNs how long after it was first sent a command may still arrive.
 * @param futureToleranceNs how far a client's clock may be ahead.
 * @param maxSkus           SKUs known.
 * @param maxStocks         SKUs times the locations each lies at.
 * @param maxOrders         orders remembered, rejected ones too.
 * @param maxOrderLines     lines of the orders that were accepted.
 * @param maxAdjustments    adjustments remembered.
 */
public record EngineSettings(
        long retentionWindowNs,
        long futureToleranceNs,
        int maxSkus,
        int maxStocks,
        int maxOrders,
        int maxOrderLines,
        int maxAdjustments) {

    /** What is in force before the first ConfigureEngine: nothing can be stored. */
    static final EngineSettings NONE = new EngineSettings(0, 0, 0, 0, 0, 0, 0);

    /** A shop of some size: its maps take about 150 MiB. */
    public static final EngineSettings DEFAULT = new EngineSettings(
            TimeUnit.DAYS.toNanos(7), TimeUnit.MINUTES.toNanos(1), 200_000, 400_000, 4_000_000, 16_000_000, 1_000_000);

    private static final long MAX_WINDOW_NS = TimeUnit.DAYS.toNanos(36_500);

    /** As many ids as an {@link IdIndex} can be sized for. */
    private static final int MAX_IDS = 1 << 29;

    boolean isValid() {
        return retentionWindowNs >= 0
                && retentionWindowNs <= MAX_WINDOW_NS
                && futureToleranceNs >= 0
                && futureToleranceNs <= MAX_WINDOW_NS
                && isNumberOfIds(maxSkus)
                && maxStocks >= 0
                && isNumberOfIds(maxOrders)
                && maxOrderLines >= 0
                && isNumberOfIds(maxAdjustments);
    }

    private static boolean isNumberOfIds(int bound) {
        return bound >= 0 && bound <= MAX_IDS;
    }

    void addTo(StateDigest digest, long sign) {
        long entity = StateDigest.entity(StateDigest.Kind.SETTINGS, 0);
        digest.add(entity, 0, sign * retentionWindowNs);
        digest.add(entity, 1, sign * futureToleranceNs);
        digest.add(entity, 2, sign * maxSkus);
        digest.add(entity, 3, sign * maxStocks);
        digest.add(entity, 4, sign * maxOrders);
        digest.add(entity, 5, sign * maxOrderLines);
        digest.add(entity, 6, sign * maxAdjustments);
    }
}
