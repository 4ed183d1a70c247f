// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import io.holdfast.engine.Location;
import java.util.List;

/**
 * Shipped units of an order that have come back.
 *
 * @param id              the caller's own, kept before it is sent; a return of the same id takes effect once.
 * @param orderId         whose units they are.
 * @param expectedVersion only if this is the order's version; 0 for any.
 * @param location        where they are put; {@link Location#ANY} for where each came from.
 * @param isRestocked     whether they can be sold again; if not, stock does not change.
 * @param lines           what has come back of which line; empty for everything that was shipped and has not come back.
 */
public record OrderReturn(
        long id, long orderId, int expectedVersion, int location, boolean isRestocked, List<Line> lines) {
    /**
     * Some units of one of the order's lines.
     *
     * @param line its place in the order as submitted, from 0.
     */
    public record Line(int line, int quantity) {}

    public OrderReturn {
        lines = List.copyOf(lines);
    }

    /** All that was shipped and has not come back, to where it came from. */
    public static OrderReturn ofEverything(long id, long orderId) {
        return new OrderReturn(id, orderId, 0, Location.ANY, true, List.of());
    }

    /**
     * What the lines say, to where it came from.
     *
     * @throws IllegalArgumentException if there are none: without lines it would be everything.
     */
    public static OrderReturn of(long id, long orderId, Line... lines) {
        if (lines.length == 0) {
            throw new IllegalArgumentException("a return of no line");
        }
        return new OrderReturn(id, orderId, 0, Location.ANY, true, List.of(lines));
    }

    public OrderReturn withExpectedVersion(int newExpectedVersion) {
        return new OrderReturn(id, orderId, newExpectedVersion, location, isRestocked, lines);
    }

    /** Puts the units where they are to be sold from. */
    public OrderReturn withLocation(int newLocation) {
        return new OrderReturn(id, orderId, expectedVersion, newLocation, isRestocked, lines);
    }

    /** The units cannot be sold again. */
    public OrderReturn withoutRestock() {
        return new OrderReturn(id, orderId, expectedVersion, location, false, lines);
    }
}
