// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.DecisionTable.Row;
import io.holdfast.engine.DecodedAnswer.EngineReport;
import io.holdfast.engine.DecodedAnswer.Header;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.ResultCode;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs rows of a {@link DecisionTable} on an engine. Beside what a row says, it holds for every command that
 *
 * <ul>
 *   <li>a refused one changes nothing, but that an order's or adjustment's id is remembered if it was looked at;
 *   <li>a repeated one changes nothing, and its answer is the original one, with the original's decided sequence;
 *   <li>any other is decided at its own sequence and shows in the digest.
 * </ul>
 */
final class DecisionRun {
    private static final List<Place> PLACES =
            List.of(new Place(1, 0), new Place(1, 1), new Place(2, 0), new Place(3, 0));

    private record Place(long skuId, int location) {}

    /** The state as far as a refusal must not touch it. */
    private record Seen(long digest, int skus, int orders, int adjustments, List<Object> stocks) {}

    private final EngineRig rig = EngineRig.unconfigured();
    private final Map<String, DecodedAnswer> firstAnswers = new HashMap<>();

    void run(List<Row> rows) {
        rows.forEach(this::run);
    }

    private void run(Row row) {
        if (row.command().equals("wait")) {
            rig.advance(row.number(1));
            return;
        }
        Seen before = see();
        rig.sentAfter(DecisionTable.number(row.options().getOrDefault("sent", "0")));
        DecodedAnswer answer = execute(row);
        assertEquals(row.code(), answer.code(), row::toString);
        Map<String, Object> fields = fields(answer);
        row.fields().forEach((name, expected) -> {
            assertTrue(fields.containsKey(name), () -> row + ": there is no field " + name + " in " + fields);
            assertEquals(valueOf(expected, fields.get(name)), fields.get(name), () -> row + ": " + name);
        });
        if (row.over() != null) {
            assertTrue(row.code().compareTo(row.over()) < 0, () -> row + ": precedence is the order of declaration");
        }
        expectEffect(row, answer, before, see());
    }

    private void expectEffect(Row row, DecodedAnswer answer, Seen before, Seen after) {
        boolean isQuery = List.of("stock", "order", "engine").contains(row.command());
        String words =
                row.words() + (row.command().equals("settings") ? row.options().toString() : "");
        if (row.again()) {
            assertEquals(original(firstAnswers.get(words)), original(answer), row::toString);
        } else if (!isQuery) {
            assertEquals(answer.header().sequence(), answer.header().decidedSequence(), row::toString);
            firstAnswers.put(words, answer);
        }
        boolean isRefused = row.code() != ResultCode.OK;
        boolean wasLookedAt = row.code().compareTo(ResultCode.CAPACITY) > 0;
        if (isQuery || row.again() || (isRefused && !(remembersRefusals(row) && wasLookedAt))) {
            assertEquals(before, after, () -> row + ": nothing must change");
        } else {
            assertNotEquals(before.digest, after.digest, () -> row + ": the digest must change");
            if (isRefused) {
                assertEquals(before.stocks, after.stocks, () -> row + ": stock must not change");
                assertEquals(before.skus, after.skus, row::toString);
                assertEquals(
                        before.orders + before.adjustments + 1,
                        after.orders + after.adjustments,
                        () -> row + ": its id must be remembered");
            }
        }
    }

    private static boolean remembersRefusals(Row row) {
        return row.command().equals("submit") || row.command().equals("adjust");
    }

    private DecodedAnswer execute(Row row) {
        return switch (row.command()) {
            case "sku" ->
                rig.defineSku(
                        row.number(1),
                        row.words().get(2).equals("none") ? null : row.number(2),
                        (int) row.number(3),
                        row.word(4, ""));
            case "adjust" ->
                rig.adjustStock(
                        row.number(1),
                        skuOf(row.words().get(2)),
                        locationOf(row.words().get(2)),
                        (int) row.number(3),
                        AdjustmentReason.valueOf(row.word(4, "RECEIPT")));
            case "submit" -> rig.submitOrder(row.number(1), row.number(2), lines(row));
            case "confirm" -> rig.confirmOrder(row.number(1), row.number(2));
            case "cancel" -> rig.cancelOrder(row.number(1));
            case "settings" -> rig.configure(settings(row, rig.engine().settings()));
            case "stock" ->
                rig.queryStock(skuOf(row.words().get(1)), locationOf(row.words().get(1)));
            case "order" -> rig.queryOrder(row.number(1));
            case "engine" -> rig.queryEngine();
            default -> throw new AssertionError(row + ": unknown command");
        };
    }

