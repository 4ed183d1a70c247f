// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SkuOutcomeDecoder;

/**
 * The outcome of a SKU's definition or update.
 *
 * @param code            how it was decided.
 * @param sequence        its place in the total order.
 * @param decidedSequence where it was decided: the same, or less where this repeats an earlier command.
 * @param skuVersion      1 when defined, one more with each change; 0 if there is no such SKU.
 */
public record SkuResult(ResultCode code, long sequence, long decidedSequence, long skuId, int skuVersion) {
    /** A copy of an outcome. */
    public static SkuResult of(SkuOutcomeDecoder outcome) {
        return new SkuResult(
                outcome.header().code(),
                outcome.header().sequence(),
                outcome.header().decidedSequence(),
                outcome.skuId(),
                outcome.skuVersion());
    }
}
