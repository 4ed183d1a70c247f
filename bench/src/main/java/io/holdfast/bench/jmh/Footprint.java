// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.jmh;

import java.lang.management.ManagementFactory;

/** Bytes of heap that SKUs, orders and waiters take, indexes of orders left out, as the JVM sees it after a collection. */
final class Footprint {
    private static final int ORDERS = 1_000_000;
    private static final int SKUS = 200_000;

    private Footprint() {}

    static void run() {
        long empty = usedBytes();
        Shop oneSku = new Shop(1, 1, Shop.TIME_TO_PAY_NS, 64);
        // A shop takes its room also where it sells one SKU.
        long used = 2 * usedBytes() - empty;
        Shop manySkus = new Shop(SKUS, 1, Shop.TIME_TO_PAY_NS, 64);
        used = tell("a SKU", SKUS, used);
        manySkus.fillShelves();
        tell("its stock at a location, and the adjustment that made it", SKUS, used);

        Shop shop = new Shop(10_000, 4 * ORDERS, Shop.TIME_TO_PAY_NS, 64);
        shop.fillShelves();
        used = usedBytes();
        long first = shop.nextId();
        shop.submit(first);
        for (int i = 1; i < ORDERS; i++) {
            shop.submit(shop.nextId());
        }
        used = tell("an open order of one line", ORDERS, used);
        for (long id = first; id < first + ORDERS; id++) {
            shop.cancel(id);
        }
        used = tell("the same order finished, in addition", ORDERS, used);
        for (int i = 0; i < ORDERS; i++) {
            shop.submitWaiting(shop.nextId());
        }
        used = tell("a waiting order of one line", ORDERS, used);
        for (int i = 0; i < ORDERS; i++) {
            shop.receive(1, 1);
        }
        tell("an adjustment", ORDERS, used);
        System.out.printf(
                "digests %016x %016x %016x%n",
                oneSku.engine().digest(),
                manySkus.engine().digest(),
                shop.engine().digest());
    }

    private static long tell(String what, int records, long before) {
        long now = usedBytes();
        System.out.printf("%s: %.1f bytes%n", what, (now - before) / (double) records);
        return now;
    }

    private static long usedBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
