// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static io.holdfast.engine.AllWrong.PLENTY;
import static io.holdfast.engine.codec.ResultCode.*;

import io.holdfast.engine.AllWrong.Room;
import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.Commands.Terms;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.codec.Switch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever combination of checks a command fails, the answer is the code that is declared first. Goes through every
 * combination that can be, where the table of decisions has one row for each two neighbours. What is done to orders that
 * are there is in {@link OrderPrecedenceTest}.
 */
class PrecedenceTest {
    private static final long FREE = 1;
    private static final long LISTED = 2;
    private static final long SUSPENDED = 3;
    private static final long LIMITED = 4;
    private static final long UNKNOWN = 99;

    private final EngineRig rig = EngineRig.unconfigured();
    private long id = 1_000;

    @BeforeEach
    void stockFourSkus() {
        makeRoom();
        rig.defineSku(FREE, null, 0, "");
        rig.defineSku(LISTED, 50L, 0, "");
        rig.defineSku(SUSPENDED, null, 0, "");
        rig.updateSku(SUSPENDED, null, 0, 0, 0, Switch.ON, List.of());
        rig.defineSku(LIMITED, null, 0, "", 3, List.of());
        for (long skuId : List.of(FREE, LISTED, SUSPENDED, LIMITED)) {
            rig.receive(skuId, skuId, PLENTY);
        }
    }

    @Test
    void shouldGiveTheFirstOfTheCodesThatASkuDeserves() {
        for (AllWrong wrong : AllWrong.combinations(
                TOO_OLD, FROM_THE_FUTURE, ID_CONFLICT, CAPACITY, INVALID_QUANTITY, INVALID_PRICE, INVALID_LOCATION)) {
            id++;
            makeRoom();
            if (wrong.is(ID_CONFLICT)) {
                rig.defineSku(id, 7L, 7, "another");
            }
            if (wrong.is(CAPACITY)) {
                rig.configure(new Room(rig.queryEngine().skus(), 0, PLENTY, 0, 0).settings());
            }
            Long listPriceMinor = wrong.is(INVALID_PRICE) ? -1L : 1L;
            int safetyStock = wrong.is(INVALID_QUANTITY) ? -1 : 1;
            wrong.expect(wrong.sent(rig).defineSku(id, listPriceMinor, safetyStock, "one", 1, locations(wrong)));
        }
    }

    @Test
    void shouldGiveTheFirstOfTheCodesThatAnUpdateDeserves() {
        for (AllWrong wrong : AllWrong.combinations(
                TOO_OLD,
                FROM_THE_FUTURE,
                INVALID_QUANTITY,
                INVALID_PRICE,
                INVALID_LOCATION,
                UNKNOWN_SKU,
                VERSION_MISMATCH)) {
            id++;
            rig.defineSku(id, 7L, 7, "");
            wrong.expect(wrong.sent(rig)
                    .updateSku(
                            wrong.is(UNKNOWN_SKU) ? UNKNOWN : id,
                            wrong.is(INVALID_PRICE) ? -1L : 1L,
                            1,
                            wrong.is(INVALID_QUANTITY) ? -1 : 1,
                            wrong.is(VERSION_MISMATCH) ? 2 : 1,
                            Switch.OFF,
                            locations(wrong)));
        }
    }

    @Test
    void shouldGiveTheFirstOfTheCodesThatAnAdjustmentDeserves() {
        for (AllWrong wrong : AllWrong.combinations(
                TOO_OLD, FROM_THE_FUTURE, ID_CONFLICT, CAPACITY, INVALID_QUANTITY, UNKNOWN_SKU, STOCK_IS_PROMISED)) {
            if (wrong.is(INVALID_QUANTITY) && wrong.is(STOCK_IS_PROMISED)) {
                continue; // a delta of 0 takes nothing away
            }
            prepareAdjustment(wrong);
            int delta = wrong.is(INVALID_QUANTITY) ? 0 : wrong.is(STOCK_IS_PROMISED) ? -10 * PLENTY : 1;
            long skuId = wrong.is(UNKNOWN_SKU) ? UNKNOWN : FREE;
            wrong.expect(wrong.sent(rig).adjustStock(id, skuId, 0, delta, AdjustmentReason.DAMAGE));
        }
    }

