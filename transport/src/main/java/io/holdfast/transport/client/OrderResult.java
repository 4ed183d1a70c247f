// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import io.holdfast.engine.codec.OrderOutcomeDecoder;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import java.util.ArrayList;
import java.util.List;

/**
 * The outcome of a submission, confirmation or cancellation, with the order as it left it.
 *
 * @param code            how it was decided.
 * @param sequence        its place in the total order.
 * @param decidedSequence where it was decided: the same, or less where this repeats an earlier command.
 * @param totalMinor      0 for a rejected order.
 * @param refundDueMinor  what the customer is to get back in all.
 * @param deadlineNs      when its time to pay or to wait is over, nanoseconds since 1970; 0 for never.
 * @param orderVersion    1 when submitted, one more with each change; 0 if there is no such order.
 * @param parts           of an accepted submission: what came from where; otherwise none.
 */
public record OrderResult(
        ResultCode code,
        long sequence,
        long decidedSequence,
        long orderId,
        OrderStatus status,
        long totalMinor,
        long paidMinor,
        long refundDueMinor,
        long deadlineNs,
        int orderVersion,
        List<Part> parts) {
    /**
     * What one line of the order has from one location, or waits for.
     *
     * @param line     its place in the order as submitted, from 0.
     * @param location where; {@link io.holdfast.engine.Location#ANY} for units that are waited for wherever they come in,
     *     and for all of a line of an order in more than 2,048 parts.
     * @param held     units.
     * @param waiting  units.
     */
    public record Part(int line, int location, int held, int waiting) {}

    public OrderResult {
        parts = List.copyOf(parts);
    }

    /** A copy of an outcome. */
    public static OrderResult of(OrderOutcomeDecoder outcome) {
        List<Part> parts = new ArrayList<>();
        for (OrderOutcomeDecoder.PartsDecoder part : outcome.parts()) {
            parts.add(new Part(part.line(), part.location(), part.held(), part.waiting()));
        }
        return new OrderResult(
                outcome.header().code(),
                outcome.header().sequence(),
                outcome.header().decidedSequence(),
                outcome.orderId(),
                outcome.status(),
                outcome.totalMinor(),
                outcome.paidMinor(),
                outcome.refundDueMinor(),
                outcome.deadlineNs(),
                outcome.orderVersion(),
                parts);
    }
}
