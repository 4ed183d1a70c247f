// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import io.holdfast.engine.codec.DefineSkuEncoder;
import java.util.List;

/**
 * How a SKU is sold: all that is said when it is defined, and said anew when it is updated.
 *
 * @param listPriceMinor in minor units of money, what each line on it must carry; or {@link #NO_LIST_PRICE}.
 * @param safetyStock    units never offered to new orders, at each location.
 * @param customerLimit  units that one customer may have; 0 for no limit.
 * @param locationOrder  where lines for any location are served from, in this order, at most 16; empty for location 0 only.
 */
public record SkuTerms(long listPriceMinor, int safetyStock, int customerLimit, List<Integer> locationOrder) {
    /** Any price is good. */
    public static final long NO_LIST_PRICE = DefineSkuEncoder.listPriceMinorNullValue();

    /** Any price, no safety stock, no limit, location 0 only. */
    public static final SkuTerms DEFAULT = new SkuTerms(NO_LIST_PRICE, 0, 0, List.of());

    public SkuTerms {
        locationOrder = List.copyOf(locationOrder);
    }

    public SkuTerms withListPriceMinor(long newListPriceMinor) {
        return new SkuTerms(newListPriceMinor, safetyStock, customerLimit, locationOrder);
    }

    public SkuTerms withSafetyStock(int newSafetyStock) {
        return new SkuTerms(listPriceMinor, newSafetyStock, customerLimit, locationOrder);
    }

    public SkuTerms withCustomerLimit(int newCustomerLimit) {
        return new SkuTerms(listPriceMinor, safetyStock, newCustomerLimit, locationOrder);
    }

    public SkuTerms withLocationOrder(Integer... newLocationOrder) {
        return new SkuTerms(listPriceMinor, safetyStock, customerLimit, List.of(newLocationOrder));
    }
}
