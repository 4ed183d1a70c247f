// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.replay.history.Decision;
import io.holdfast.replay.history.Effect;
import io.holdfast.replay.history.RecordedCommand;
import io.holdfast.replay.history.RecordedOutcome;
import io.holdfast.replay.history.Wording;
import io.holdfast.replay.state.OrderRow;
import io.holdfast.replay.state.StockRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of an export: the columns with their values; one without a value is left out. */
final class ExportRows {
    private ExportRows() {}

    /** The columns of a row, in their order. */
    static List<String> columns(ExportContent content) {
        return switch (content) {
            case ORDERS ->
                List.of(
                        "orderId",
                        "customerId",
                        "status",
                        "submission",
                        "units",
                        "totalMinor",
                        "paidMinor",
                        "refundDueMinor",
                        "deadline",
                        "version");
            case STOCK ->
                List.of(
                        "skuId",
                        "code",
                        "location",
                        "onHand",
                        "reserved",
                        "allocated",
                        "available",
                        "waiting",
                        "waitingAny");
            case EVENTS ->
                List.of(
                        "sequence",
                        "time",
                        "event",
                        "orderId",
                        "skuId",
                        "location",
                        "units",
                        "result",
                        "repeats",
                        "status",
                        "totalMinor",
                        "paidMinor",
                        "text");
        };
    }

    static Map<String, Object> of(OrderRow order) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("orderId", order.orderId());
        row.put("customerId", order.customerId());
        row.put("status", order.status());
        row.put("submission", order.submission());
        row.put("units", order.units());
        row.put("totalMinor", order.totalMinor());
        row.put("paidMinor", order.paidMinor());
        row.put("refundDueMinor", order.refundDueMinor());
        if (order.deadlineNs() != 0) {
            row.put("deadline", Wording.time(order.deadlineNs()));
        }
        row.put("version", order.version());
        return row;
    }

    static Map<String, Object> of(StockRow stock) {
        return Json.fields(stock);
    }

    /** The effects, which have a row each, and the command. */
    static List<Map<String, Object>> of(Decision decision) {
        List<Map<String, Object>> rows = new ArrayList<>();
        rows.add(ofCommand(decision));
        for (Effect effect : decision.effects()) {
            rows.add(ofEffect(decision, effect));
        }
        return rows;
    }

    private static Map<String, Object> ofEffect(Decision decision, Effect effect) {
        Map<String, Object> row = begin(decision, effect.kind().name());
        row.put("orderId", effect.orderId());
        if (effect.units() != 0) {
            row.put("skuId", effect.skuId());
            row.put("location", effect.location());
            row.put("units", effect.units());
        }
        row.put("text", effect.title());
        return row;
    }

    private static Map<String, Object> ofCommand(Decision decision) {
        RecordedCommand command = decision.command();
        Map<String, Object> row = begin(decision, command.kind());
        if (command instanceof RecordedCommand.OfOrder order) {
            row.put("orderId", order.orderId());
        } else if (command instanceof RecordedCommand.OfSku sku) {
            row.put("skuId", sku.skuId());
        }
        if (command instanceof RecordedCommand.AdjustStock adjustment) {
            row.put("location", adjustment.location());
            row.put("units", adjustment.delta());
        } else if (command instanceof RecordedCommand.TransferStock transfer) {
            row.put("location", transfer.fromLocation());
            row.put("units", transfer.quantity());
        }
        row.put("result", RecordText.code(decision.outcome().code()));
        row.put("repeats", decision.repeats());
        if (decision.outcome() instanceof RecordedOutcome.OfOrder order) {
            row.put("status", order.status());
            row.put("totalMinor", order.totalMinor());
            row.put("paidMinor", order.paidMinor());
        } else if (decision.outcome() instanceof RecordedOutcome.OfFulfilment fulfilment) {
            row.put("status", fulfilment.status());
            row.put("units", fulfilment.units());
        }
        row.put("text", command.title());
        return row;
    }

    private static Map<String, Object> begin(Decision decision, String event) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("sequence", decision.sequence());
        row.put("time", Wording.time(decision.timestampNs()));
        row.put("event", event);
        return row;
    }
}
