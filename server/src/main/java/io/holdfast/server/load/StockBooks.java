// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.load;

/** Books about the stock of SKU 1, SKU 2 …, kept from the answers to commands, and what the engine says when it is asked. */
final class StockBooks {
    private final long[] onHand;
    private final long[] allocated;
    private long engineOnHandUnits;
    private long engineAllocatedUnits;
    private int differences;

    StockBooks(int skus) {
        onHand = new long[skus];
        allocated = new long[skus];
    }

    void adjust(int skuId, int delta) {
        onHand[skuId - 1] += delta;
    }

    void allocate(int skuId, int units) {
        allocated[skuId - 1] += units;
    }

    /** Takes what the engine says about a SKU; nothing may be reserved when every order has been paid or rejected. */
    void compare(int skuId, long engineOnHand, long engineReserved, long engineAllocated) {
        engineOnHandUnits += engineOnHand;
        engineAllocatedUnits += engineAllocated;
        if (engineOnHand != onHand[skuId - 1] || engineReserved != 0 || engineAllocated != allocated[skuId - 1]) {
            differences++;
        }
    }

    long engineOnHandUnits() {
        return engineOnHandUnits;
    }

    long engineAllocatedUnits() {
        return engineAllocatedUnits;
    }

    /** SKUs about which the engine says something else than these books. */
    int differences() {
        return differences;
    }
}
