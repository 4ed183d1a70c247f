// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import io.holdfast.engine.Location;
import java.util.List;

/**
 * Units of a paid order that have left.
 *
 * @param id              the caller's own, kept before it is sent; a shipment of the same id takes effect once.
 * @param orderId         whose units they are.
 * @param expectedVersion only if this is the order's version; 0 for any.
 * @param lines           what has left of which line; empty for everything that was left to ship.
 */
public record Shipment(long id, long orderId, int expectedVersion, List<Line> lines) {
    /**
     * Some units of one of the order's lines.
     *
     * @param line     its place in the order as submitted, from 0.
     * @param location where the units were; {@link Location#ANY} for wherever the line has some, in the order in which it
     *     got them.
     */
    public record Line(int line, int location, int quantity) {
        /** From wherever the line has units. */
        public Line(int line, int quantity) {
            this(line, Location.ANY, quantity);
        }
    }

    public Shipment {
        lines = List.copyOf(lines);
    }

    /** All that the order has left to ship. */
    public static Shipment ofEverything(long id, long orderId) {
        return new Shipment(id, orderId, 0, List.of());
    }

    /**
     * What the lines say.
     *
     * @throws IllegalArgumentException if there are none: without lines it would be everything.
     */
    public static Shipment of(long id, long orderId, Line... lines) {
        if (lines.length == 0) {
            throw new IllegalArgumentException("a shipment of no line");
        }
        return new Shipment(id, orderId, 0, List.of(lines));
    }

    public Shipment withExpectedVersion(int newExpectedVersion) {
        return new Shipment(id, orderId, newExpectedVersion, lines);
    }
}