    @Test
    void shouldGiveTheFirstOfTheCodesThatATransferDeserves() {
        for (AllWrong wrong : AllWrong.combinations(
                TOO_OLD,
                FROM_THE_FUTURE,
                ID_CONFLICT,
                CAPACITY,
                INVALID_QUANTITY,
                INVALID_LOCATION,
                UNKNOWN_SKU,
                STOCK_IS_PROMISED)) {
            if (wrong.is(INVALID_QUANTITY) && wrong.is(STOCK_IS_PROMISED)) {
                continue; // nothing is taken away
            }
            prepareAdjustment(wrong);
            int quantity = wrong.is(INVALID_QUANTITY) ? 0 : wrong.is(STOCK_IS_PROMISED) ? 10 * PLENTY : 1;
            long skuId = wrong.is(UNKNOWN_SKU) ? UNKNOWN : FREE;
            wrong.expect(wrong.sent(rig).transferStock(id, skuId, 0, wrong.is(INVALID_LOCATION) ? 0 : 1, quantity));
        }
    }

    private void prepareAdjustment(AllWrong wrong) {
        id++;
        makeRoom();
        if (wrong.is(ID_CONFLICT)) {
            rig.adjustStock(id, FREE, 0, 1, AdjustmentReason.COUNT);
        }
        if (wrong.is(CAPACITY)) {
            rig.configure(new Room(PLENTY, 0, rig.queryEngine().adjustments(), 0, 0).settings());
        }
    }

    @Test
    void shouldGiveTheFirstOfTheCodesThatAnOrderDeserves() {
        Random shuffle = new Random(1);
        for (AllWrong wrong : AllWrong.combinations(
                TOO_OLD,
                FROM_THE_FUTURE,
                ID_CONFLICT,
                CAPACITY,
                EMPTY_ORDER,
                TOO_MANY_LINES,
                INVALID_QUANTITY,
                INVALID_PRICE,
                INVALID_TIME,
                INVALID_PRIORITY,
                UNKNOWN_SKU,
                SKU_SUSPENDED,
                PRICE_MISMATCH,
                AMOUNT_OVERFLOW,
                CUSTOMER_LIMIT,
                INSUFFICIENT_STOCK)) {
            List<Line> lines = lines(wrong);
            if (wrong.is(EMPTY_ORDER) && !lines.isEmpty()) {
                continue; // no line, nothing wrong with it
            }
            id++;
            makeRoom();
            if (wrong.is(ID_CONFLICT)) {
                rig.submitOrder(id, 8);
            }
            if (wrong.is(CAPACITY)) {
                rig.configure(new Room(PLENTY, rig.queryEngine().orders(), PLENTY, 0, 0).settings());
            }
            if (lines.isEmpty() && !wrong.is(EMPTY_ORDER)) {
                lines.add(Line.of(1, FREE, 1));
            }
            Collections.shuffle(lines, shuffle);
            Terms terms = Terms.of(ShortagePolicy.ALL_OR_NOTHING)
                    .payWithin(wrong.is(INVALID_TIME) ? -1 : 0)
                    .withPriority(wrong.is(INVALID_PRIORITY) ? 8 : 0);
            wrong.expect(wrong.sent(rig).submitOrder(id, 7, terms, lines));
        }
    }

    private static List<Line> lines(AllWrong wrong) {
        List<Line> lines = new ArrayList<>();
        if (wrong.is(INVALID_QUANTITY)) {
            lines.add(Line.of(0, FREE, 1));
        }
        if (wrong.is(INVALID_PRICE)) {
            lines.add(Line.of(1, FREE, -1));
        }
        if (wrong.is(UNKNOWN_SKU)) {
            lines.add(Line.of(1, UNKNOWN, 1));
        }
        if (wrong.is(SKU_SUSPENDED)) {
            lines.add(Line.of(1, SUSPENDED, 1));
        }
        if (wrong.is(PRICE_MISMATCH)) {
            lines.add(Line.of(1, LISTED, 51));
        }
        if (wrong.is(AMOUNT_OVERFLOW)) {
            lines.add(Line.of(1, FREE, Long.MAX_VALUE));
            lines.add(Line.of(1, FREE, 1));
        }
        if (wrong.is(CUSTOMER_LIMIT)) {
            lines.add(Line.of(2, LIMITED, 0));
            lines.add(Line.any(2, LIMITED, 0));
        }
        if (wrong.is(INSUFFICIENT_STOCK)) {
            lines.add(Line.of(PLENTY, LISTED, 50));
            lines.add(Line.of(1, LISTED, 50));
        }
        if (wrong.is(TOO_MANY_LINES)) {
            while (lines.size() <= Engine.MAX_ORDER_LINES) {
                lines.add(Line.of(1, FREE, 0));
            }
        }
        return lines;
    }

    private static List<Integer> locations(AllWrong wrong) {
        return wrong.is(INVALID_LOCATION) ? List.of(1, 2, 1) : List.of(2, 1);
    }

    private void makeRoom() {
        rig.configure(Room.FOR_ALL.settings());
    }
}
