// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static io.holdfast.engine.codec.ResultCode.CAPACITY;
import static io.holdfast.engine.codec.ResultCode.NOT_SO_MANY_SHIPPED;
import static io.holdfast.engine.codec.ResultCode.OK;
import static io.holdfast.engine.codec.ResultCode.QUANTITY_OVERFLOW;
import static io.holdfast.engine.codec.ResultCode.STOCK_IS_PROMISED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.Commands.ReturnLine;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.Switch;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The one code that the table of decisions cannot show: it takes 2^32 adjustments of 2^31 - 1 units to come near it, so
 * here the units are put there behind the engine's back.
 */
class QuantityOverflowTest {
    private static final long SKU = 1;
    private static final long OTHER_SKU = 2;
    private static final int MOST = Integer.MAX_VALUE;

    private final State state = new State(StockListener.NONE, 0);
    private final Engine engine = new Engine(state);
    private final Commands commands = new Commands();
    private final UnsafeBuffer outcome = new UnsafeBuffer(new byte[Engine.MAX_OUTCOME_LENGTH]);
    private int stock;
    private long lastId;

    @BeforeEach
    void defineTwoSkus() {
        decide(commands.configureEngine(EngineRig.SETTINGS));
        decide(commands.defineSku(SKU, null, 0, ""));
        decide(commands.defineSku(OTHER_SKU, null, 0, ""));
        stock = state.stocks.findOrCreate(state.skus.find(SKU), 0);
    }

    @Test
    void shouldTakeUnitsUpToTheLargestNumber() {
        fillUpTo(Long.MAX_VALUE - 5);
        assertEquals(OK, adjust(5));
        assertEquals(Long.MAX_VALUE, state.stocks.onHand(stock));
        assertEquals(QUANTITY_OVERFLOW, adjust(1));
        assertEquals(OK, adjust(Integer.MIN_VALUE));
        assertEquals(Long.MAX_VALUE + Integer.MIN_VALUE, state.stocks.onHand(stock));
    }

    @Test
    void shouldRefuseOneUnitMore() {
        fillUpTo(Long.MAX_VALUE - 5);
        assertEquals(QUANTITY_OVERFLOW, adjust(6));
        assertEquals(Long.MAX_VALUE - 5, state.stocks.onHand(stock));
    }

    @Test
    void shouldTransferUpToTheLargestNumber() {
        fillUpTo(Long.MAX_VALUE - 5);
        int from = state.stocks.findOrCreate(state.skus.find(SKU), 1);
        state.stocks.adjust(from, 8);
        assertEquals(QUANTITY_OVERFLOW, transfer(6));
        assertEquals(QUANTITY_OVERFLOW, transfer(9)); // over STOCK_IS_PROMISED
        assertEquals(8, state.stocks.onHand(from));
        assertEquals(OK, transfer(5));
        assertEquals(3, state.stocks.onHand(from));
        assertEquals(Long.MAX_VALUE, state.stocks.onHand(stock));
        fillUpTo(0);
        assertEquals(STOCK_IS_PROMISED, transfer(4));
    }

    @Test
    void shouldTakeBackUpToTheLargestNumber() {
        fillUpTo(10);
        sell(Line.of(4, SKU, 1));
        fillUpTo(Long.MAX_VALUE - 3);
        assertEquals(QUANTITY_OVERFLOW, takeBack(Commands.ANY, Switch.ON));
        assertEquals(QUANTITY_OVERFLOW, takeBack(0, Switch.ON));
        assertEquals(NOT_SO_MANY_SHIPPED, takeBack(0, Switch.ON, new ReturnLine(0, 5)));
        assertEquals(OK, takeBack(0, Switch.ON, new ReturnLine(0, 3)));
        assertEquals(Long.MAX_VALUE, state.stocks.onHand(stock));
        assertEquals(QUANTITY_OVERFLOW, takeBack(0, Switch.ON));
        assertEquals(OK, takeBack(0, Switch.OFF));
    }

