// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

/**
 * Stock per SKU and location: on hand, reserved, allocated, in units. A SKU's stocks are a list in the order in which they
 * became known.
 *
 * <p>Every change keeps {@code 0 <= reserved}, {@code 0 <= allocated}, {@code reserved + allocated <= on hand}, or throws,
 * because then a rule let something through that it should have refused.
 */
final class StockTable {
    static final int ABSENT = Slab.ABSENT;

    private static final int SKU = 0;
    private static final int LOCATION = 1;
    private static final int ON_HAND = 2;
    private static final int RESERVED = 3;
    private static final int ALLOCATED = 4;
    /** The SKU's next stock in the high half, next of the index's bucket in the low. */
    private static final int NEXT_AND_BUCKET = 5;
    /** Scratch, no part of the state: what the command under decision takes or gives, and at which sequence that is. */
    private static final int DEMAND_SEQUENCE = 6;

    private static final int DEMAND = 7;
    /** Units that orders wait for here. */
    private static final int WAITING = 8;
    /** The number of the queues in the low half. */
    private static final int WAIT_QUEUES = 9;

    /** Links of the stocks that are to be matched with who waits for them. */
    static final int MATCHING_LINKS = 10;
    /** Whether the stock is among these. */
    private static final int IS_MATCHING = 11;
    /** The stock's name in the digest, which every change needs. */
    private static final int ENTITY = 12;

    /** Of a record, in longs. */
    static final int WIDTH = 13;

    /** 64 MiB of index; beyond that chains grow. */
    private static final int MOST_BUCKETS = 1 << 24;

    private final SkuTable skus;
    private final StateDigest digest;
    private final StockListener listener;
    private final Slab slab = new Slab(WIDTH);
    private final KeyedHash hash;
    private final HashIndex index;
    private int maxStocks;

    StockTable(SkuTable skus, StateDigest digest, KeyedHash hash, StockListener listener) {
        this.skus = skus;
        this.digest = digest;
        this.hash = hash;
        this.listener = listener;
        this.index = new HashIndex(slab, NEXT_AND_BUCKET, stock -> hash(sku(stock), location(stock)));
    }

    void bound(int newMaxStocks) {
        maxStocks = newMaxStocks;
        index.bound(Math.min(maxStocks, MOST_BUCKETS));
    }

    void transfer(StateTransfer transfer) {
        slab.transfer(transfer);
        transferIndex(transfer);
    }

    void transferIndex(StateTransfer transfer) {
        index.transfer(transfer);
        maxStocks = transfer.value(maxStocks);
    }

    boolean isFull() {
        return room() <= 0;
    }

    /** How many more stocks may become known. */
    int room() {
        return maxStocks - slab.size();
    }

    int size() {
        return slab.size();
    }

    Slab slab() {
        return slab;
    }

    /** The number of the stock of a SKU at a location, or {@link #ABSENT} where it is not known. */
    int find(int sku, int location) {
        int stock = skus.firstStock(sku);
        if (stock == ABSENT || location(stock) == location) {
            return stock; // most SKUs lie at one location
        }
        stock = index.first(hash(sku, location));
        while (stock != ABSENT && (sku(stock) != sku || location(stock) != location)) {
            stock = index.next(stock);
        }
        return stock;
    }

    private long hash(int sku, int location) {
        return hash.spread(((long) sku << Integer.SIZE) | location);
    }

    /** The stock of a SKU at a location, which becomes known now if it was not. */
    int findOrCreate(int sku, int location) {
        int known = find(sku, location);
        return known == ABSENT ? create(sku, location) : known;
    }

    private int create(int sku, int location) {
        int stock = slab.take();
        slab.set(stock, SKU, sku);
        slab.set(stock, LOCATION, location);
        name(stock);
        int last = skus.lastStock(sku);
        if (last == ABSENT) {
            skus.stocks(sku, stock, stock);
        } else {
            slab.highLink(last, NEXT_AND_BUCKET, stock);
            skus.stocks(sku, skus.firstStock(sku), stock);
        }
        index.insert(stock);
        digest.add(entity(stock), LOCATION, 1);
        return stock;
    }

