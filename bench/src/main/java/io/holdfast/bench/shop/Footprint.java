// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.shop;

import io.holdfast.bench.result.Measured.Better;
import io.holdfast.bench.result.Results;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes that SKUs, orders and waiters take, outside the heap and in it, as the JVM sees it after a collection. Indexes of orders are made at the start, so
 * they are left out, but where it says otherwise.
 */
final class Footprint {
    /** As many as fill the indexes that are made for them, and the last chunk of each table. */
    private static final int ORDERS = 1 << 20;

    private static final int SKUS = 3 << 16;
    private static final int WORK_PER_COMMAND = 64;

    private final Results results;
    /** Held as long as they are measured. */
    private final List<Shop> shops = new ArrayList<>();

    Footprint(Results results) {
        this.results = results;
    }

    void measure() {
        skus();
        shops.clear();
        orders();
        shops.clear();
        ordersWithAllTheirRoom();
        shops.clear();
    }

    private void skus() {
        long empty = usedBytes();
        // A shop takes its room also where it sells one SKU.
        shop(1, 1);
        long used = 2 * usedBytes() - empty;
        Shop manySkus = shop(SKUS, 1);
        used = tell("a SKU", SKUS, used);
        manySkus.fillShelves();
        tell("its stock at a location, and the adjustment that made it", SKUS, used);
    }

    private void orders() {
        Shop shop = shop(10_000, 4 * ORDERS);
        shop.fillShelves();
        long used = usedBytes();
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
    }

    /** Beside a shop that differs only in that it has neither orders nor room for them. */
    private void ordersWithAllTheirRoom() {
        long empty = usedBytes();
        Shop without = shop(1, 1);
        without.fillShelves();
        long used = 2 * usedBytes() - empty;
        Shop with = shop(1, ORDERS);
        with.fillShelves();
        for (int i = 0; i < ORDERS; i++) {
            with.submit(with.nextId());
        }
        tell("an open order of one line, all indexes counted", ORDERS, used);
    }

    private Shop shop(int skus, int maxOrders) {
        Shop shop = new Shop(skus, maxOrders, Shop.TIME_TO_PAY_NS, WORK_PER_COMMAND);
        shops.add(shop);
        return shop;
    }

    private long tell(String what, int records, long before) {
        long now = usedBytes();
        results.add(what, "bytes", Better.LOWER, (now - before) / (double) records);
        return now;
    }

    private static long usedBytes() {
        // What lies outside the heap is given back by the JVM's thread for references, which has done all of one
        // collection when it comes
        // to what the next one found.
        collect();
        collect();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .reduce(heap, Long::sum);
    }

    /** Collects, and waits until the JVM has told of a reference that it found. */
    private static void collect() {
        ReferenceQueue<Object> found = new ReferenceQueue<>();
        Reference<Object> reference = new WeakReference<>(new Object(), found);
        try {
            System.gc();
            found.remove();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while measuring", e);
        } finally {
            Reference.reachabilityFence(reference);
        }
    }
}
