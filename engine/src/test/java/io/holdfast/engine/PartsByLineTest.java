// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.SubmitOrderDecoder;
import org.junit.jupiter.api.Test;

class PartsByLineTest {
    /** More than lines and locations give: those that a SKU is served from were changed while the order waited. */
    private static final int PARTS = 2 * Engine.MAX_ORDER_LINES * LocationOrder.MAX_LOCATIONS;

    private static final int LINES = 3;
    private static final int EMPTY_LINE = 1;

    private final State state = new State(StockListener.NONE, 0);
    private final PartsByLine byLine = new PartsByLine(state.orders, state.parts);

    @Test
    void shouldFindEachPartByItsLineHoweverManyThereAre() {
        int order = order(1, PARTS);
        byLine.of(order);
        assertEquals(PARTS, byLine.size());
        assertEquals(0, byLine.first(0));
        assertEquals(PartsByLine.ABSENT, byLine.first(EMPTY_LINE));
        assertEquals(PARTS / 2, byLine.first(2));
        assertTrue(byLine.hasLine(2));
        assertFalse(byLine.hasLine(LINES));
        int place = byLine.first(2);
        for (int i = PARTS / 2; i < PARTS; i++) {
            assertEquals(i, place);
            assertEquals(i, state.parts.unitPriceMinor(byLine.part(place)));
            place = byLine.next(place);
        }
        assertEquals(PartsByLine.ABSENT, place);
        assertEquals(PartsByLine.ABSENT, byLine.next(PARTS / 2 - 1));
    }

    @Test
    void shouldForgetWhatWasTakenOfAnotherOrder() {
        int order = order(1, 4);
        byLine.of(order);
        byLine.take(3, 5);
        byLine.take(3, 2);
        assertEquals(7, byLine.taken(3));
        byLine.of(order(2, 4));
        assertEquals(0, byLine.taken(3));
    }

    /** Half of its parts are of the first line, and half of the last; a part's price is its place. */
    private int order(long orderId, int size) {
        state.orders.bound(2);
        Commands commands = new Commands();
        commands.submitOrder(orderId, 1);
        SubmitOrderDecoder command =
                new SubmitOrderDecoder().wrapAndApplyHeader(commands.buffer(), 0, new MessageHeaderDecoder());
        int order = state.orders.accept(1, command, 0, OrderStatus.CONFIRMED, LINES, 0, 0);
        int last = PartTable.ABSENT;
        for (int i = 0; i < size; i++) {
            int part = state.parts.add(order, i < size / 2 ? 0 : LINES - 1, 0, i);
            if (last == PartTable.ABSENT) {
                state.orders.firstPart(order, part);
            } else {
                state.parts.next(last, part);
            }
            last = part;
        }
        return order;
    }
}
