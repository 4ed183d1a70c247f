// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.demo;

import io.holdfast.transport.client.Order;
import java.util.List;

/**
 * What one shopper wants of the sale.
 *
 * @param order       the order; its prices are the list prices, but for a few that are wrong on purpose.
 * @param ending      what becomes of it if it is accepted.
 * @param isSentTwice whether it is submitted twice on purpose.
 */
record SaleOrder(Order order, Ending ending, boolean isSentTwice) {
    /** What a shopper does with an order that was accepted. */
    enum Ending {
        PAID,
        CANCELLED,
        /** Nothing more is heard of the shopper; the hold ends by itself. */
        ABANDONED
    }

    boolean isCancelled() {
        return ending == Ending.CANCELLED;
    }

    boolean isAbandoned() {
        return ending == Ending.ABANDONED;
    }

    long totalMinor() {
        long total = 0;
        for (Order.Line line : order.lines()) {
            total += line.unitPriceMinor() * line.quantity();
        }
        return total;
    }

    List<Order.Line> lines() {
        return order.lines();
    }
}
