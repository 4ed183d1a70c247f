// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.ConfigureEngineDecoder;
import io.holdfast.engine.codec.ConfigureEngineEncoder;
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
 * @param maxOrderLines     parts of the orders remembered; looked at when an order is submitted, by the number of its lines,
 *                          so a line for ANY that is served from several locations may pass it.
 * @param maxAdjustments    adjustments and transfers remembered.
 * @param maxShipments      shipments remembered.
 * @param maxReturns        returns remembered.
 * @param workPerCommand    order lines to expire, fill or forget before, and again after, each command.
 * @param timeToPayNs       of orders that name none; 0 for no end.
 * @param timeToWaitNs      of orders that name none; 0 for no end.
 */
public record EngineSettings(
        long retentionWindowNs,
        long futureToleranceNs,
        int maxSkus,
        int maxStocks,
        int maxOrders,
        int maxOrderLines,
        int maxAdjustments,
        int maxShipments,
        int maxReturns,
        int workPerCommand,
        long timeToPayNs,
        long timeToWaitNs) {

    /** More work per command than this would hold up the commands behind it for too long. */
    public static final int MAX_WORK_PER_COMMAND = 512;

    /** What is in force before the first ConfigureEngine: nothing can be stored. */
    static final EngineSettings NONE = new EngineSettings(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** A shop of some size: its indexes take about 65 MiB. */
    public static final EngineSettings DEFAULT = new EngineSettings(
            TimeUnit.DAYS.toNanos(7),
            TimeUnit.MINUTES.toNanos(1),
            200_000,
            400_000,
            4_000_000,
            16_000_000,
            1_000_000,
            4_000_000,
            1_000_000,
            64,
            TimeUnit.MINUTES.toNanos(15),
            TimeUnit.DAYS.toNanos(30));

    private static final long MAX_TIME_NS = TimeUnit.DAYS.toNanos(36_500);

    /** As many ids as an index can be sized for. */
    private static final int MAX_IDS = 1 << 29;

    /** What a command asks for, of whatever version of the schema it is; valid or not. */
    public static EngineSettings of(ConfigureEngineDecoder command) {
        return new EngineSettings(
                command.retentionWindowNs(),
                command.futureToleranceNs(),
                command.maxSkus(),
                command.maxStocks(),
                command.maxOrders(),
                command.maxOrderLines(),
                command.maxAdjustments(),
                NullValue.orZero(command.maxShipments()),
                NullValue.orZero(command.maxReturns()),
                NullValue.orZero(command.workPerCommand()),
                NullValue.orZero(command.timeToPayNs()),
                NullValue.orZero(command.timeToWaitNs()));
    }

    /** Puts them into a command, all but its header. */
    public void encode(ConfigureEngineEncoder command) {
        command.retentionWindowNs(retentionWindowNs)
                .futureToleranceNs(futureToleranceNs)
                .maxSkus(maxSkus)
                .maxStocks(maxStocks)
                .maxOrders(maxOrders)
                .maxOrderLines(maxOrderLines)
                .maxAdjustments(maxAdjustments)
                .maxShipments(maxShipments)
                .maxReturns(maxReturns)
                .workPerCommand(workPerCommand)
                .timeToPayNs(timeToPayNs)
                .timeToWaitNs(timeToWaitNs);
    }

    /**
     * How many bytes an engine takes that is full to these bounds: the records of its tables, outside the heap, and their indexes, in it. Counts
     * of customers, and what lines for ANY have beyond the bound, come on top.
     */
    public long maxBytes() {
        long decisions = (long) maxAdjustments + maxShipments + maxReturns;
        return Long.BYTES
                        * ((long) maxSkus * SkuTable.WIDTH
                                + (long) maxStocks * StockTable.WIDTH
                                + (long) maxOrders * OrderTable.MOST_LONGS
                                + (long) maxOrderLines * PartTable.MOST_LONGS
                                + decisions * DecisionMemory.WIDTH)
                + HashIndex.bytes(maxSkus)
                + HashIndex.bytes(maxStocks)
                + HashIndex.bytes(maxOrders)
                + HashIndex.bytes(maxAdjustments)
                + HashIndex.bytes(maxShipments)
                + HashIndex.bytes(maxReturns);
    }

    /** How many of these there may be. */
    public int most(Bounded what) {
        return switch (what) {
            case SKUS -> maxSkus;
            case STOCKS -> maxStocks;
            case ORDERS -> maxOrders;
            case ORDER_LINES -> maxOrderLines;
            case ADJUSTMENTS -> maxAdjustments;
            case SHIPMENTS -> maxShipments;
            case RETURNS -> maxReturns;
        };
    }

    static boolean isTime(long ns) {
        return ns >= 0 && ns <= MAX_TIME_NS;
    }

    boolean isValid() {
        return isTime(retentionWindowNs)
                && isTime(futureToleranceNs)
                && isTime(timeToPayNs)
                && isTime(timeToWaitNs)
                && isNumberOfIds(maxSkus)
                && maxStocks >= 0
                && isNumberOfIds(maxOrders)
                && maxOrderLines >= 0
                && isNumberOfIds(maxAdjustments)
                && isNumberOfIds(maxShipments)
                && isNumberOfIds(maxReturns)
                && workPerCommand >= 0
                && workPerCommand <= MAX_WORK_PER_COMMAND;
    }

    private static boolean isNumberOfIds(int bound) {
        return bound >= 0 && bound <= MAX_IDS;
    }

    /** These, or where the state is read those that were written. */
    EngineSettings transfer(StateTransfer transfer) {
        return new EngineSettings(
                transfer.value(retentionWindowNs),
                transfer.value(futureToleranceNs),
                transfer.value(maxSkus),
                transfer.value(maxStocks),
                transfer.value(maxOrders),
                transfer.value(maxOrderLines),
                transfer.value(maxAdjustments),
                transfer.value(maxShipments),
                transfer.value(maxReturns),
                transfer.value(workPerCommand),
                transfer.value(timeToPayNs),
                transfer.value(timeToWaitNs));
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
        digest.add(entity, 7, sign * maxShipments);
        digest.add(entity, 8, sign * maxReturns);
        digest.add(entity, 9, sign * workPerCommand);
        digest.add(entity, 10, sign * timeToPayNs);
        digest.add(entity, 11, sign * timeToWaitNs);
    }
}
