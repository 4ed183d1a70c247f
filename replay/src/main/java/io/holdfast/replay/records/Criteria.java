// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.records;

import io.holdfast.engine.codec.ResultCode;

/**
 * Which records are wanted; {@code null} means whatever.
 *
 * @param fromSequence    none with a lower sequence.
 * @param fromTimestampNs none that was decided before, in nanoseconds since 1970.
 * @param orderId         those whose command names the order, and those in which something else happened to it.
 * @param skuId           those whose command names the SKU or an order that asked for it, and those in which such an order
 *                        was filled or ended.
 * @param result          those answered with this code.
 */
public record Criteria(long fromSequence, long fromTimestampNs, Long orderId, Long skuId, ResultCode result) {}
