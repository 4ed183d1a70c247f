// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static io.holdfast.engine.AllWrong.PLENTY;
import static io.holdfast.engine.codec.ResultCode.*;

import io.holdfast.engine.AllWrong.Room;
import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.Commands.ReturnLine;
import io.holdfast.engine.Commands.ShipLine;
import io.holdfast.engine.Commands.Terms;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.codec.Switch;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** As {@link PrecedenceTest}, for what is done to orders: in every state, and whatever else is wrong. */
class OrderPrecedenceTest {
    private static final long SKU = 1;
    private static final long SOLD_OUT = 2;
    private static final long TOTAL_MINOR = 5;

    /** What tells of an order that it is in the wrong state for a command; it is in one state. */
    private static final Set<ResultCode> STATES = EnumSet.of(
            UNKNOWN_ORDER,
            ORDER_REJECTED,
            ORDER_CANCELLED,
            ORDER_EXPIRED,
            ORDER_WAITING,
            ORDER_NOT_PAID,
            ORDER_FULFILLED);

    private final EngineRig rig = EngineRig.unconfigured();
    private long id = 1_000;

    @BeforeEach
    void stockASku() {
        makeRoom();
        rig.defineSku(SKU, null, 0, "");
        rig.defineSku(SOLD_OUT, null, 0, "");
        rig.receive(1, SKU, PLENTY);
    }

    @Test
    void shouldGiveTheFirstOfTheCodesThatAConfirmationDeserves() {
        for (AllWrong wrong : combinations(
                TOO_OLD,
                FROM_THE_FUTURE,
                INVALID_PRICE,
                UNKNOWN_ORDER,
                ORDER_REJECTED,
                ORDER_CANCELLED,
                ORDER_EXPIRED,
                ORDER_WAITING,
                PAID_AMOUNT_MISMATCH,
                VERSION_MISMATCH)) {
            submit(wrong);
            long paidMinor = wrong.is(INVALID_PRICE) ? -1 : wrong.is(PAID_AMOUNT_MISMATCH) ? 4 : TOTAL_MINOR;
            wrong.expect(wrong.sent(rig).confirmOrder(id, paidMinor, wrong.is(VERSION_MISMATCH) ? 9 : 1));
        }
    }

    @Test
    void shouldGiveTheFirstOfTheCodesThatACancellationDeserves() {
        for (AllWrong wrong : combinations(
                TOO_OLD,
                FROM_THE_FUTURE,
                UNKNOWN_ORDER,
                ORDER_REJECTED,
                ORDER_EXPIRED,
                ORDER_FULFILLED,
                VERSION_MISMATCH)) {
            submit(wrong);
            wrong.expect(wrong.sent(rig).cancelOrder(id, wrong.is(VERSION_MISMATCH) ? 9 : 1));
        }
    }

    @Test
    void shouldGiveTheFirstOfTheCodesThatAShipmentDeserves() {
        for (AllWrong wrong : combinations(
                TOO_OLD,
                FROM_THE_FUTURE,
                ID_CONFLICT,
                CAPACITY,
                TOO_MANY_LINES,
                INVALID_QUANTITY,
                UNKNOWN_ORDER,
                ORDER_REJECTED,
                ORDER_CANCELLED,
                ORDER_EXPIRED,
                ORDER_NOT_PAID,
                ORDER_FULFILLED,
                VERSION_MISMATCH,
                UNKNOWN_LINE,
                NOT_SO_MANY_ALLOCATED)) {
            submit(wrong);
            if (wrong.count(STATES) == 0) {
                rig.confirmOrder(id, TOTAL_MINOR);
            }
            if (wrong.is(ID_CONFLICT)) {
                rig.shipOrder(id, -1);
            }
            if (wrong.is(CAPACITY)) {
                rig.configure(new Room(PLENTY, PLENTY, PLENTY, rig.queryEngine().shipments(), PLENTY).settings());
            }
            List<ShipLine> lines = new ArrayList<>();
            quantities(wrong, NOT_SO_MANY_ALLOCATED).forEach(quantity -> lines.add(ShipLine.of(0, quantity)));
            if (wrong.is(UNKNOWN_LINE)) {
                lines.add(ShipLine.of(1, 1));
            }
            wrong.expect(wrong.sent(rig).shipOrder(id, id, wrong.is(VERSION_MISMATCH) ? 9 : 2, lines));
        }
    }

