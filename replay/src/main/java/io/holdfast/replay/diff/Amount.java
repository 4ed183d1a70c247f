// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.diff;

import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.replay.history.RecordedCommand;
import io.holdfast.replay.history.RecordedOutcome;

/** Units and money, in minor units, that a command is about: ordered and due, paid, shipped, taken back and refunded. */
public record Amount(long units, long minor) {
    public static final Amount NONE = new Amount(0, 0);

    /** What a command comes to; nothing if it is refused. */
    static Amount of(RecordedCommand command, RecordedOutcome outcome) {
        if (outcome.code() != ResultCode.OK) {
            return NONE;
        }
        if (outcome instanceof RecordedOutcome.OfFulfilment fulfilment) {
            return new Amount(fulfilment.units(), fulfilment.refundMinor());
        }
        if (!(outcome instanceof RecordedOutcome.OfOrder order)) {
            return NONE;
        }
        if (command instanceof RecordedCommand.SubmitOrder submission) {
            return new Amount(units(submission, order), order.totalMinor());
        }
        boolean isPayment = command instanceof RecordedCommand.ConfirmOrder;
        return new Amount(0, isPayment ? order.paidMinor() : order.refundDueMinor());
    }

    /** The first version of an answer does not tell what came from where: it is all. */
    private static long units(RecordedCommand.SubmitOrder submission, RecordedOutcome.OfOrder order) {
        return order.parts().isEmpty()
                ? submission.lines().stream()
                        .mapToLong(RecordedCommand.SubmitOrder.OrderLine::quantity)
                        .sum()
                : order.parts().stream()
                        .mapToLong(part -> (long) part.held() + part.waiting())
                        .sum();
    }

    /** An order's status behind a command; NONE where it is about no order. */
    static OrderStatus status(RecordedOutcome outcome) {
        if (outcome instanceof RecordedOutcome.OfOrder order) {
            return order.status();
        }
        return outcome instanceof RecordedOutcome.OfFulfilment fulfilment ? fulfilment.status() : OrderStatus.NONE;
    }

    Amount plus(Amount other) {
        return new Amount(units + other.units, minor + other.minor);
    }

    Amount minus(Amount other) {
        return new Amount(units - other.units, minor - other.minor);
    }
}