    private static List<Line> lines(Row row) {
        List<Line> lines = new ArrayList<>();
        for (String word : row.words().subList(3, row.words().size())) {
            int star = word.indexOf('*');
            int times = star < 0 ? 1 : Integer.parseInt(word.substring(0, star));
            String[] parts = word.substring(star + 1).split("[x@]", -1);
            Line line = new Line(
                    skuOf(parts[1]), locationOf(parts[1]), (int) DecisionTable.number(parts[0]), number(parts[2]));
            for (int i = 0; i < times; i++) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static long skuOf(String place) {
        return number(place.split("/", -1)[0]);
    }

    private static int locationOf(String place) {
        return place.contains("/") ? Integer.parseInt(place.split("/", -1)[1]) : 0;
    }

    private static long number(String text) {
        return DecisionTable.number(text);
    }

    private static EngineSettings settings(Row row, EngineSettings now) {
        return new EngineSettings(
                option(row, "retention", now.retentionWindowNs()),
                option(row, "tolerance", now.futureToleranceNs()),
                (int) option(row, "skus", now.maxSkus()),
                (int) option(row, "stocks", now.maxStocks()),
                (int) option(row, "orders", now.maxOrders()),
                (int) option(row, "lines", now.maxOrderLines()),
                (int) option(row, "adjustments", now.maxAdjustments()));
    }

    private static long option(Row row, String name, long otherwise) {
        return row.options().containsKey(name) ? number(row.options().get(name)) : otherwise;
    }

    private Seen see() {
        EngineReport engine = rig.queryEngine();
        List<Object> stocks = new ArrayList<>();
        for (Place place : PLACES) {
            Map<String, Object> stock = fields(rig.queryStock(place.skuId, place.location));
            stock.keySet().removeAll(List.of("correlationId", "sequence", "decided"));
            stocks.add(stock);
        }
        return new Seen(engine.digest(), engine.skus(), engine.orders(), engine.adjustments(), stocks);
    }

    /** An answer without what a repeat has of its own. */
    private static Map<String, Object> original(DecodedAnswer answer) {
        Map<String, Object> fields = fields(answer);
        fields.keySet().removeAll(List.of("correlationId", "sequence"));
        return fields;
    }

    /** An answer's fields by short names: total for totalMinor, decided for decidedSequence. */
    private static Map<String, Object> fields(DecodedAnswer answer) {
        Map<String, Object> fields = new LinkedHashMap<>();
        collect(answer.header(), fields);
        collect((Record) answer, fields);
        return fields;
    }

    private static void collect(Record holder, Map<String, Object> fields) {
        for (RecordComponent component : holder.getClass().getRecordComponents()) {
            if (component.getType() != Header.class) {
                String name = component.getName().replaceAll("(Due)?Minor$|(?<=.)Sequence$", "");
                fields.put(name, valueOf(holder, component));
            }
        }
    }

    private static Object valueOf(Record holder, RecordComponent component) {
        try {
            Object value = component.getAccessor().invoke(holder);
            return value instanceof List<?> lines ? textOf(lines) : value;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(component.toString(), e);
        }
    }

    private static String textOf(List<?> lines) {
        return lines.isEmpty()
                ? "[]"
                : lines.stream()
                        .map(Line.class::cast)
                        .map(line -> line.quantity() + "x" + line.skuId() + "@" + line.unitPriceMinor())
                        .collect(Collectors.joining(","));
    }

    /** What the table's text says, in the type of what it is compared with. */
    private static Object valueOf(String text, Object like) {
        if (like instanceof Long) {
            return number(text);
        }
        if (like instanceof Integer) {
            return (int) number(text);
        }
        if (like instanceof Enum<?> constant) {
            return Enum.valueOf(constant.getDeclaringClass(), text);
        }
        return text.equals("null") ? null : text;
    }
}
