// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.demo;

import io.holdfast.transport.client.Order;
import java.util.List;

/**
 * What one shopper wants of the sale.
 *
 * @param order        the order; its prices are the list prices, but for a few that are wrong on purpose.
 * @param isCancelled  whether it is to be cancelled, if it is accepted, instead of paid.
 * @param isSentTwice  whether it is submitted twice on purpose.
 */
record SaleOrder(Order order, boolean isCancelled, boolean isSentTwice) {

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
