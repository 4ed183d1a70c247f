// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import java.util.Arrays;

/**
 * Finds the parts of the order under decision by line. How many units the command takes of each is for {@link PartTable} to
 * keep.
 */
final class PartsByLine {
    private final OrderTable orders;
    private final PartTable parts;
    private final int[] firstPart = new int[Engine.MAX_ORDER_LINES];
    private int lineCount;

    PartsByLine(OrderTable orders, PartTable parts) {
        this.orders = orders;
        this.parts = parts;
    }

    /** Turns to an order, and sets the units taken of each of its parts to 0. */
    void of(int order) {
        lineCount = orders.lineCount(order);
        Arrays.fill(firstPart, 0, lineCount, PartTable.ABSENT);
        int lastLine = -1;
        for (int part = orders.firstPart(order); part != PartTable.ABSENT; part = parts.next(part)) {
            parts.taken(part, 0);
            if (parts.line(part) != lastLine) {
                lastLine = parts.line(part);
                firstPart[lastLine] = part;
            }
        }
    }

    boolean hasLine(int line) {
        return line < lineCount;
    }

    /** The first part of a line, or {@link PartTable#ABSENT}. */
    int first(int line) {
        return firstPart[line];
    }

    /** The part of the same line behind a part, or {@link PartTable#ABSENT}. */
    int next(int part) {
        int next = parts.next(part);
        return next != PartTable.ABSENT && parts.line(next) == parts.line(part) ? next : PartTable.ABSENT;
    }

    /** Whether a line has a part at a location. */
    boolean isAt(int line, int location) {
        int part = first(line);
        while (part != PartTable.ABSENT && parts.location(part) != location) {
            part = next(part);
        }
        return part != PartTable.ABSENT;
    }
}
