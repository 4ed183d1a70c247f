// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;

/**
 * The outcome of a submission, confirmation or cancellation, with the order as it left it.
 *
 * @param code            how it was decided.
 * @param sequence        its place in the total order.
 * @param decidedSequence where it was decided: the same, or less where this repeats an earlier command.
 * @param totalMinor      0 for a rejected order.
 * @param refundDueMinor  what a cancelled order's customer is to get back.
 */
public record OrderResult(
        ResultCode code,
        long sequence,
        long decidedSequence,
        long orderId,
        OrderStatus status,
        long totalMinor,
        long paidMinor,
        long refundDueMinor) {}
