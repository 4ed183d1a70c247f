// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static io.holdfast.engine.codec.ResultCode.*;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.ResultCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever combination of checks a command fails, the answer is the code that is declared first. Goes through every
 * combination that can be, where the table of decisions has one row for each two neighbours.
 */
class PrecedenceTest {
    private static final long FREE = 1;
    private static final long LISTED = 2;
    private static final long UNKNOWN = 99;
    private static final int PLENTY = 10_000;

    private final EngineRig rig = EngineRig.configured();
    private long id = 1_000;

    @BeforeEach
    void stockTwoSkus() {
        makeRoom();
        rig.defineSku(FREE, null, 0, "");
        rig.defineSku(LISTED, 50L, 0, "");
        rig.receive(1, FREE, PLENTY);
        rig.receive(2, LISTED, PLENTY);
    }

    @Test
    void shouldGiveTheFirstOfTheCodesThatASkuDeserves() {
        for (Set<ResultCode> wrong :
                combinations(TOO_OLD, FROM_THE_FUTURE, ID_CONFLICT, CAPACITY, INVALID_QUANTITY, INVALID_PRICE)) {
            id++;
            makeRoom();
            if (wrong.contains(ID_CONFLICT)) {
                rig.defineSku(id, 7L, 7, "another");
            }
            if (wrong.contains(CAPACITY)) {
                rig.configure(settings(rig.queryEngine().skus(), PLENTY, PLENTY));
            }
            Long listPriceMinor = wrong.contains(INVALID_PRICE) ? -1L : 1L;
            int safetyStock = wrong.contains(INVALID_QUANTITY) ? -1 : 1;
            expect(wrong, sent(wrong).defineSku(id, listPriceMinor, safetyStock, "one"));
        }
    }

    @Test
    void shouldGiveTheFirstOfTheCodesThatAnAdjustmentDeserves() {
        for (Set<ResultCode> wrong : combinations(
                TOO_OLD, FROM_THE_FUTURE, ID_CONFLICT, CAPACITY, INVALID_QUANTITY, UNKNOWN_SKU, STOCK_IS_PROMISED)) {
            if (wrong.containsAll(Set.of(INVALID_QUANTITY, STOCK_IS_PROMISED))) {
                continue; // a delta of 0 takes nothing away
            }
            id++;
            makeRoom();
            if (wrong.contains(ID_CONFLICT)) {
                rig.adjustStock(id, FREE, 0, 1, AdjustmentReason.COUNT);
            }
            if (wrong.contains(CAPACITY)) {
                rig.configure(settings(PLENTY, PLENTY, rig.queryEngine().adjustments()));
            }
            int delta = wrong.contains(INVALID_QUANTITY) ? 0 : wrong.contains(STOCK_IS_PROMISED) ? -10 * PLENTY : 1;
            long skuId = wrong.contains(UNKNOWN_SKU) ? UNKNOWN : FREE;
            expect(wrong, sent(wrong).adjustStock(id, skuId, 0, delta, AdjustmentReason.DAMAGE));
        }
    }

    @Test
    void shouldGiveTheFirstOfTheCodesThatAnOrderDeserves() {
        Random shuffle = new Random(1);
        for (Set<ResultCode> wrong : combinations(
                TOO_OLD,
                FROM_THE_FUTURE,
                ID_CONFLICT,
                CAPACITY,
                EMPTY_ORDER,
                TOO_MANY_LINES,
                INVALID_QUANTITY,
                INVALID_PRICE,
                UNKNOWN_SKU,
                PRICE_MISMATCH,
                AMOUNT_OVERFLOW,
                INSUFFICIENT_STOCK)) {
            List<Line> lines = lines(wrong);
            if (wrong.contains(EMPTY_ORDER) && !lines.isEmpty()) {
                continue; // no line, nothing wrong with it
            }
            id++;
            makeRoom();
            if (wrong.contains(ID_CONFLICT)) {
                rig.submitOrder(id, 8, Line.of(1, FREE, 1));
            }
            if (wrong.contains(CAPACITY)) {
                rig.configure(settings(PLENTY, rig.queryEngine().orders(), PLENTY));
            }
            if (lines.isEmpty() && !wrong.contains(EMPTY_ORDER)) {
                lines.add(Line.of(1, FREE, 1));
            }
            Collections.shuffle(lines, shuffle);
            expect(wrong, sent(wrong).submitOrder(id, 7, lines));
        }
    }

