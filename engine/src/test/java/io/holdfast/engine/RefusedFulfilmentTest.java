// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.Commands.ReturnLine;
import io.holdfast.engine.Commands.ShipLine;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.ResultCode;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A shipment or return that is refused leaves the tables as they were, but for the memory of the refusal. */
class RefusedFulfilmentTest {
    private static final long ORDER = 1;

    private final State state = new State(StockListener.NONE, 0);
    private final Engine engine = new Engine(state);
    private final Commands commands = new Commands();
    private final UnsafeBuffer outcome = new UnsafeBuffer(new byte[Engine.MAX_OUTCOME_LENGTH]);
    private long lastId;

    /** The first line has its units from two locations. */
    @BeforeEach
    void sellOnThreeLines() {
        decide(commands.configureEngine(EngineRig.SETTINGS));
        decide(commands.defineSku(1, null, 0, "", 0, List.of(0, 1)));
        decide(commands.defineSku(2, null, 0, ""));
        decide(commands.adjustStock(++lastId, 1, 0, 2, AdjustmentReason.RECEIPT));
        decide(commands.adjustStock(++lastId, 1, 1, 9, AdjustmentReason.RECEIPT));
        decide(commands.adjustStock(++lastId, 2, 0, 9, AdjustmentReason.RECEIPT));
        decide(commands.submitOrder(ORDER, 1, Line.any(3, 1, 1), Line.of(3, 2, 1), Line.of(3, 2, 1)));
        decide(commands.confirmOrder(ORDER, 9));
    }

    @Test
    void shouldChangeNothingByShipmentThatIsRefusedByItsLastLine() {
        StateImage before = tables();
        ShipLine all = ShipLine.of(0, 3);
        assertEquals(ResultCode.NOT_SO_MANY_ALLOCATED, ship(all, ShipLine.of(1, 3), ShipLine.of(2, 4)));
        assertEquals(ResultCode.UNKNOWN_LINE, ship(all, ShipLine.of(1, 3), ShipLine.of(3, 1)));
        assertEquals(ResultCode.UNKNOWN_LINE, ship(all, new ShipLine(1, 1, 1)));
        assertEquals(before, tables());
        assertEquals(0, state.parts.progress.size());
        assertEquals(ResultCode.OK, ship());
        assertNotEquals(before, tables());
    }

    @Test
    void shouldChangeNothingByReturnThatIsRefusedByItsLastLine() {
        assertEquals(ResultCode.OK, ship(ShipLine.of(0, 3), ShipLine.of(1, 2)));
        StateImage before = tables();
        ReturnLine all = new ReturnLine(0, 3);
        assertEquals(ResultCode.NOT_SO_MANY_SHIPPED, takeBack(all, new ReturnLine(1, 3)));
        assertEquals(ResultCode.NOT_SO_MANY_SHIPPED, takeBack(all, new ReturnLine(2, 1)));
        assertEquals(ResultCode.UNKNOWN_LINE, takeBack(all, new ReturnLine(3, 1)));
        assertEquals(before, tables());
        assertEquals(ResultCode.OK, takeBack());
        assertNotEquals(before, tables());
    }

    private StateImage tables() {
        return StateImage.of(transfer -> {
            state.skus.transfer(transfer);
            state.stocks.transfer(transfer);
            state.orders.transfer(transfer);
            state.parts.transfer(transfer);
            state.counts.transfer(transfer);
            state.waitlist.transfer(transfer);
        });
    }

    private ResultCode ship(ShipLine... lines) {
        return decide(commands.shipOrder(++lastId, ORDER, lines));
    }

    private ResultCode takeBack(ReturnLine... lines) {
        return decide(commands.returnOrder(++lastId, ORDER, lines));
    }

    private ResultCode decide(int length) {
        assertEquals(ResultCode.OK, MessageFormat.check(commands.buffer(), 0, length));
        engine.decide(engine.lastSequence() + 1, 0, commands.buffer(), 0, outcome, 0);
        return DecodedAnswer.decode(outcome, 0, engine.answerLength()).code();
    }
}
