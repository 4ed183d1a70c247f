// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.OrderOutcomeEncoder;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SubmitOrderDecoder;

/** Holds the units an order asks for, all of them or none. */
final class SubmitOrder {
    private final State state;
    private final SkuTable skus;
    private final StockTable stocks;
    private final OrderTable orders;

    /** What the check found out about the lines, for the apply: each line's stock, and the order's total. */
    private final int[] lineStocks = new int[Engine.MAX_ORDER_LINES];

    private long totalMinor;

    SubmitOrder(State state) {
        this.state = state;
        this.skus = state.skus;
        this.stocks = state.stocks;
        this.orders = state.orders;
    }

    void decide(long sequence, long timestampNs, SubmitOrderDecoder command, OrderOutcomeEncoder outcome) {
        ResultCode age = state.checkAge(command.header(), timestampNs);
        if (age != ResultCode.OK) {
            refuse(sequence, command, age, outcome);
            return;
        }
        long fingerprint = OrderTable.fingerprint(command);
        int known = orders.find(command.orderId());
        if (known != OrderTable.ABSENT) {
            repeat(sequence, command, fingerprint, known, outcome);
            return;
        }
        int lineCount = command.lines().count();
        command.sbeRewind();
        if (!orders.hasRoomFor(lineCount)) {
            refuse(sequence, command, ResultCode.CAPACITY, outcome);
            return;
        }

        ResultCode code = check(sequence, command);
        command.sbeRewind();
        if (code == ResultCode.OK) {
            apply(sequence, command, fingerprint, lineCount);
            answer(sequence, sequence, command, ResultCode.OK, OrderStatus.RESERVED, totalMinor, outcome);
        } else {
            orders.reject(sequence, command, fingerprint, code);
            answer(sequence, sequence, command, code, OrderStatus.REJECTED, 0, outcome);
        }
    }

    /** The failing check that comes first in the order of precedence, whichever line it is on. */
    private ResultCode check(long sequence, SubmitOrderDecoder command) {
        SubmitOrderDecoder.LinesDecoder lines = command.lines();
        if (lines.count() == 0) {
            return ResultCode.EMPTY_ORDER;
        }
        if (lines.count() > Engine.MAX_ORDER_LINES) {
            return ResultCode.TOO_MANY_LINES;
        }
        totalMinor = 0;
        ResultCode first = ResultCode.OK;
        for (int i = 0; lines.hasNext(); i++) {
            ResultCode code = checkLine(sequence, lines.next(), i);
            if (code != ResultCode.OK && (first == ResultCode.OK || code.compareTo(first) < 0)) {
                first = code;
            }
        }
        return first;
    }

    private ResultCode checkLine(long sequence, SubmitOrderDecoder.LinesDecoder line, int i) {
        int quantity = line.quantity();
        long unitPriceMinor = line.unitPriceMinor();
        if (quantity <= 0) {
            return ResultCode.INVALID_QUANTITY;
        }
        if (unitPriceMinor < 0) {
            return ResultCode.INVALID_PRICE;
        }
        int sku = skus.find(line.skuId());
        if (sku == SkuTable.ABSENT) {
            return ResultCode.UNKNOWN_SKU;
        }
        long listPriceMinor = skus.listPriceMinor(sku);
        if (listPriceMinor != SkuTable.NO_LIST_PRICE && listPriceMinor != unitPriceMinor) {
            return ResultCode.PRICE_MISMATCH;
        }
        long lineMinor = unitPriceMinor * quantity;
        if (Math.multiplyHigh(unitPriceMinor, quantity) != 0
                || lineMinor < 0
                || lineMinor > Long.MAX_VALUE - totalMinor) {
            return ResultCode.AMOUNT_OVERFLOW;
        }
        totalMinor += lineMinor;
        int stock = stocks.find(sku, line.location());
        if (stock == StockTable.ABSENT || stocks.addDemand(stock, sequence, quantity) > stocks.available(stock)) {
            return ResultCode.INSUFFICIENT_STOCK;
        }
        lineStocks[i] = stock;
        return ResultCode.OK;
    }

    private void apply(long sequence, SubmitOrderDecoder command, long fingerprint, int lineCount) {
        int order = orders.accept(sequence, command, fingerprint, totalMinor, lineCount);
        SubmitOrderDecoder.LinesDecoder lines = command.lines();
        for (int i = 0; lines.hasNext(); i++) {
            lines.next();
            orders.line(order, i, lineStocks[i], lines.quantity(), lines.unitPriceMinor());
            stocks.reserve(lineStocks[i], lines.quantity());
        }
    }

    private void repeat(
            long sequence, SubmitOrderDecoder command, long fingerprint, int known, OrderOutcomeEncoder outcome) {
        if (orders.fingerprint(known) == fingerprint) {
            ResultCode code = orders.submission(known);
            OrderStatus status = code == ResultCode.OK ? OrderStatus.RESERVED : OrderStatus.REJECTED;
            answer(sequence, orders.submittedSequence(known), command, code, status, orders.totalMinor(known), outcome);
        } else {
            refuse(sequence, command, ResultCode.ID_CONFLICT, outcome);
        }
    }

    /** An answer that leaves no memory of the order's id. */
    private static void refuse(
            long sequence, SubmitOrderDecoder command, ResultCode code, OrderOutcomeEncoder outcome) {
        answer(sequence, sequence, command, code, OrderStatus.NONE, 0, outcome);
    }

    private static void answer(
            long sequence,
            long decidedSequence,
            SubmitOrderDecoder command,
            ResultCode code,
            OrderStatus status,
            long totalMinor,
            OrderOutcomeEncoder outcome) {
        Answer.header(outcome.header(), command.header(), sequence, decidedSequence, code);
        outcome.orderId(command.orderId())
                .totalMinor(totalMinor)
                .paidMinor(0)
                .refundDueMinor(0)
                .status(status);
    }
}
