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
    private final AdjustmentTable adjustments;

    AdjustStock(State state) {
        this.state = state;
        this.skus = state.skus;
        this.stocks = state.stocks;
        this.adjustments = state.adjustments;
    }

    void decide(long sequence, long timestampNs, AdjustStockDecoder command, StockOutcomeEncoder outcome) {
        outcome.adjustmentId(command.adjustmentId())
                .skuId(command.skuId())
                .location(command.location())
                .onHand(0)
                .promised(0);

        ResultCode age = state.checkAge(command.header(), timestampNs);
        if (age != ResultCode.OK) {
            Answer.header(outcome.header(), command.header(), sequence, sequence, age);
            return;
        }
        int known = adjustments.find(command.adjustmentId());
        if (known != AdjustmentTable.ABSENT) {
            repeat(sequence, command, known, outcome);
            return;
        }

        int sku = skus.find(command.skuId());
        int stock = sku == SkuTable.ABSENT ? StockTable.ABSENT : stocks.find(sku, command.location());
        if (adjustments.isFull() || (sku != SkuTable.ABSENT && stock == StockTable.ABSENT && stocks.isFull())) {
            Answer.header(outcome.header(), command.header(), sequence, sequence, ResultCode.CAPACITY);
            return;
        }

        ResultCode code = check(command, sku, stock);
        if (code == ResultCode.OK) {
            if (stock == StockTable.ABSENT) {
                stock = stocks.create(sku, command.location());
            }
            stocks.adjust(stock, command.delta());
        }
        long onHand = stock == StockTable.ABSENT ? 0 : stocks.onHand(stock);
        long promised = stock == StockTable.ABSENT ? 0 : stocks.promised(stock);
        adjustments.remember(sequence, command, code, onHand, promised);
        Answer.header(outcome.header(), command.header(), sequence, sequence, code);
        outcome.onHand(onHand).promised(promised);
    }

    private void repeat(long sequence, AdjustStockDecoder command, int known, StockOutcomeEncoder outcome) {
        if (adjustments.fingerprint(known) == AdjustmentTable.fingerprint(command)) {
            Answer.header(
                    outcome.header(),
                    command.header(),
                    sequence,
                    adjustments.decidedSequence(known),
                    adjustments.code(known));
            outcome.onHand(adjustments.onHand(known)).promised(adjustments.promised(known));
        } else {
            Answer.header(outcome.header(), command.header(), sequence, sequence, ResultCode.ID_CONFLICT);
        }
    }

    private ResultCode check(AdjustStockDecoder command, int sku, int stock) {
        if (command.delta() == 0) {
            return ResultCode.INVALID_QUANTITY;
        }
        if (sku == SkuTable.ABSENT) {
            return ResultCode.UNKNOWN_SKU;
        }
        long onHand = stock == StockTable.ABSENT ? 0 : stocks.onHand(stock);
        long promised = stock == StockTable.ABSENT ? 0 : stocks.promised(stock);
        if (command.delta() > Long.MAX_VALUE - onHand) {
            return ResultCode.QUANTITY_OVERFLOW;
        }
        if (onHand + command.delta() < promised) {
            return ResultCode.STOCK_IS_PROMISED;
        }
        return ResultCode.OK;
    }
}