    @Test
    void shouldGiveTheFirstOfTheCodesThatAConfirmationDeserves() {
        for (Set<ResultCode> wrong : combinations(
                TOO_OLD,
                FROM_THE_FUTURE,
                INVALID_PRICE,
                UNKNOWN_ORDER,
                ORDER_REJECTED,
                ORDER_CANCELLED,
                PAID_AMOUNT_MISMATCH)) {
            if (prepareOrder(wrong)) {
                long paidMinor = wrong.contains(INVALID_PRICE) ? -1 : wrong.contains(PAID_AMOUNT_MISMATCH) ? 4 : 5;
                expect(wrong, sent(wrong).confirmOrder(id, paidMinor));
            }
        }
    }

    @Test
    void shouldGiveTheFirstOfTheCodesThatACancellationDeserves() {
        for (Set<ResultCode> wrong : combinations(TOO_OLD, FROM_THE_FUTURE, UNKNOWN_ORDER, ORDER_REJECTED)) {
            if (prepareOrder(wrong)) {
                expect(wrong, sent(wrong).cancelOrder(id));
            }
        }
    }

    /** Brings an order with a total of 5 into a state; false if no order can be in that state. */
    private boolean prepareOrder(Set<ResultCode> wrong) {
        EnumSet<ResultCode> states = EnumSet.of(UNKNOWN_ORDER, ORDER_REJECTED, ORDER_CANCELLED);
        states.retainAll(wrong);
        id++;
        makeRoom();
        if (!wrong.contains(UNKNOWN_ORDER)) {
            rig.submitOrder(id, 7, Line.of(wrong.contains(ORDER_REJECTED) ? 10 * PLENTY : 1, FREE, 5));
        }
        if (wrong.contains(ORDER_CANCELLED)) {
            rig.cancelOrder(id);
        }
        return states.size() <= 1;
    }

    private static List<Line> lines(Set<ResultCode> wrong) {
        List<Line> lines = new ArrayList<>();
        if (wrong.contains(INVALID_QUANTITY)) {
            lines.add(Line.of(0, FREE, 1));
        }
        if (wrong.contains(INVALID_PRICE)) {
            lines.add(Line.of(1, FREE, -1));
        }
        if (wrong.contains(UNKNOWN_SKU)) {
            lines.add(Line.of(1, UNKNOWN, 1));
        }
        if (wrong.contains(PRICE_MISMATCH)) {
            lines.add(Line.of(1, LISTED, 51));
        }
        if (wrong.contains(AMOUNT_OVERFLOW)) {
            lines.add(Line.of(1, FREE, Long.MAX_VALUE));
            lines.add(Line.of(1, FREE, 1));
        }
        if (wrong.contains(INSUFFICIENT_STOCK)) {
            lines.add(Line.of(PLENTY, LISTED, 50));
            lines.add(Line.of(1, LISTED, 50));
        }
        if (wrong.contains(TOO_MANY_LINES)) {
            while (lines.size() <= Engine.MAX_ORDER_LINES) {
                lines.add(Line.of(1, FREE, 0));
            }
        }
        return lines;
    }

    private EngineRig sent(Set<ResultCode> wrong) {
        return rig.sentAfter(wrong.contains(TOO_OLD) ? -101 : wrong.contains(FROM_THE_FUTURE) ? 11 : 0);
    }

    private static void expect(Set<ResultCode> wrong, DecodedAnswer answer) {
        assertEquals(wrong.isEmpty() ? OK : Collections.min(wrong), answer.code(), wrong::toString);
    }

    private void makeRoom() {
        rig.configure(settings(PLENTY, PLENTY, PLENTY));
    }

    private static EngineSettings settings(int maxSkus, int maxOrders, int maxAdjustments) {
        return new EngineSettings(100, 10, maxSkus, PLENTY, maxOrders, PLENTY, maxAdjustments);
    }

    /** Every set of these codes but those that are both too old and from the future. */
    private static List<Set<ResultCode>> combinations(ResultCode... codes) {
        List<Set<ResultCode>> combinations = new ArrayList<>();
        for (int bits = 0; bits < 1 << codes.length; bits++) {
            Set<ResultCode> combination = EnumSet.noneOf(ResultCode.class);
            for (int i = 0; i < codes.length; i++) {
                if ((bits & 1 << i) != 0) {
                    combination.add(codes[i]);
                }
            }
            if (!combination.containsAll(Set.of(TOO_OLD, FROM_THE_FUTURE))) {
                combinations.add(combination);
            }
        }
        return combinations;
    }
}
