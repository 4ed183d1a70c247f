// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.state;

import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import java.util.List;

/**
 * An order. Amounts are in minor units.
 *
 * @param submission how its submission was answered.
 * @param deadlineNs when its time to pay or to wait is over, nanoseconds since 1970; 0 for never.
 * @param version    1 when it was submitted, one more with each change.
 * @param lines      one for each place that a line draws from, and one for what waits at any.
 */
public record OrderRow(
        long orderId,
        long customerId,
        OrderStatus status,
        ResultCode submission,
        long totalMinor,
        long paidMinor,
        long refundDueMinor,
        long deadlineNs,
        int version,
        List<Line> lines) {
    /**
     * A part of a line.
     *
     * @param line     its place in the order as submitted, from 0.
     * @param quantity units got from there, or waited for.
     */
    public record Line(
            int line,
            long skuId,
            int location,
            long unitPriceMinor,
            int quantity,
            int held,
            int waiting,
            int shipped,
            int returned) {}

    /** Units got or waited for. */
    public long units() {
        return lines.stream().mapToLong(Line::quantity).sum();
    }
}
