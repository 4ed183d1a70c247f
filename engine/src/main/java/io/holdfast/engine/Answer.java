// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.AnswerHeaderEncoder;
import io.holdfast.engine.codec.CommandHeaderDecoder;
import io.holdfast.engine.codec.OrderOutcomeEncoder;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;

/** The parts that answers have in common. */
final class Answer {
    private Answer() {}

    static void header(
            AnswerHeaderEncoder header,
            CommandHeaderDecoder command,
            long sequence,
            long decidedSequence,
            ResultCode code) {
        header.correlationId(command.correlationId())
                .sequence(sequence)
                .decidedSequence(decidedSequence)
                .code(code);
    }

    /** An order as it is now, or that there is none. */
    static void order(OrderOutcomeEncoder outcome, OrderTable orders, int order, long orderId) {
        if (order == OrderTable.ABSENT) {
            outcome.orderId(orderId)
                    .totalMinor(0)
                    .paidMinor(0)
                    .refundDueMinor(0)
                    .status(OrderStatus.NONE);
            return;
        }
        OrderStatus status = orders.status(order);
        outcome.orderId(orderId)
                .totalMinor(orders.totalMinor(order))
                .paidMinor(orders.paidMinor(order))
                .refundDueMinor(status == OrderStatus.CANCELLED ? orders.paidMinor(order) : 0)
                .status(status);
    }
}
