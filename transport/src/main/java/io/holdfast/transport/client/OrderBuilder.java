// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import io.holdfast.engine.codec.SubmitOrderEncoder;

/** An order that is being put together by {@link HoldfastClient#order}: one line call for each line, then submit. */
public final class OrderBuilder {
    private final HoldfastClient client;
    private SubmitOrderEncoder.LinesEncoder lines;
    private long correlationId;

    OrderBuilder(HoldfastClient client) {
        this.client = client;
    }

    OrderBuilder begin(long newCorrelationId, SubmitOrderEncoder.LinesEncoder newLines) {
        correlationId = newCorrelationId;
        lines = newLines;
        return this;
    }

    /**
     * Adds the next line.
     *
     * @param location       where the units are to come from; 0 where there is only one location.
     * @param unitPriceMinor in minor units of money.
     */
    public OrderBuilder line(long skuId, int location, int quantity, long unitPriceMinor) {
        HoldfastClient.checkLocation(location);
        lines.next()
                .skuId(skuId)
                .unitPriceMinor(unitPriceMinor)
                .quantity(quantity)
                .location(location);
        return this;
    }

    /**
     * Sends the order.
     *
     * @return its correlation id.
     */
    public long submit() {
        client.commitOrder();
        return correlationId;
    }
}
