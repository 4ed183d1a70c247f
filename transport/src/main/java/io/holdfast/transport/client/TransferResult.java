// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.TransferOutcomeDecoder;

/**
 * The outcome of a transfer, with the two stocks as it left them.
 *
 * @param code            how it was decided.
 * @param sequence        its place in the total order.
 * @param decidedSequence where it was decided: the same, or less where this repeats an earlier command.
 * @param fromOnHand      units where they were taken from.
 * @param fromPromised    units reserved and allocated there.
 * @param toOnHand        units where they were brought to.
 */
public record TransferResult(
        ResultCode code,
        long sequence,
        long decidedSequence,
        long adjustmentId,
        long skuId,
        int fromLocation,
        int toLocation,
        long fromOnHand,
        long fromPromised,
        long toOnHand) {
    /** A copy of an outcome. */
    public static TransferResult of(TransferOutcomeDecoder outcome) {
        return new TransferResult(
                outcome.header().code(),
                outcome.header().sequence(),
                outcome.header().decidedSequence(),
                outcome.adjustmentId(),
                outcome.skuId(),
                outcome.fromLocation(),
                outcome.toLocation(),
                outcome.fromOnHand(),
                outcome.fromPromised(),
                outcome.toOnHand());
    }
}
