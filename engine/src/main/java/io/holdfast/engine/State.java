// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.CommandHeaderDecoder;
import io.holdfast.engine.codec.ResultCode;

/** Everything the engine knows. What is not in here does not survive a restart. */
final class State {
    /** Of an order or a SKU, as it came to be. */
    static final int FIRST_VERSION = 1;

    final StateDigest digest = new StateDigest();
    private final KeyedHash indexHash;
    final SkuTable skus;
    final StockTable stocks;
    final OrderTable orders;
    final PartTable parts;
    final CustomerCounts counts;
    final Waitlist waitlist;
    final DecisionMemory adjustments;
    final DecisionMemory shipments;
    final DecisionMemory returns;
    final SideEffects sideEffects = new SideEffects();

    /** Of the last command; while one is being decided, its own. */
    long lastSequence;

    long lastTimestampNs;

    private EngineSettings settings = EngineSettings.NONE;
    /** The largest tolerance that was ever in force: nothing remembered was first sent further ahead of our clock. */
    private long maxToleranceNs;
    /** What was first sent before this may have been forgotten. */
    private long horizonNs = Long.MIN_VALUE;

    State(StockListener listener, long indexSeed) {
        indexHash = new KeyedHash(indexSeed);
        skus = new SkuTable(digest, indexHash);
        stocks = new StockTable(skus, digest, indexHash, listener);
        orders = new OrderTable(digest, indexHash);
        parts = new PartTable(orders, stocks, digest);
        counts = new CustomerCounts(skus, digest, indexHash);
        waitlist = new Waitlist(orders, parts, stocks, skus);
        adjustments = new DecisionMemory(digest, StateDigest.Kind.ADJUSTMENT, indexHash);
        shipments = new DecisionMemory(digest, StateDigest.Kind.SHIPMENT, indexHash);
        returns = new DecisionMemory(digest, StateDigest.Kind.RETURN, indexHash);
    }

    EngineSettings settings() {
        return settings;
    }

    void configure(EngineSettings newSettings) {
        settings.addTo(digest, -1);
        settings = newSettings;
        settings.addTo(digest, 1);
        maxToleranceNs = Math.max(maxToleranceNs, settings.futureToleranceNs());
        skus.bound(settings.maxSkus());
        stocks.bound(settings.maxStocks());
        orders.bound(settings.maxOrders());
        counts.bound(settings.maxOrderLines());
        adjustments.bound(settings.maxAdjustments());
        shipments.bound(settings.maxShipments());
        returns.bound(settings.maxReturns());
    }

    /** What grows as long as orders come in; see {@link Slab#growAhead()}. */
    void growAhead() {
        orders.growAhead();
        parts.growAhead();
        counts.growAhead();
        adjustments.growAhead();
        shipments.growAhead();
        returns.growAhead();
    }

    /** All but the side effects, which are of the last command only. */
    void transfer(StateTransfer transfer) {
        indexHash.transfer(transfer);
        transferLayout2(transfer);
    }

    /** What a state of layout 2 consists of: its indexes were made with seed 0. */
    void transferLayout2(StateTransfer transfer) {
        transferBefore(transfer);
        stocks.transfer(transfer);
        orders.transfer(transfer);
        parts.transfer(transfer);
        transferBehind(transfer);
    }

    /** Reads what a state of layout 1 was written as, with seed 0 as well. */
    void readLayout1(StateTransfer reader) {
        transferBefore(reader);
        StateLayout1 old = new StateLayout1(reader);
        old.read(stocks);
        old.read(orders);
        old.read(parts);
        transferBehind(reader);
        old.turnToProgress(waitlist, parts);
    }

    private void transferBefore(StateTransfer transfer) {
        lastSequence = transfer.value(lastSequence);
        lastTimestampNs = transfer.value(lastTimestampNs);
        settings = settings.transfer(transfer);
        maxToleranceNs = transfer.value(maxToleranceNs);
        horizonNs = transfer.value(horizonNs);
        digest.transfer(transfer);
        skus.transfer(transfer);
    }

    private void transferBehind(StateTransfer transfer) {
        counts.transfer(transfer);
        waitlist.transfer(transfer);
        adjustments.transfer(transfer);
        shipments.transfer(transfer);
        returns.transfer(transfer);
    }

    /** How many more parts of orders the settings have room for. */
    int partRoom() {
        return settings.maxOrderLines() - parts.size();
    }

    /** Refuses what was first sent before our memory begins, or further ahead of our clock than the tolerance. */
    ResultCode checkAge(CommandHeaderDecoder header) {
        long firstSentNs = header.firstSentNs();
        if (firstSentNs < Math.max(lastTimestampNs - settings.retentionWindowNs(), horizonNs)) {
            return ResultCode.TOO_OLD;
        }
        if (firstSentNs > lastTimestampNs + settings.futureToleranceNs()) {
            return ResultCode.FROM_THE_FUTURE;
        }
        return ResultCode.OK;
    }

    /**
     * What is finished and unchanged since before this time can be forgotten: whatever was sent for it, even with a clock
     * that was ahead, is too old by now.
     */
    long forgetBeforeNs() {
        return lastTimestampNs - settings.retentionWindowNs() - maxToleranceNs;
    }

    /** Says that something was forgotten; from now on nothing as old is looked at, even if the window should grow. */
    void hasForgotten() {
        horizonNs = Math.max(horizonNs, lastTimestampNs - settings.retentionWindowNs());
    }
}
