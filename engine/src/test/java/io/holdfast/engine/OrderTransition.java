// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static io.holdfast.engine.codec.OrderStatus.CANCELLED;
import static io.holdfast.engine.codec.OrderStatus.CONFIRMED;
import static io.holdfast.engine.codec.OrderStatus.EXPIRED;
import static io.holdfast.engine.codec.OrderStatus.FULFILLED;
import static io.holdfast.engine.codec.OrderStatus.NONE;
import static io.holdfast.engine.codec.OrderStatus.REJECTED;
import static io.holdfast.engine.codec.OrderStatus.RESERVED;
import static io.holdfast.engine.codec.OrderStatus.WAITING;

import io.holdfast.engine.codec.OrderStatus;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/** A step of an order's life. */
record OrderTransition(OrderStatus from, OrderStatus to) implements Comparable<OrderTransition> {
    private static final int OUT_OF_REACH = Integer.MAX_VALUE;

    /** All that there are; NONE is before an order is submitted, and after it has been forgotten. */
    static Set<OrderTransition> legal() {
        Set<OrderTransition> legal = new TreeSet<>();
        for (OrderStatus from : EnumSet.complementOf(EnumSet.of(OrderStatus.NULL_VAL))) {
            next(from).forEach(to -> legal.add(new OrderTransition(from, to)));
        }
        return legal;
    }

    private static Set<OrderStatus> next(OrderStatus from) {
        return switch (from) {
            case NONE -> EnumSet.of(REJECTED, RESERVED, WAITING);
            case WAITING -> EnumSet.of(RESERVED, CANCELLED, EXPIRED);
            case RESERVED -> EnumSet.of(CONFIRMED, CANCELLED, EXPIRED);
            case CONFIRMED -> EnumSet.of(FULFILLED, CANCELLED);
            case EXPIRED -> EnumSet.of(CONFIRMED, NONE);
            case REJECTED, CANCELLED, FULFILLED -> EnumSet.of(NONE);
            default -> EnumSet.noneOf(OrderStatus.class);
        };
    }

    /** How many legal steps this takes at least; very many if it cannot be. */
    int steps() {
        Set<OrderStatus> reached = EnumSet.of(from);
        for (int steps = 0; steps < OrderStatus.values().length; steps++) {
            if (reached.contains(to)) {
                return steps;
            }
            for (OrderStatus each : EnumSet.copyOf(reached)) {
                reached.addAll(next(each));
            }
        }
        return OUT_OF_REACH;
    }

    @Override
    public int compareTo(OrderTransition other) {
        return from == other.from ? to.compareTo(other.to) : from.compareTo(other.from);
    }

    @Override
    public String toString() {
        return from + "->" + to;
    }
}
