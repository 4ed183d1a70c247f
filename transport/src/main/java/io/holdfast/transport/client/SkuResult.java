// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import io.holdfast.engine.codec.ResultCode;

/**
 * The outcome of a SKU's definition.
 *
 * @param code            how it was decided.
 * @param sequence        its place in the total order.
 * @param decidedSequence where it was decided: the same, or less where this repeats an earlier command.
 */
public record SkuResult(ResultCode code, long sequence, long decidedSequence, long skuId) {}