    @Test
    void shouldGiveTheFirstOfTheCodesThatAReturnDeserves() {
        for (AllWrong wrong : combinations(
                TOO_OLD,
                FROM_THE_FUTURE,
                ID_CONFLICT,
                CAPACITY,
                TOO_MANY_LINES,
                INVALID_QUANTITY,
                UNKNOWN_ORDER,
                ORDER_REJECTED,
                VERSION_MISMATCH,
                UNKNOWN_LINE,
                NOT_SO_MANY_SHIPPED)) {
            submit(wrong);
            rig.confirmOrder(id, TOTAL_MINOR);
            rig.shipOrder(id, id);
            if (wrong.is(ID_CONFLICT)) {
                rig.returnOrder(id, -1);
            }
            if (wrong.is(CAPACITY)) {
                rig.configure(new Room(
                                PLENTY,
                                PLENTY,
                                PLENTY,
                                PLENTY,
                                rig.queryEngine().returns())
                        .settings());
            }
            List<ReturnLine> lines = new ArrayList<>();
            quantities(wrong, NOT_SO_MANY_SHIPPED).forEach(quantity -> lines.add(new ReturnLine(0, quantity)));
            if (wrong.is(UNKNOWN_LINE)) {
                lines.add(new ReturnLine(1, 1));
            }
            wrong.expect(wrong.sent(rig)
                    .returnOrder(id, id, wrong.is(VERSION_MISMATCH) ? 9 : 3, Commands.ANY, Switch.ON, lines));
        }
    }

    /** Submits an order of one unit, and brings it into the state that is said to be wrong, or leaves it reserved. */
    private void submit(AllWrong wrong) {
        id++;
        makeRoom();
        if (wrong.is(ORDER_WAITING)) {
            rig.submitOrder(id, 7, Terms.of(ShortagePolicy.WAIT), Line.of(1, SOLD_OUT, TOTAL_MINOR));
        } else if (!wrong.is(UNKNOWN_ORDER)) {
            Terms terms = Terms.of(ShortagePolicy.ALL_OR_NOTHING).payWithin(wrong.is(ORDER_EXPIRED) ? 1 : 0);
            rig.submitOrder(id, 7, terms, Line.of(wrong.is(ORDER_REJECTED) ? 10 * PLENTY : 1, SKU, TOTAL_MINOR));
        }
        if (wrong.is(ORDER_CANCELLED)) {
            rig.cancelOrder(id);
        }
        if (wrong.is(ORDER_EXPIRED)) {
            rig.advance(1);
        }
        if (wrong.is(ORDER_FULFILLED)) {
            rig.confirmOrder(id, TOTAL_MINOR);
            rig.shipOrder(-id, id);
        }
    }

    /** Quantities for the one line that there is. */
    private static List<Integer> quantities(AllWrong wrong, ResultCode tooMany) {
        List<Integer> quantities = new ArrayList<>();
        quantities.add(wrong.is(tooMany) ? 2 : 1);
        if (wrong.is(INVALID_QUANTITY)) {
            quantities.add(0);
        }
        while (wrong.is(TOO_MANY_LINES) && quantities.size() <= Engine.MAX_ORDER_LINES) {
            quantities.add(1);
        }
        return quantities;
    }

    private static List<AllWrong> combinations(ResultCode... codes) {
        return AllWrong.combinations(codes).stream()
                .filter(wrong -> wrong.count(STATES) <= 1)
                .toList();
    }

    private void makeRoom() {
        rig.configure(Room.FOR_ALL.settings());
    }
}
