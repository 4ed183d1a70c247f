// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.history;

/** Units of a stock, or by how many they have changed. */
public record StockUnits(long onHand, long reserved, long allocated) {
    public static final StockUnits NONE = new StockUnits(0, 0, 0);

    StockUnits plus(StockUnits other) {
        return new StockUnits(onHand + other.onHand, reserved + other.reserved, allocated + other.allocated);
    }
}