    /** Gives a stock whose SKU and location are set its name in the digest. */
    void name(int stock) {
        long id = Hash64.combine(Hash64.spread(skus.id(sku(stock))), location(stock));
        slab.set(stock, ENTITY, StateDigest.entity(StateDigest.Kind.STOCK, id));
    }

    /** The SKU's stock that became known next, or {@link #ABSENT}. */
    int next(int stock) {
        return slab.highLink(stock, NEXT_AND_BUCKET);
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

    /** Units on hand, also of no stock. */
    long onHandOrZero(int stock) {
        return stock == ABSENT ? 0 : onHand(stock);
    }

    /** Units that are promised, also of no stock. */
    long promisedOrZero(int stock) {
        return stock == ABSENT ? 0 : promised(stock);
    }

    long available(int stock) {
        return onHand(stock) - promised(stock) - skus.safetyStock(sku(stock));
    }

    /** Units that a new order can have: what is available and not waited for. */
    long offered(int stock) {
        long offered = available(stock) - slab.get(stock, WAITING);
        int sku = sku(stock);
        long waitingAny = skus.waitingAny(sku);
        if (waitingAny > 0 && skus.isInLocationOrder(sku, location(stock))) {
            offered -= waitingAny;
        }
        return Math.max(0, offered);
    }

    /** What is left of the offer for the order being decided at a sequence, after what its lines took so far. */
    long left(int stock, long sequence) {
        return offered(stock) - demand(stock, sequence);
    }

    /** Adds units to what the command being decided at a sequence asks of this stock; returns the sum so far. */
    long addDemand(int stock, long sequence, int units) {
        long demand = demand(stock, sequence) + units;
        slab.set(stock, DEMAND_SEQUENCE, sequence);
        slab.set(stock, DEMAND, demand);
        return demand;
    }

    private long demand(int stock, long sequence) {
        return slab.get(stock, DEMAND_SEQUENCE) == sequence ? slab.get(stock, DEMAND) : 0;
    }

    long waiting(int stock) {
        return slab.get(stock, WAITING);
    }

    void addWaiting(int stock, long units) {
        slab.add(stock, WAITING, units);
    }

    /** The number of the stock's queues, or {@link #ABSENT}. */
    int waitQueues(int stock) {
        return slab.link(stock, WAIT_QUEUES);
    }

    void waitQueues(int stock, int queues) {
        slab.link(stock, WAIT_QUEUES, queues);
    }

    boolean isMatching(int stock) {
        return slab.get(stock, IS_MATCHING) != 0;
    }

    void isMatching(int stock, boolean isMatching) {
        slab.set(stock, IS_MATCHING, isMatching ? 1 : 0);
    }

    void adjust(int stock, long delta) {
        change(stock, delta, 0, 0, 0);
    }

    void restock(int stock, long units, long orderId) {
        change(stock, units, 0, 0, orderId);
    }

    void reserve(int stock, long units, long orderId) {
        change(stock, 0, units, 0, orderId);
    }

    void release(int stock, long units, long orderId) {
        change(stock, 0, -units, 0, orderId);
    }

    void allocate(int stock, long units, long orderId) {
        change(stock, 0, -units, units, orderId);
    }

    void deallocate(int stock, long units, long orderId) {
        change(stock, 0, 0, -units, orderId);
    }

    void ship(int stock, long units, long orderId) {
        change(stock, -units, 0, -units, orderId);
    }

    private void change(int stock, long onHandDelta, long reservedDelta, long allocatedDelta, long orderId) {
        add(stock, ON_HAND, onHandDelta);
        add(stock, RESERVED, reservedDelta);
        add(stock, ALLOCATED, allocatedDelta);
        check(stock);
        if (listener != StockListener.NONE) {
            listener.onStockChange(
                    skus.id(sku(stock)), location(stock), onHandDelta, reservedDelta, allocatedDelta, orderId);
        }
    }

    private void add(int stock, int field, long delta) {
        if (delta != 0) {
            slab.add(stock, field, delta);
            digest.add(entity(stock), field, delta);
        }
    }

    private long entity(int stock) {
        return slab.get(stock, ENTITY);
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
