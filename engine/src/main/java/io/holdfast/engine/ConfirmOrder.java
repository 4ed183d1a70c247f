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
    private final OrderLife life;

    ConfirmOrder(State state, OrderLife life) {
        this.state = state;
        this.orders = state.orders;
        this.life = life;
    }

    void decide(ConfirmOrderDecoder command, OrderOutcomeEncoder outcome) {
        int order = orders.find(command.orderId());
        life.expireIfOver(order);
        ResultCode code = check(command, order);
        if (code == ResultCode.OK) {
            OrderStatus status = orders.status(order);
            if (status == OrderStatus.EXPIRED) {
                life.retake(order);
            }
            if (status == OrderStatus.EXPIRED || status == OrderStatus.RESERVED) {
                life.confirm(order, command.paidMinor());
            }
        }
        Answer.orderAsItIs(outcome, command.header(), state, order, command.orderId(), code);
    }

    private ResultCode check(ConfirmOrderDecoder command, int order) {
        ResultCode age = state.checkAge(command.header());
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
            case EXPIRED -> life.canRetake(order) ? checkPayment(command, order) : ResultCode.ORDER_EXPIRED;
            case WAITING -> ResultCode.ORDER_WAITING;
            case RESERVED -> checkPayment(command, order);
            default -> command.paidMinor() == orders.paidMinor(order) ? ResultCode.OK : ResultCode.PAID_AMOUNT_MISMATCH;
        };
    }

    private ResultCode checkPayment(ConfirmOrderDecoder command, int order) {
        if (command.paidMinor() != orders.totalMinor(order)) {
            return ResultCode.PAID_AMOUNT_MISMATCH;
        }
        return Answer.isExpected(command.expectedVersion(), orders.version(order))
                ? ResultCode.OK
                : ResultCode.VERSION_MISMATCH;
    }
}
