// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.StockReportDecoder;

/**
 * The stock of a SKU at a location.
 *
 * @param code           OK, or UNKNOWN_SKU.
 * @param sequence       of the last command before the query.
 * @param available      on hand, less reserved, allocated and safety stock.
 * @param waiting        units that orders wait for at this location.
 * @param waitingAny     units of the SKU that orders wait for at any location.
 * @param listPriceMinor or {@link SkuTerms#NO_LIST_PRICE}.
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
        long waiting,
        long waitingAny,
        int safetyStock,
        long listPriceMinor,
        String skuCode) {
    /** A copy of a report. */
    public static StockView of(StockReportDecoder report) {
        return new StockView(
                report.header().code(),
                report.header().sequence(),
                report.skuId(),
                report.location(),
                report.onHand(),
                report.reserved(),
                report.allocated(),
                report.available(),
                report.waiting(),
                report.waitingAny(),
                report.safetyStock(),
                report.listPriceMinor(),
                report.skuCode());
    }
}
