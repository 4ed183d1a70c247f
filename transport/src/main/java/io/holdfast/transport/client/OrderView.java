// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import io.holdfast.engine.codec.OrderReportDecoder;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import java.util.ArrayList;
import java.util.List;

/**
 * An order as it is.
 *
 * @param code            OK, or UNKNOWN_ORDER.
 * @param sequence        of the last command before the query.
 * @param changedSequence of the order's last change.
 * @param submission      how the submission was answered.
 * @param refundDueMinor  what the customer is to get back in all.
 * @param deadlineNs      when its time to pay or to wait is over, nanoseconds since 1970; 0 for never.
 * @param orderVersion    1 when submitted, one more with each change.
 * @param parts           what its lines got from where; a rejected order has none.
 */
public record OrderView(
        ResultCode code,
        long sequence,
        long changedSequence,
        long orderId,
        long customerId,
        OrderStatus status,
        ResultCode submission,
        long totalMinor,
        long paidMinor,
        long refundDueMinor,
        long deadlineNs,
        int orderVersion,
        List<Part> parts) {
    /**
     * What one line of the order got from one location, or waits for.
     *
     * @param line           its place in the order as submitted, from 0.
     * @param location       where; {@link io.holdfast.engine.Location#ANY} for units that are waited for wherever they come
     *     in, and for all of a line of an order in more than 2,048 parts.
     * @param unitPriceMinor in minor units of money.
     * @param quantity       units got from there, or waited for.
     * @param held           units reserved or allocated now.
     * @param waiting        units waited for now.
     * @param shipped        units.
     * @param returned       units.
     */
    public record Part(
            int line,
            long skuId,
            int location,
            long unitPriceMinor,
            int quantity,
            int held,
            int waiting,
            int shipped,
            int returned) {}

    public OrderView {
        parts = List.copyOf(parts);
    }

    /** A copy of a report. */
    public static OrderView of(OrderReportDecoder report) {
        List<Part> parts = new ArrayList<>();
        for (OrderReportDecoder.LinesDecoder part : report.lines()) {
            parts.add(new Part(
                    part.line(),
                    part.skuId(),
                    part.location(),
                    part.unitPriceMinor(),
                    part.quantity(),
                    part.held(),
                    part.waiting(),
                    part.shipped(),
                    part.returned()));
        }
        return new OrderView(
                report.header().code(),
                report.header().sequence(),
                report.header().decidedSequence(),
                report.orderId(),
                report.customerId(),
                report.status(),
                report.submission(),
                report.totalMinor(),
                report.paidMinor(),
                report.refundDueMinor(),
                report.deadlineNs(),
                report.orderVersion(),
                parts);
    }
}
