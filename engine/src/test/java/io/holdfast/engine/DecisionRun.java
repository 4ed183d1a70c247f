// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.DecisionTable.Change;
import io.holdfast.engine.DecisionTable.Row;
import io.holdfast.engine.DecodedAnswer.EngineReport;
import io.holdfast.engine.codec.ResultCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs rows of a {@link DecisionTable} on an engine. Beside what a row says, it holds for every command that
 *
 * <ul>
 *   <li>what the engine does by itself with it is what the row says, and nothing if it says nothing;
 *   <li>a refused one changes nothing else, but that an id of its own is remembered if it was looked at;
 *   <li>a repeated one changes nothing, and its answer is the original one, with the original's decided sequence;
 *   <li>any other is decided at its own sequence and shows in the digest.
 * </ul>
 */
final class DecisionRun {
    private static final List<Place> PLACES =
            List.of(new Place(1, 0), new Place(1, 1), new Place(1, 2), new Place(2, 0), new Place(3, 0));

    /** Those that have an id of their own, which is remembered even if they are refused. */
    private static final Set<String> REMEMBERED = Set.of("submit", "adjust", "transfer", "ship", "return");

    private record Place(long skuId, int location) {}

    /** The state as far as a refusal must not touch it. */
    private record Seen(long digest, int skus, int remembered, List<Object> stocks) {}

    private final EngineRig rig = EngineRig.unconfigured();
    private final DecisionCommands commands = new DecisionCommands(rig);
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
        DecodedAnswer answer = commands.execute(row);
        String effects = row.isQuery() ? "[]" : AnswerFields.textOf(rig.sideEffects());
        assertEquals(row.code(), answer.code(), row::toString);
        Map<String, Object> fields = AnswerFields.of(answer);
        fields.put("effects", effects);
        row.fields().forEach((name, expected) -> {
            assertTrue(fields.containsKey(name), () -> row + ": there is no field " + name + " in " + fields);
            assertEquals(valueOf(expected, fields.get(name)), fields.get(name), () -> row + ": " + name);
        });
        assertEquals(row.fields().getOrDefault("effects", "[]"), effects, () -> row + ": effects");
        if (row.over() != null) {
            assertTrue(row.code().compareTo(row.over()) < 0, () -> row + ": precedence is the order of declaration");
        }
        expectAnswer(row, answer);
        if (effects.equals("[]") && !row.command().equals("tick")) {
            expectEffect(row, before, see());
        }
    }

    private void expectAnswer(Row row, DecodedAnswer answer) {
        long sequence = answer.header().sequence();
        long decided = answer.header().decidedSequence();
        switch (row.change()) {
            case AGAIN -> assertEquals(original(firstAnswers.get(content(row))), original(answer), row::toString);
            case UNCHANGED -> assertTrue(decided < sequence, row::toString);
            case NEW -> {
                assertTrue(row.isQuery() || decided == sequence, row::toString);
                firstAnswers.put(content(row), answer);
            }
        }
    }

    private static void expectEffect(Row row, Seen before, Seen after) {
        boolean isRefused = row.code() != ResultCode.OK;
        boolean isRemembered = REMEMBERED.contains(row.command()) && row.code().compareTo(ResultCode.CAPACITY) > 0;
        if (row.isQuery() || row.change() != Change.NEW || (isRefused && !isRemembered)) {
            assertEquals(before, after, () -> row + ": nothing must change");
        } else {
            assertNotEquals(before.digest, after.digest, () -> row + ": the digest must change");
            if (isRefused) {
                assertEquals(before.stocks, after.stocks, () -> row + ": stock must not change");
                assertEquals(before.skus, after.skus, row::toString);
                assertEquals(before.remembered + 1, after.remembered, () -> row + ": its id must be remembered");
            }
        }
    }

    /** What makes two rows the same command: all but when it was sent. */
    private static String content(Row row) {
        Map<String, String> options = new HashMap<>(row.options());
        options.remove("sent");
        return row.words() + options.toString();
    }

    private Seen see() {
        EngineReport engine = rig.queryEngine();
        List<Object> stocks = new ArrayList<>();
        for (Place place : PLACES) {
            Map<String, Object> stock = AnswerFields.of(rig.queryStock(place.skuId, place.location));
            stock.keySet().removeAll(List.of("correlationId", "sequence", "decided"));
            stocks.add(stock);
        }
        int remembered = engine.orders() + engine.adjustments() + engine.shipments() + engine.returns();
        return new Seen(engine.digest(), engine.skus(), remembered, stocks);
    }

    /** An answer without what a repeat has of its own. */
    private static Map<String, Object> original(DecodedAnswer answer) {
        Map<String, Object> fields = AnswerFields.of(answer);
        fields.keySet().removeAll(List.of("correlationId", "sequence"));
        return fields;
    }

    /** What the table's text says, in the type of what it is compared with; +n is so long after now. */
    private Object valueOf(String text, Object like) {
        if (like instanceof Long) {
            return text.startsWith("+")
                    ? (Object) (rig.timeNs() + DecisionTable.number(text))
                    : DecisionTable.number(text);
        }
        if (like instanceof Integer) {
            return (int) DecisionTable.number(text);
        }
        if (like instanceof Enum<?> constant) {
            return Enum.valueOf(constant.getDeclaringClass(), text);
        }
        return text.equals("null") ? null : text;
    }
}
