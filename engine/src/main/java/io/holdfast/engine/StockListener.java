// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

/**
 * Is told of every change of a stock, while the command that causes it is being decided. For tools that replay; a live
 * engine has none.
 */
@FunctionalInterface
public interface StockListener {
    /** Hears nothing. */
    StockListener NONE = (skuId, location, onHandDelta, reservedDelta, allocatedDelta, orderId) -> {};

    /**
     * A stock has changed by some units.
     *
     * @param orderId the order whose units these are; 0 where there is none. But 0 is an id too: only what caused the change tells.
     */
    void onStockChange(
            long skuId, int location, long onHandDelta, long reservedDelta, long allocatedDelta, long orderId);
}
