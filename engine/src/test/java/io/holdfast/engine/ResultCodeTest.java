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
        assertEquals(
                List.of(
                        OK,
                        TOO_LARGE,
                        MALFORMED,
                        UNSUPPORTED_VERSION,
                        NOT_AUTHENTICATED,
                        SESSION_LIMIT,
                        NOT_PERMITTED,
                        DEADLINE_PASSED,
                        STOPPING,
                        READ_ONLY,
                        OVERLOADED,
                        TOO_OLD,
                        FROM_THE_FUTURE,
                        ID_CONFLICT,
                        CAPACITY,
                        INVALID_SETTINGS,
                        EMPTY_ORDER,
                        TOO_MANY_LINES,
                        INVALID_QUANTITY,
                        INVALID_PRICE,
                        INVALID_TIME,
                        INVALID_PRIORITY,
                        INVALID_LOCATION,
                        UNKNOWN_SKU,
                        SKU_SUSPENDED,
                        PRICE_MISMATCH,
                        AMOUNT_OVERFLOW,
                        CUSTOMER_LIMIT,
                        INSUFFICIENT_STOCK,
                        UNKNOWN_ORDER,
                        ORDER_REJECTED,
                        ORDER_CANCELLED,
                        ORDER_EXPIRED,
                        ORDER_WAITING,
                        ORDER_NOT_PAID,
                        ORDER_FULFILLED,
                        PAID_AMOUNT_MISMATCH,
                        VERSION_MISMATCH,
                        UNKNOWN_LINE,
                        NOT_SO_MANY_ALLOCATED,
                        NOT_SO_MANY_SHIPPED,
                        QUANTITY_OVERFLOW,
                        STOCK_IS_PROMISED),
                Arrays.stream(ResultCode.values())
                        .filter(code -> code != NULL_VAL)
                        .toList());
    }

    /**
     * A code's number says nothing of its precedence: those of version 1 ascend, but the later ones were put between them
     * where they belong, and a number, once given, stays.
     */
    @Test
    void shouldKeepTheNumbersOfTheFirstVersion() {
        Map<Integer, ResultCode> first =
                new TreeMap<>(Map.of(20, TOO_OLD, 21, FROM_THE_FUTURE, 22, ID_CONFLICT, 23, CAPACITY));
        first.putAll(Map.of(30, INVALID_SETTINGS, 31, EMPTY_ORDER, 32, TOO_MANY_LINES, 33, INVALID_QUANTITY));
        first.putAll(Map.of(34, INVALID_PRICE, 35, UNKNOWN_SKU, 36, PRICE_MISMATCH, 37, AMOUNT_OVERFLOW));
        first.putAll(Map.of(38, INSUFFICIENT_STOCK, 50, UNKNOWN_ORDER, 51, ORDER_REJECTED, 52, ORDER_CANCELLED));
        first.putAll(Map.of(53, PAID_AMOUNT_MISMATCH, 60, QUANTITY_OVERFLOW, 61, STOCK_IS_PROMISED));
        first.forEach((number, code) -> assertEquals(code, ResultCode.get(number.shortValue())));
        assertEquals(first.values().stream().sorted().toList(), List.copyOf(first.values()));
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
        rows().filter(row -> row.code() != null && !row.isQuery())
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
