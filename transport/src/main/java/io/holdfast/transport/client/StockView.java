// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import io.holdfast.engine.codec.ResultCode;

/**
 * The stock of a SKU at a location.
 *
 * @param code           OK, or UNKNOWN_SKU.
 * @param sequence       of the last command before the query.
 * @param available      on hand, less reserved, allocated and safety stock.
 * @param listPriceMinor or {@link HoldfastClient#NO_LIST_PRICE}.
 */
public record StockView(
        ResultCode code,
        long sequence,
        long skuId,
        int location,
        long onHand,
        long reserved,
        long allocated,
        long available,
        int safetyStock,
        long listPriceMinor,
        String skuCode) {}
