// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static io.holdfast.engine.codec.ResultCode.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.holdfast.engine.DecisionTable.Pair;
import io.holdfast.engine.DecisionTable.Row;
import io.holdfast.engine.codec.ResultCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every result the engine can give, and which one where several could be given: the table in {@code decisions.txt}. */
class ResultCodeTest {
    /** Numbers from here on are given after the sequence, by the engine. */
    private static final int FIRST_OF_THE_ENGINE = 20;

    private static final DecisionTable TABLE = DecisionTable.read();

    @TestFactory
    Stream<DynamicTest> shouldDecideAsTheTableSays() {
        return TABLE.sections().stream()
                .map(section -> dynamicTest(section.title(), () -> {
                    DecisionRun run = new DecisionRun();
                    run.run(TABLE.given());
                    run.run(section.rows());
                }));
    }

    @Test
    void shouldDeclareTheCodesInTheOrderOfPrecedence() {
        List<ResultCode> expected = List.of(
                TOO_OLD,
                FROM_THE_FUTURE,
                ID_CONFLICT,
                CAPACITY,
                INVALID_SETTINGS,
                EMPTY_ORDER,
                TOO_MANY_LINES,
                INVALID_QUANTITY,
                INVALID_PRICE,
                UNKNOWN_SKU,
                PRICE_MISMATCH,
                AMOUNT_OVERFLOW,
                INSUFFICIENT_STOCK,
                UNKNOWN_ORDER,
                ORDER_REJECTED,
                ORDER_CANCELLED,
                PAID_AMOUNT_MISMATCH,
                QUANTITY_OVERFLOW,
                STOCK_IS_PROMISED);
        assertEquals(expected, List.copyOf(codesOfTheEngine()));
        assertEquals(
                expected,
                expected.stream().sorted((a, b) -> a.value() - b.value()).toList());
    }

    @Test
    void shouldReachEveryCodeOfTheEngine() {
        Set<ResultCode> expected = codesOfTheEngine();
        expected.remove(QUANTITY_OVERFLOW); // takes 2^32 adjustments: see QuantityOverflowTest
        expected.add(OK);
        Set<ResultCode> reached = EnumSet.noneOf(ResultCode.class);
        codesByCommand().values().forEach(reached::addAll);
        assertEquals(expected, reached);
    }

    /** For each code of a command, the nearest one before and after it with which it can meet. */
    @Test
    void shouldShowWhichOfTwoNeighboursComesFirst() {
        Set<Pair> missing = new HashSet<>();
        codesByCommand().forEach((command, codes) -> {
            List<ResultCode> ordered = new ArrayList<>(codes);
            ordered.remove(OK);
            for (int i = 0; i < ordered.size(); i++) {
                nearest(command, ordered, i, 1).forEach(missing::add);
                nearest(command, ordered, i, -1).forEach(missing::add);
            }
        });
        rows().filter(row -> row.over() != null)
                .forEach(row -> missing.remove(new Pair(row.command(), row.code(), row.over())));
        assertTrue(missing.isEmpty(), () -> "there should be a row for each of " + missing);
    }

    @Test
    void shouldNotCallAPairImpossibleThatTheTableShows() {
        rows().filter(row -> row.over() != null).forEach(row -> {
            Pair pair = new Pair(row.command(), row.code(), row.over());
            assertTrue(!TABLE.impossible().contains(pair), row::toString);
        });
    }

    private static Stream<Pair> nearest(String command, List<ResultCode> codes, int i, int step) {
        for (int k = i + step; k >= 0 && k < codes.size(); k += step) {
            Pair pair = new Pair(command, codes.get(Math.min(i, k)), codes.get(Math.max(i, k)));
            if (!TABLE.impossible().contains(pair)) {
                return Stream.of(pair);
            }
        }
        return Stream.empty();
    }

    private static Map<String, Set<ResultCode>> codesByCommand() {
        Map<String, Set<ResultCode>> codes = new TreeMap<>();
        rows().filter(row -> List.of("sku", "adjust", "submit", "confirm", "cancel", "settings")
                        .contains(row.command()))
                .forEach(row -> codes.computeIfAbsent(row.command(), any -> EnumSet.noneOf(ResultCode.class))
                        .add(row.code()));
        return codes;
    }

    private static Stream<Row> rows() {
        return TABLE.sections().stream().flatMap(section -> section.rows().stream());
    }

    private static EnumSet<ResultCode> codesOfTheEngine() {
        EnumSet<ResultCode> codes = EnumSet.noneOf(ResultCode.class);
        Arrays.stream(ResultCode.values())
                .filter(code -> code.value() >= FIRST_OF_THE_ENGINE && code != NULL_VAL)
                .forEach(codes::add);
        return codes;
    }
}
