// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.history;

import java.util.List;

/**
 * What a stock's history comes to.
 *
 * @param opening  what it was where the journal begins.
 * @param byCause  the sums of its changes, one for each cause that there was.
 * @param now      the sum of all of them.
 * @param reported what the engine says that the stock is.
 */
public record StockSum(
        long skuId, int location, StockUnits opening, List<OfCause> byCause, StockUnits now, StockUnits reported) {
    /** The changes that had one cause. */
    public record OfCause(Cause cause, long changes, StockUnits units) {
        OfCause plus(StockUnits delta) {
            return new OfCause(cause, changes + 1, units.plus(delta));
        }
    }

    /** Whether the history tells all: if not, it is a bug. */
    public boolean isWhole() {
        return now.equals(reported);
    }
}
