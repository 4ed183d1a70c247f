// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.StockOutcomeDecoder;

/**
 * The outcome of an adjustment, with the stock as it left it.
 *
 * @param code            how it was decided.
 * @param sequence        its place in the total order.
 * @param decidedSequence where it was decided: the same, or less where this repeats an earlier command.
 * @param onHand          units.
 * @param promised        reserved and allocated units together, before what came free was handed to who waits for it.
 */
public record AdjustmentResult(
        ResultCode code,
        long sequence,
        long decidedSequence,
        long adjustmentId,
        long skuId,
        int location,
        long onHand,
        long promised) {
    /** A copy of an outcome. */
    public static AdjustmentResult of(StockOutcomeDecoder outcome) {
        return new AdjustmentResult(
                outcome.header().code(),
                outcome.header().sequence(),
                outcome.header().decidedSequence(),
                outcome.adjustmentId(),
                outcome.skuId(),
                outcome.location(),
                outcome.onHand(),
                outcome.promised());
    }
}
