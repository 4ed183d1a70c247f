// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import io.holdfast.engine.codec.FulfilmentOutcomeDecoder;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;

/**
 * The outcome of a shipment or a return, with the order as it left it.
 *
 * @param code            how it was decided.
 * @param sequence        its place in the total order.
 * @param decidedSequence where it was decided: the same, or less where this repeats an earlier command.
 * @param fulfilmentId    the shipment's or the return's.
 * @param units           shipped or taken back by this command.
 * @param refundMinor     due to the customer for this return.
 */
public record FulfilmentResult(
        ResultCode code,
        long sequence,
        long decidedSequence,
        long fulfilmentId,
        long orderId,
        long units,
        long refundMinor,
        int orderVersion,
        OrderStatus status) {
    /** A copy of an outcome. */
    public static FulfilmentResult of(FulfilmentOutcomeDecoder outcome) {
        return new FulfilmentResult(
                outcome.header().code(),
                outcome.header().sequence(),
                outcome.header().decidedSequence(),
                outcome.fulfilmentId(),
                outcome.orderId(),
                outcome.units(),
                outcome.refundMinor(),
                outcome.orderVersion(),
                outcome.status());
    }
}
