// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import java.util.List;

/**
 * An order to be submitted.
 *
 * @param id         the caller's own, kept before it is sent; an order of the same id takes effect once.
 * @param customerId the caller's own.
 * @param terms      what it says beside its lines.
 * @param lines      1 to 2,048 of them.
 */
public record Order(long id, long customerId, OrderTerms terms, List<Line> lines) {
    /**
     * Some units of one SKU.
     *
     * @param location       where the units are to come from; 0 where there is only one location;
     *     {@link io.holdfast.engine.Location#ANY} where the SKU's location order says.
     * @param unitPriceMinor in minor units of money.
     */
    public record Line(long skuId, int location, int quantity, long unitPriceMinor) {}

    public Order {
        lines = List.copyOf(lines);
    }

    /** On the usual terms: {@link OrderTerms#DEFAULT}. */
    public Order(long id, long customerId, List<Line> lines) {
        this(id, customerId, OrderTerms.DEFAULT, lines);
    }
}
