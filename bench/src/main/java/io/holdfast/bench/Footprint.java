// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench;

import java.lang.management.ManagementFactory;

/** Bytes of heap that orders, waiters and SKUs take, indexes left out, as the JVM sees it after a collection. */
final class Footprint {
    private static final int ORDERS = 1_000_000;

    private Footprint() {}

    static void run() {
        Shop shop = new Shop(false, 4 * ORDERS, Shop.TIME_TO_PAY_NS, 64);
        shop.fillShelves();
        long used = usedBytes();
        long first = shop.nextId();
        shop.submit(first);
        for (int i = 1; i < ORDERS; i++) {
            shop.submit(shop.nextId());
        }
        used = tell("an open order of one line", used);
        for (long id = first; id < first + ORDERS; id++) {
            shop.cancel(id);
        }
        used = tell("the same order finished, in addition", used);
        for (int i = 0; i < ORDERS; i++) {
            shop.submitWaiting(shop.nextId());
        }
        used = tell("a waiting order of one line", used);
        for (int i = 0; i < ORDERS; i++) {
            shop.receive(1, 1);
        }
        tell("an adjustment", used);
        System.out.println("digest " + Long.toHexString(shop.engine().digest()));
    }

    private static long tell(String what, long before) {
        long now = usedBytes();
        System.out.printf("%s: %.1f bytes%n", what, (now - before) / (double) ORDERS);
        return now;
    }

    private static long usedBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
