// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SkuReportDecoder;
import io.holdfast.engine.codec.Switch;
import java.util.ArrayList;
import java.util.List;

/**
 * A SKU as it is.
 *
 * @param code        OK, or UNKNOWN_SKU.
 * @param sequence    of the last command before the query.
 * @param terms       how it is sold.
 * @param isSuspended whether no new order gets it.
 * @param skuVersion  1 when defined, one more with each change.
 */
public record SkuView(
        ResultCode code,
        long sequence,
        long skuId,
        String skuCode,
        SkuTerms terms,
        boolean isSuspended,
        int skuVersion) {
    /** A copy of a report. */
    public static SkuView of(SkuReportDecoder report) {
        List<Integer> locationOrder = new ArrayList<>();
        for (SkuReportDecoder.LocationOrderDecoder place : report.locationOrder()) {
            locationOrder.add(place.location());
        }
        return new SkuView(
                report.header().code(),
                report.header().sequence(),
                report.skuId(),
                report.skuCode(),
                new SkuTerms(report.listPriceMinor(), report.safetyStock(), report.customerLimit(), locationOrder),
                report.suspended() == Switch.ON,
                report.skuVersion());
    }
}
