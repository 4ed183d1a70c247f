// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.load;

import io.holdfast.engine.codec.StockReportDecoder;

/** Books about the stock of SKU 1, SKU 2 …, kept from the answers to commands, and what the engine says when it is asked. */
final class StockBooks {
    private final long[] onHand;
    private final long[] reserved;
    private final long[] allocated;
    private final long[] waiting;
    private long engineOnHandUnits;
    private long engineReservedUnits;
    private long engineAllocatedUnits;
    private long engineWaitingUnits;
    private int differences;

    StockBooks(int skus) {
        onHand = new long[skus];
        reserved = new long[skus];
        allocated = new long[skus];
        waiting = new long[skus];
    }

    void adjust(int skuId, int delta) {
        onHand[skuId - 1] += delta;
    }

    /** An order holds units and waits for others. */
    void hold(long skuId, int heldUnits, int waitingUnits) {
        reserved[(int) skuId - 1] += heldUnits;
        waiting[(int) skuId - 1] += waitingUnits;
    }

    void allocate(int skuId, int units) {
        allocated[skuId - 1] += units;
    }

    void ship(int skuId, int units) {
        allocated[skuId - 1] -= units;
        onHand[skuId - 1] -= units;
    }

    /** Takes what the engine says about a SKU; no unit may lie there while somebody waits for it. */
    void compare(int skuId, StockReportDecoder engine) {
        engineOnHandUnits += engine.onHand();
        engineReservedUnits += engine.reserved();
        engineAllocatedUnits += engine.allocated();
        engineWaitingUnits += engine.waiting();
        int sku = skuId - 1;
        boolean isAsBooked = engine.onHand() == onHand[sku]
                && engine.reserved() == reserved[sku]
                && engine.allocated() == allocated[sku]
                && engine.waiting() == waiting[sku];
        if (!isAsBooked || (engine.available() > 0 && engine.waiting() > 0)) {
            differences++;
        }
    }

    long engineOnHandUnits() {
        return engineOnHandUnits;
    }

    long engineReservedUnits() {
        return engineReservedUnits;
    }

    long engineAllocatedUnits() {
        return engineAllocatedUnits;
    }

    long engineWaitingUnits() {
        return engineWaitingUnits;
    }

    /** SKUs about which the engine says something else than these books. */
    int differences() {
        return differences;
    }
}
