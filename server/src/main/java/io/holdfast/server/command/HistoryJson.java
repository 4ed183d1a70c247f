// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.replay.history.Decision;
import io.holdfast.replay.history.Effect;
import io.holdfast.replay.history.OrderEvent;
import io.holdfast.replay.history.RecordedCommand;
import io.holdfast.replay.history.StockChange;
import io.holdfast.replay.history.StockMove;
import io.holdfast.replay.history.StockSum;
import io.holdfast.replay.history.Wording;
import java.util.LinkedHashMap;
import java.util.Map;

/** How histories are printed for programs. */
final class HistoryJson {
    private HistoryJson() {}

    static Map<String, Object> of(OrderEvent event) {
        Decision decision = event.decision();
        Map<String, Object> json = begin(event.effect() == null ? "command" : "effect", decision);
        json.put("command", decision.command().kind());
        if (event.effect() == null) {
            json.put("firstSent", Wording.time(decision.firstSentNs()));
            json.put("repeats", decision.repeats());
            json.put("asked", decision.command());
            json.put("outcome", decision.isDecided() ? decision.outcome() : null);
        } else {
            Effect effect = event.effect();
            json.put("effect", effect);
        }
        json.put("stock", event.moves().stream().map(HistoryJson::of).toList());
        return json;
    }

    private static Map<String, Object> of(StockMove move) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("skuId", move.skuId());
        json.put("location", move.location());
        json.put("delta", move.delta());
        return json;
    }

    static Map<String, Object> of(StockChange change) {
        Map<String, Object> json = begin("change", change.decision());
        json.put("skuId", change.move().skuId());
        json.put("location", change.move().location());
        json.put("cause", change.cause());
        if (change.cause().isOfOrder()) {
            json.put("orderId", change.move().orderId());
        }
        RecordedCommand command = change.decision().command();
        json.put("command", command.kind());
        if (!change.cause().isWorkedOff()) {
            putIds(json, command);
        }
        json.put("delta", change.move().delta());
        json.put("after", change.after());
        return json;
    }

    private static void putIds(Map<String, Object> json, RecordedCommand command) {
        if (command instanceof RecordedCommand.AdjustStock adjustment) {
            json.put("adjustmentId", adjustment.adjustmentId());
            json.put("reason", adjustment.reason());
            json.put("reference", adjustment.reference());
        } else if (command instanceof RecordedCommand.TransferStock transfer) {
            json.put("adjustmentId", transfer.adjustmentId());
            json.put("reference", transfer.reference());
        } else if (command instanceof RecordedCommand.ShipOrder shipment) {
            json.put("shipmentId", shipment.shipmentId());
        } else if (command instanceof RecordedCommand.ReturnOrder back) {
            json.put("returnId", back.returnId());
        }
    }

    static Map<String, Object> of(StockSum sum) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("event", "sum");
        json.put("skuId", sum.skuId());
        json.put("location", sum.location());
        json.put("opening", sum.opening());
        json.put("byCause", sum.byCause());
        json.put("together", sum.now());
        json.put("reported", sum.reported());
        json.put("whole", sum.isWhole());
        return json;
    }

    private static Map<String, Object> begin(String event, Decision decision) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("event", event);
        json.put("sequence", decision.sequence());
        json.put("time", Wording.time(decision.timestampNs()));
        return json;
    }
}
