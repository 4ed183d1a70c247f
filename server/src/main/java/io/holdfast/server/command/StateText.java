// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.engine.Location;
import io.holdfast.replay.history.Wording;
import io.holdfast.replay.state.OrderRow;
import io.holdfast.replay.state.SkuRow;
import io.holdfast.replay.state.StockRow;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How a state is printed: for people, and for programs. */
final class StateText {
    static final String STOCK_HEADING = String.format(
            Locale.ROOT,
            "%20s %8s %12s %12s %12s %12s %12s  code",
            "SKU",
            "location",
            "on hand",
            "reserved",
            "allocated",
            "available",
            "waiting");

    private StateText() {}

    static String text(StockRow stock) {
        return String.format(
                Locale.ROOT,
                "%20d %8d %12d %12d %12d %12d %12d  %s",
                stock.skuId(),
                stock.location(),
                stock.onHand(),
                stock.reserved(),
                stock.allocated(),
                stock.available(),
                stock.waiting(),
                Wording.quoted(stock.code()));
    }

    static String text(SkuRow sku) {
        return "SKU " + sku.skuId() + ", " + Wording.quoted(sku.code())
                + (sku.listPriceMinor() == null ? ", no list price" : ", list price " + sku.listPriceMinor())
                + ", safety stock " + sku.safetyStock()
                + (sku.customerLimit() == 0 ? ", no customer limit" : ", customer limit " + sku.customerLimit())
                + ", location order " + sku.locationOrder() + (sku.suspended() ? ", suspended" : "") + ", version "
                + sku.version();
    }

    static String text(OrderRow order) {
        StringBuilder text = new StringBuilder("order " + order.orderId() + " of customer " + order.customerId()
                + " is " + order.status() + ", submission answered " + order.submission() + ", total "
                + order.totalMinor() + ", paid " + order.paidMinor() + ", refund due " + order.refundDueMinor()
                + (order.deadlineNs() == 0 ? "" : ", deadline " + Wording.time(order.deadlineNs())) + ", version "
                + order.version());
        for (OrderRow.Line line : order.lines()) {
            text.append(System.lineSeparator())
                    .append("    line ")
                    .append(line.line())
                    .append(": ")
                    .append(line.quantity())
                    .append(" of SKU ")
                    .append(line.skuId())
                    .append(line.location() == Location.ANY ? " at any location" : " at location " + line.location())
                    .append(" for ")
                    .append(line.unitPriceMinor())
                    .append(" each; held ")
                    .append(line.held())
                    .append(", waiting ")
                    .append(line.waiting())
                    .append(", shipped ")
                    .append(line.shipped())
                    .append(", returned ")
                    .append(line.returned());
        }
        return text.toString();
    }

    static String counts(Map<String, Object> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    /** A line of JSON: what it is, and its fields. */
    static Map<String, Object> json(String event, Object row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("event", event);
        json.putAll(Json.fields(row));
        return json;
    }
}
