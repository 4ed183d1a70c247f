// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.AdjustStockDecoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.StockOutcomeEncoder;

/** Changes on hand without an order: receipts, returns, damage, counts. */
final class AdjustStock {
    private final State state;
    private final SkuTable skus;
    private final StockTable stocks;
    private final DecisionMemory adjustments;

    AdjustStock(State state) {
        this.state = state;
        this.skus = state.skus;
        this.stocks = state.stocks;
        this.adjustments = state.adjustments;
    }

    void decide(AdjustStockDecoder command, StockOutcomeEncoder outcome) {
        outcome.adjustmentId(command.adjustmentId())
                .skuId(command.skuId())
                .location(command.location())
                .onHand(0)
                .promised(0);

        ResultCode age = state.checkAge(command.header());
        if (age != ResultCode.OK) {
            Answer.decidedNow(outcome.header(), command.header(), state, age);
            return;
        }
        long fingerprint = fingerprint(command);
        int known = adjustments.find(command.adjustmentId());
        if (known != DecisionMemory.ABSENT) {
            if (Answer.isRepeated(outcome.header(), command.header(), state, adjustments, known, fingerprint)) {
                outcome.onHand(adjustments.value(known, 0)).promised(adjustments.value(known, 1));
            }
            return;
        }

        int sku = skus.find(command.skuId());
        int stock = sku == SkuTable.ABSENT ? StockTable.ABSENT : stocks.find(sku, command.location());
        if (adjustments.isFull() || (sku != SkuTable.ABSENT && stock == StockTable.ABSENT && stocks.isFull())) {
            Answer.decidedNow(outcome.header(), command.header(), state, ResultCode.CAPACITY);
            return;
        }

        ResultCode code = check(command, sku, stock);
        if (code == ResultCode.OK) {
            stock = stocks.findOrCreate(sku, command.location());
            stocks.adjust(stock, command.delta());
            state.waitlist.offer(stock);
        }
        long onHand = stocks.onHandOrZero(stock);
        long promised = stocks.promisedOrZero(stock);
        adjustments.remember(
                state.lastSequence,
                state.lastTimestampNs,
                command.adjustmentId(),
                fingerprint,
                code,
                onHand,
                promised,
                0);
        Answer.decidedNow(outcome.header(), command.header(), state, code);
        outcome.onHand(onHand).promised(promised);
    }

    private ResultCode check(AdjustStockDecoder command, int sku, int stock) {
        if (command.delta() == 0) {
            return ResultCode.INVALID_QUANTITY;
        }
        if (sku == SkuTable.ABSENT) {
            return ResultCode.UNKNOWN_SKU;
        }
        long onHand = stocks.onHandOrZero(stock);
        long promised = stocks.promisedOrZero(stock);
        if (command.delta() > Long.MAX_VALUE - onHand) {
            return ResultCode.QUANTITY_OVERFLOW;
        }
        if (onHand + command.delta() < promised) {
            return ResultCode.STOCK_IS_PROMISED;
        }
        return ResultCode.OK;
    }

    /** What makes two adjustments the same: everything but the command's header. */
    private static long fingerprint(AdjustStockDecoder command) {
        long hash = Hash64.combine(Hash64.SEED, command.skuId());
        hash = Hash64.combine(hash, command.delta());
        hash = Hash64.combine(hash, command.location());
        hash = Hash64.combine(hash, command.reasonRaw());
        return command.actingVersion() < AdjustStockDecoder.referenceSinceVersion()
                ? hash
                : Reference.combine(
                        hash, command.buffer(), command.offset() + AdjustStockDecoder.referenceEncodingOffset());
    }
}
