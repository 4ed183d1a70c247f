// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

/**
 * Stock per SKU and location: on hand, reserved, allocated, in units. A SKU's stocks are a list that begins with the
 * location it came to first, so the usual single location costs no look-up of its own.
 *
 * <p>Every change keeps {@code 0 <= reserved}, {@code 0 <= allocated}, {@code reserved + allocated <= on hand}, or throws,
 * because then a rule let something through that it should have refused.
 */
final class StockTable {
    static final int ABSENT = -1;

    private static final int SKU = 0;
    private static final int LOCATION = 1;
    private static final int ON_HAND = 2;
    private static final int RESERVED = 3;
    private static final int ALLOCATED = 4;
    private static final int NEXT = 5;
    /** Scratch, no part of the state: what the order under decision asks of this stock, and which order that is. */
    private static final int DEMAND_SEQUENCE = 6;

    private static final int DEMAND = 7;
    private static final int WIDTH = 8;

    private final SkuTable skus;
    private final StateDigest digest;
    private final Slab slab = new Slab(WIDTH);
    private int maxStocks;

    StockTable(SkuTable skus, StateDigest digest) {
        this.skus = skus;
        this.digest = digest;
    }

    void bound(int newMaxStocks) {
        maxStocks = newMaxStocks;
    }

    boolean isFull() {
        return slab.size() >= maxStocks;
    }

    int size() {
        return slab.size();
    }

    /** The number of the stock of a SKU at a location, or {@link #ABSENT} where there never was any. */
    int find(int sku, int location) {
        int stock = skus.firstStock(sku);
        while (stock != ABSENT && slab.get(stock, LOCATION) != location) {
            stock = (int) slab.get(stock, NEXT);
        }
        return stock;
    }

    int create(int sku, int location) {
        int stock = slab.append(1);
        slab.set(stock, SKU, sku);
        slab.set(stock, LOCATION, location);
        int first = skus.firstStock(sku);
        if (first == ABSENT) {
            slab.set(stock, NEXT, ABSENT);
            skus.firstStock(sku, stock);
        } else {
            slab.set(stock, NEXT, slab.get(first, NEXT));
            slab.set(first, NEXT, stock);
        }
        digest.add(entity(stock), LOCATION, 1);
        return stock;
    }

    int sku(int stock) {
        return (int) slab.get(stock, SKU);
    }

    int location(int stock) {
        return (int) slab.get(stock, LOCATION);
    }

    long onHand(int stock) {
        return slab.get(stock, ON_HAND);
    }

    long reserved(int stock) {
        return slab.get(stock, RESERVED);
    }

    long allocated(int stock) {
        return slab.get(stock, ALLOCATED);
    }

    long promised(int stock) {
        return reserved(stock) + allocated(stock);
    }

    long available(int stock) {
        return onHand(stock) - promised(stock) - skus.safetyStock(sku(stock));
    }

    /** Adds units to what the order being decided at a sequence asks of this stock; returns the sum so far. */
    long addDemand(int stock, long sequence, int units) {
        long before = slab.get(stock, DEMAND_SEQUENCE) == sequence ? slab.get(stock, DEMAND) : 0;
        slab.set(stock, DEMAND_SEQUENCE, sequence);
        slab.set(stock, DEMAND, before + units);
        return before + units;
    }

    void adjust(int stock, long delta) {
        add(stock, ON_HAND, delta);
        check(stock);
    }

    void reserve(int stock, long units) {
        add(stock, RESERVED, units);
        check(stock);
    }

    void release(int stock, long units) {
        add(stock, RESERVED, -units);
        check(stock);
    }

    void allocate(int stock, long units) {
        add(stock, RESERVED, -units);
        add(stock, ALLOCATED, units);
        check(stock);
    }

    void deallocate(int stock, long units) {
        add(stock, ALLOCATED, -units);
        check(stock);
    }

    private void add(int stock, int field, long delta) {
        slab.add(stock, field, delta);
        digest.add(entity(stock), field, delta);
    }

    private long entity(int stock) {
        return StateDigest.entity(
                StateDigest.Kind.STOCK, Hash64.combine(Hash64.spread(skus.id(sku(stock))), location(stock)));
    }

    private void check(int stock) {
        long reserved = reserved(stock);
        long allocated = allocated(stock);
        if (reserved < 0 || allocated < 0 || reserved + allocated > onHand(stock)) {
            throw new IllegalStateException("stock of SKU " + skus.id(sku(stock)) + " at location " + location(stock)
                    + " broken: on hand " + onHand(stock) + ", reserved " + reserved + ", allocated " + allocated);
        }
    }
}
