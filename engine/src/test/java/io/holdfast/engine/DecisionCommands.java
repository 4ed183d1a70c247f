// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.Commands.ReturnLine;
import io.holdfast.engine.Commands.ShipLine;
import io.holdfast.engine.Commands.Terms;
import io.holdfast.engine.DecisionTable.Row;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.LatePayment;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.codec.Switch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Turns rows of a {@link DecisionTable} into commands and queries. */
final class DecisionCommands {
    private final EngineRig rig;

    DecisionCommands(EngineRig rig) {
        this.rig = rig;
    }

    DecodedAnswer execute(Row row) {
        rig.sentAfter(row.option("sent", 0));
        return switch (row.command()) {
            case "sku" ->
                rig.defineSku(row.number(1), price(row), (int) row.number(3), row.word(4, ""), limit(row), from(row));
            case "update" ->
                rig.updateSku(
                        row.number(1),
                        price(row),
                        (int) row.number(3),
                        limit(row),
                        version(row),
                        Switch.valueOf(row.option("suspended", "OFF")),
                        from(row));
            case "adjust" ->
                rig.adjustStock(
                        row.number(1),
                        whichOf(row.words().get(2)),
                        locationOf(row.words().get(2), 0),
                        (int) row.number(3),
                        AdjustmentReason.valueOf(row.word(4, "RECEIPT")),
                        row.option("for", ""));
            case "transfer" ->
                rig.transferStock(
                        row.number(1),
                        whichOf(row.words().get(2)),
                        locationOf(row.words().get(2), 0),
                        (int) row.number(3),
                        (int) row.number(4),
                        row.option("for", ""));
            case "submit" ->
                rig.submitOrder(row.number(1), row.number(2), terms(row), lines(row, 3, DecisionCommands::line));
            case "confirm" -> rig.confirmOrder(row.number(1), row.number(2), version(row));
            case "cancel" -> rig.cancelOrder(row.number(1), version(row));
            case "ship" ->
                rig.shipOrder(row.number(1), row.number(2), version(row), lines(row, 3, DecisionCommands::shipLine));
            case "return" ->
                rig.returnOrder(
                        row.number(1),
                        row.number(2),
                        version(row),
                        location(row.option("to", "ANY")),
                        Switch.valueOf(row.option("restock", "ON")),
                        lines(row, 3, DecisionCommands::returnLine));
            case "settings" -> rig.configure(settings(row, rig.engine().settings()));
            case "tick" -> rig.tick();
            case "stock" ->
                rig.queryStock(
                        whichOf(row.words().get(1)), locationOf(row.words().get(1), 0));
            case "order" -> rig.queryOrder(row.number(1));
            case "terms" -> rig.querySku(row.number(1));
            case "engine" -> rig.queryEngine();
            default -> throw new AssertionError(row + ": unknown command");
        };
    }

    private static Long price(Row row) {
        return row.words().get(2).equals("none") ? null : (Long) row.number(2);
    }

    private static int limit(Row row) {
        return (int) row.option("limit", 0);
    }

    private static int version(Row row) {
        return (int) row.option("version", 0);
    }

    /** The location order; {@code 0-16} is 0, 1, 2 and so on up to 16. */
    private static List<Integer> from(Row row) {
        List<Integer> locations = new ArrayList<>();
        for (String word : row.option("from", "").split(",", -1)) {
            String[] ends = word.split("-", -1);
            if (!word.isEmpty()) {
                for (int i = location(ends[0]); i <= location(ends[ends.length - 1]); i++) {
                    locations.add(i);
                }
            }
        }
        return locations;
    }

    private static Terms terms(Row row) {
        return new Terms(
                ShortagePolicy.valueOf(row.option("policy", "ALL_OR_NOTHING")),
                row.option("pay", 0),
                row.option("wait", 0),
                (int) row.option("priority", 0),
                LatePayment.valueOf(row.option("late", "REFUSE")));
    }

    /** The lines from a word on; a number and a star before one say how many there are of it. */
    private static <T> List<T> lines(Row row, int from, Function<String[], T> line) {
        List<T> lines = new ArrayList<>();
        for (String word : row.words().subList(from, row.words().size())) {
            int star = word.indexOf('*');
            int times = star < 0 ? 1 : Integer.parseInt(word.substring(0, star));
            String[] parts = word.substring(star + 1).split("[x@]", -1);
            for (int i = 0; i < times; i++) {
                lines.add(line.apply(parts));
            }
        }
        return lines;
    }

    private static Line line(String... parts) {
        return new Line(whichOf(parts[1]), locationOf(parts[1], 0), (int) number(parts[0]), number(parts[2]));
    }

    private static ShipLine shipLine(String... parts) {
        return new ShipLine((int) whichOf(parts[1]), locationOf(parts[1], Commands.ANY), (int) number(parts[0]));
    }

    private static ReturnLine returnLine(String... parts) {
        return new ReturnLine((int) number(parts[1]), (int) number(parts[0]));
    }

    /** The SKU or the line of a place. */
    private static long whichOf(String place) {
        return number(place.split("/", -1)[0]);
    }

    static int locationOf(String place, int otherwise) {
        return place.contains("/") ? location(place.split("/", -1)[1]) : otherwise;
    }

    private static int location(String text) {
        return text.equals("ANY") ? Commands.ANY : Integer.parseInt(text);
    }

    private static long number(String text) {
        return DecisionTable.number(text);
    }

    private static EngineSettings settings(Row row, EngineSettings now) {
        return new EngineSettings(
                row.option("retention", now.retentionWindowNs()),
                row.option("tolerance", now.futureToleranceNs()),
                (int) row.option("skus", now.maxSkus()),
                (int) row.option("stocks", now.maxStocks()),
                (int) row.option("orders", now.maxOrders()),
                (int) row.option("lines", now.maxOrderLines()),
                (int) row.option("adjustments", now.maxAdjustments()),
                (int) row.option("shipments", now.maxShipments()),
                (int) row.option("returns", now.maxReturns()),
                (int) row.option("work", now.workPerCommand()),
                row.option("pay", now.timeToPayNs()),
                row.option("wait", now.timeToWaitNs()));
    }
}
