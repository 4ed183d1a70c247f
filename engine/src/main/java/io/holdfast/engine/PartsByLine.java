// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import java.util.Arrays;

/**
 * The parts of the order under decision, by their places in its list, and how many units the command takes of each. It is no part of the
 * state, so a command that is refused has changed nothing.
 */
final class PartsByLine {
    /** What {@link #first} and {@link #next} return when there is no such part. */
    static final int ABSENT = -1;

    /** One of each location, and the one that waits; more only where a SKU's locations were changed while an order waited. */
    private static final int PARTS_OF_A_LINE = LocationOrder.MAX_LOCATIONS + 1;

    private final OrderTable orders;
    private final PartTable parts;
    private final int[] firstPlace = new int[Engine.MAX_ORDER_LINES];
    private int[] partAt = new int[Engine.MAX_ORDER_LINES * PARTS_OF_A_LINE];
    private int[] taken = new int[partAt.length];
    private int lineCount;
    private int size;

    PartsByLine(OrderTable orders, PartTable parts) {
        this.orders = orders;
        this.parts = parts;
    }

    /** Turns to an order, of which nothing is taken yet. */
    void of(int order) {
        lineCount = orders.lineCount(order);
        Arrays.fill(firstPlace, 0, lineCount, ABSENT);
        size = 0;
        int lastLine = -1;
        for (int part = orders.firstPart(order); part != PartTable.ABSENT; part = parts.next(part)) {
            if (parts.line(part) != lastLine) {
                lastLine = parts.line(part);
                firstPlace[lastLine] = size;
            }
            add(part);
        }
    }

    private void add(int part) {
        if (size == partAt.length) {
            partAt = Arrays.copyOf(partAt, 2 * size);
            taken = Arrays.copyOf(taken, 2 * size);
        }
        partAt[size] = part;
        taken[size] = 0;
        size++;
    }

    /** How many parts there are, at the places from 0. */
    int size() {
        return size;
    }

    int part(int place) {
        return partAt[place];
    }

    /** Units that the command takes of the part at a place. */
    int taken(int place) {
        return taken[place];
    }

    void take(int place, int units) {
        taken[place] += units;
    }

    boolean hasLine(int line) {
        return line < lineCount;
    }

    /** The place of a line's first part, or {@link #ABSENT}. */
    int first(int line) {
        return firstPlace[line];
    }

    /** The place of the same line's next part, or {@link #ABSENT}. */
    int next(int place) {
        int next = place + 1;
        return next < size && parts.line(partAt[next]) == parts.line(partAt[place]) ? next : ABSENT;
    }

    /** Whether a line has a part at a location. */
    boolean isAt(int line, int location) {
        int place = first(line);
        while (place != ABSENT && parts.location(partAt[place]) != location) {
            place = next(place);
        }
        return place != ABSENT;
    }
}
