// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.ConfirmOrderDecoder;
import io.holdfast.engine.codec.OrderOutcomeEncoder;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;

/** Takes the payment of a reserved order: its units go from reserved to allocated. */
final class ConfirmOrder {
    private final State state;
    private final OrderTable orders;
    private final StockTable stocks;

    ConfirmOrder(State state) {
        this.state = state;
        this.orders = state.orders;
        this.stocks = state.stocks;
    }

    void decide(long sequence, long timestampNs, ConfirmOrderDecoder command, OrderOutcomeEncoder outcome) {
        int order = orders.find(command.orderId());
        ResultCode code = check(timestampNs, command, order);
        if (code == ResultCode.OK && orders.status(order) == OrderStatus.RESERVED) {
            for (int i = 0; i < orders.lineCount(order); i++) {
                stocks.allocate(orders.stock(order, i), orders.quantity(order, i));
            }
            orders.confirm(order, sequence, command.paidMinor());
        }
        long decidedSequence = code == ResultCode.OK ? orders.changedSequence(order) : sequence;
        Answer.header(outcome.header(), command.header(), sequence, decidedSequence, code);
        Answer.order(outcome, orders, order, command.orderId());
    }

    private ResultCode check(long timestampNs, ConfirmOrderDecoder command, int order) {
        ResultCode age = state.checkAge(command.header(), timestampNs);
        if (age != ResultCode.OK) {
            return age;
        }
        if (command.paidMinor() < 0) {
            return ResultCode.INVALID_PRICE;
        }
        if (order == OrderTable.ABSENT) {
            return ResultCode.UNKNOWN_ORDER;
        }
        return switch (orders.status(order)) {
            case REJECTED -> ResultCode.ORDER_REJECTED;
            case CANCELLED -> ResultCode.ORDER_CANCELLED;
            default ->
                command.paidMinor() == orders.totalMinor(order) ? ResultCode.OK : ResultCode.PAID_AMOUNT_MISMATCH;
        };
    }
}
