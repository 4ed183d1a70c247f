// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.CancelOrderDecoder;
import io.holdfast.engine.codec.OrderOutcomeEncoder;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;

/** Gives an order's units back, paid or not; what was paid is due as a refund. */
final class CancelOrder {
    private final State state;
    private final OrderTable orders;
    private final StockTable stocks;

    CancelOrder(State state) {
        this.state = state;
        this.orders = state.orders;
        this.stocks = state.stocks;
    }

    void decide(long sequence, long timestampNs, CancelOrderDecoder command, OrderOutcomeEncoder outcome) {
        int order = orders.find(command.orderId());
        ResultCode code = check(timestampNs, command, order);
        if (code == ResultCode.OK && orders.status(order) != OrderStatus.CANCELLED) {
            apply(sequence, order);
        }
        long decidedSequence = code == ResultCode.OK ? orders.changedSequence(order) : sequence;
        Answer.header(outcome.header(), command.header(), sequence, decidedSequence, code);
        Answer.order(outcome, orders, order, command.orderId());
    }

    private ResultCode check(long timestampNs, CancelOrderDecoder command, int order) {
        ResultCode age = state.checkAge(command.header(), timestampNs);
        if (age != ResultCode.OK) {
            return age;
        }
        if (order == OrderTable.ABSENT) {
            return ResultCode.UNKNOWN_ORDER;
        }
        return orders.status(order) == OrderStatus.REJECTED ? ResultCode.ORDER_REJECTED : ResultCode.OK;
    }

    private void apply(long sequence, int order) {
        boolean paid = orders.status(order) == OrderStatus.CONFIRMED;
        for (int i = 0; i < orders.lineCount(order); i++) {
            if (paid) {
                stocks.deallocate(orders.stock(order, i), orders.quantity(order, i));
            } else {
                stocks.release(orders.stock(order, i), orders.quantity(order, i));
            }
        }
        orders.cancel(order, sequence);
    }
}