    @Test
    void shouldCountAllThatComesBackToTheSameStock() {
        fillUpTo(3L * MOST);
        sell(Line.of(MOST, SKU, 1), Line.of(MOST, SKU, 1), Line.of(MOST, SKU, 1));
        fillUpTo(Long.MAX_VALUE - 3L * MOST + 1);
        assertEquals(QUANTITY_OVERFLOW, takeBack(Commands.ANY, Switch.ON));
        fillUpTo(Long.MAX_VALUE - 3L * MOST);
        assertEquals(OK, takeBack(Commands.ANY, Switch.ON));
        assertEquals(Long.MAX_VALUE, state.stocks.onHand(stock));
    }

    @Test
    void shouldNotCountWhatComesBackToAnotherStock() {
        fillUpTo(2);
        state.stocks.adjust(state.stocks.findOrCreate(state.skus.find(OTHER_SKU), 0), 9);
        sell(Line.of(2, SKU, 1), Line.of(9, OTHER_SKU, 1));
        fillUpTo(Long.MAX_VALUE - 1);
        assertEquals(QUANTITY_OVERFLOW, takeBack(Commands.ANY, Switch.ON));
        fillUpTo(Long.MAX_VALUE - 2);
        assertEquals(OK, takeBack(Commands.ANY, Switch.ON));
        assertEquals(Long.MAX_VALUE, state.stocks.onHand(stock));
    }

    /** Where nothing else is wrong, and there is no room for a stock: CAPACITY. */
    @Test
    void shouldComeBeforeTheCapacityForStocksWhereUnitsComeBack() {
        fillUpTo(2);
        state.stocks.adjust(state.stocks.findOrCreate(state.skus.find(OTHER_SKU), 1), 1);
        int here = state.stocks.findOrCreate(state.skus.find(SKU), 1);
        sell(Line.of(1, SKU, 1), new Line(OTHER_SKU, 1, 1, 1));
        state.stocks.bound(state.stocks.size());
        assertEquals(CAPACITY, takeBack(2, Switch.ON));
        assertEquals(CAPACITY, takeBack(0, Switch.ON));
        state.stocks.adjust(stock, Long.MAX_VALUE - state.stocks.onHand(stock));
        assertEquals(QUANTITY_OVERFLOW, takeBack(0, Switch.ON));
        assertEquals(OK, takeBack(1, Switch.ON));
        assertEquals(1, state.stocks.onHand(here));
    }

    /** Puts so many units on hand; none of them may be promised. */
    private void fillUpTo(long units) {
        state.stocks.adjust(stock, units - state.stocks.onHand(stock));
    }

    private ResultCode adjust(int delta) {
        return decide(commands.adjustStock(++lastId, SKU, 0, delta, AdjustmentReason.RECEIPT));
    }

    private ResultCode transfer(int quantity) {
        return decide(commands.transferStock(++lastId, SKU, 1, 0, quantity, ""));
    }

    /** Order 1 is submitted, paid and shipped. */
    private void sell(Line... lines) {
        assertEquals(OK, decide(commands.submitOrder(1, 7, lines)));
        assertEquals(OK, decide(commands.confirmOrder(1, state.orders.totalMinor(state.orders.find(1)))));
        assertEquals(OK, decide(commands.shipOrder(1, 1)));
    }

    private ResultCode takeBack(int location, Switch restock, ReturnLine... lines) {
        return decide(commands.returnOrder(++lastId, 1, 0, location, restock, List.of(lines)));
    }

    private ResultCode decide(int length) {
        assertEquals(OK, MessageFormat.check(commands.buffer(), 0, length));
        engine.decide(engine.lastSequence() + 1, 0, commands.buffer(), 0, outcome, 0);
        return DecodedAnswer.decode(outcome, 0, engine.answerLength()).code();
    }
}
