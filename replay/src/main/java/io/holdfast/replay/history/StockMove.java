// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.history;

import java.util.Locale;

/**
 * A change of a stock, as the engine tells it.
 *
 * @param orderId the order whose units these are; 0 where there is none. But 0 is an id too: only the {@link Cause} tells.
 */
public record StockMove(long skuId, int location, StockUnits delta, long orderId) {
    /** {@code SKU 1 at location 0: on hand -2, allocated -2}. */
    public String title() {
        return Wording.stock(skuId, location) + ": "
                + (by("on hand", delta.onHand())
                                + by("reserved", delta.reserved())
                                + by("allocated", delta.allocated()))
                        .substring(2);
    }

    private static String by(String what, long delta) {
        return delta == 0 ? "" : String.format(Locale.ROOT, ", %s %+d", what, delta);
    }
}
