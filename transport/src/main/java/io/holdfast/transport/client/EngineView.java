// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import io.holdfast.engine.codec.EngineReportDecoder;

/**
 * How far the engine is, and how much it holds.
 *
 * @param sequence       of the last command.
 * @param timestampNs    its time, nanoseconds since 1970.
 * @param digest         of the whole state.
 * @param adjustments    remembered, transfers too.
 * @param shipments      remembered.
 * @param returns        remembered.
 * @param orderParts     what is counted against the bound of order lines.
 * @param customerCounts customers and SKUs that a limit counts.
 */
public record EngineView(
        long sequence,
        long timestampNs,
        long digest,
        int skus,
        int orders,
        int adjustments,
        int shipments,
        int returns,
        int orderParts,
        int customerCounts) {
    /** A copy of a report. */
    public static EngineView of(EngineReportDecoder report) {
        return new EngineView(
                report.header().sequence(),
                report.timestampNs(),
                report.digest(),
                report.skus(),
                report.orders(),
                report.adjustments(),
                report.shipments(),
                report.returns(),
                report.orderParts(),
                report.customerCounts());
    }
}
