// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.TransferOutcomeEncoder;
import io.holdfast.engine.codec.TransferStockDecoder;

/** Moves units between two locations. */
final class TransferStock {
    private final State state;
    private final SkuTable skus;
    private final StockTable stocks;
    private final DecisionMemory adjustments;

    TransferStock(State state) {
        this.state = state;
        this.skus = state.skus;
        this.stocks = state.stocks;
        this.adjustments = state.adjustments;
    }

    void decide(TransferStockDecoder command, TransferOutcomeEncoder outcome) {
        outcome.adjustmentId(command.adjustmentId())
                .skuId(command.skuId())
                .fromLocation(command.fromLocation())
                .toLocation(command.toLocation())
                .fromOnHand(0)
                .fromPromised(0)
                .toOnHand(0);

        ResultCode age = state.checkAge(command.header());
        if (age != ResultCode.OK) {
            Answer.decidedNow(outcome.header(), command.header(), state, age);
            return;
        }
        long fingerprint = fingerprint(command);
        int known = adjustments.find(command.adjustmentId());
        if (known != DecisionMemory.ABSENT) {
            if (Answer.isRepeated(outcome.header(), command.header(), state, adjustments, known, fingerprint)) {
                outcome.fromOnHand(adjustments.value(known, 0))
                        .fromPromised(adjustments.value(known, 1))
                        .toOnHand(adjustments.value(known, 2));
            }
            return;
        }

        int sku = skus.find(command.skuId());
        int from = sku == SkuTable.ABSENT ? StockTable.ABSENT : stocks.find(sku, command.fromLocation());
        int to = sku == SkuTable.ABSENT ? StockTable.ABSENT : stocks.find(sku, command.toLocation());
        if (adjustments.isFull() || (sku != SkuTable.ABSENT && to == StockTable.ABSENT && stocks.isFull())) {
            Answer.decidedNow(outcome.header(), command.header(), state, ResultCode.CAPACITY);
            return;
        }

        ResultCode code = check(command, sku, from, to);
        if (code == ResultCode.OK) {
            to = stocks.findOrCreate(sku, command.toLocation());
            stocks.adjust(from, -command.quantity());
            stocks.adjust(to, command.quantity());
            state.waitlist.offer(to);
        }
        long fromOnHand = stocks.onHandOrZero(from);
        long fromPromised = stocks.promisedOrZero(from);
        long toOnHand = stocks.onHandOrZero(to);
        adjustments.remember(
                state.lastSequence,
                state.lastTimestampNs,
                command.adjustmentId(),
                fingerprint,
                code,
                fromOnHand,
                fromPromised,
                toOnHand);
        Answer.decidedNow(outcome.header(), command.header(), state, code);
        outcome.fromOnHand(fromOnHand).fromPromised(fromPromised).toOnHand(toOnHand);
    }

    private ResultCode check(TransferStockDecoder command, int sku, int from, int to) {
        if (command.quantity() <= 0) {
            return ResultCode.INVALID_QUANTITY;
        }
        if (command.fromLocation() == command.toLocation()) {
            return ResultCode.INVALID_LOCATION;
        }
        if (sku == SkuTable.ABSENT) {
            return ResultCode.UNKNOWN_SKU;
        }
        if (to != StockTable.ABSENT && command.quantity() > Long.MAX_VALUE - stocks.onHand(to)) {
            return ResultCode.QUANTITY_OVERFLOW;
        }
        if (from == StockTable.ABSENT || stocks.onHand(from) - command.quantity() < stocks.promised(from)) {
            return ResultCode.STOCK_IS_PROMISED;
        }
        return ResultCode.OK;
    }

    /** What makes two transfers the same, and no adjustment the same as a transfer: everything but the command's header. */
    private static long fingerprint(TransferStockDecoder command) {
        // Spread, or it would be as small a number as the id of the SKU with which an adjustment begins.
        long hash = Hash64.combine(Hash64.SEED, Hash64.spread(TransferStockDecoder.TEMPLATE_ID));
        hash = Hash64.combine(hash, command.skuId());
        hash = Hash64.combine(hash, command.quantity());
        hash = Hash64.combine(hash, ((long) command.fromLocation() << 16) | command.toLocation());
        return Reference.combine(
                hash, command.buffer(), command.offset() + TransferStockDecoder.referenceEncodingOffset());
    }
}
