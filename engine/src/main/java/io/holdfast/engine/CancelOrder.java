// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.CancelOrderDecoder;
import io.holdfast.engine.codec.OrderOutcomeEncoder;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;

/** Gives back what an order holds, paid or not; what was paid for it is due as a refund. */
final class CancelOrder {
    private final State state;
    private final OrderTable orders;
    private final OrderLife life;

    CancelOrder(State state, OrderLife life) {
        this.state = state;
        this.orders = state.orders;
        this.life = life;
    }

    void decide(CancelOrderDecoder command, OrderOutcomeEncoder outcome) {
        int order = orders.find(command.orderId());
        life.expireIfOver(order);
        ResultCode code = check(command, order);
        if (code == ResultCode.OK && orders.status(order) != OrderStatus.CANCELLED) {
            life.cancel(order);
        }
        Answer.orderAsItIs(outcome, command.header(), state, order, command.orderId(), code);
    }

    private ResultCode check(CancelOrderDecoder command, int order) {
        ResultCode age = state.checkAge(command.header());
        if (age != ResultCode.OK) {
            return age;
        }
        if (order == OrderTable.ABSENT) {
            return ResultCode.UNKNOWN_ORDER;
        }
        return switch (orders.status(order)) {
            case REJECTED -> ResultCode.ORDER_REJECTED;
            case EXPIRED -> ResultCode.ORDER_EXPIRED;
            case FULFILLED -> ResultCode.ORDER_FULFILLED;
            case CANCELLED -> ResultCode.OK;
            default ->
                Answer.isExpected(command.expectedVersion(), orders.version(order))
                        ? ResultCode.OK
                        : ResultCode.VERSION_MISMATCH;
        };
    }
}
