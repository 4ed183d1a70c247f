// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

/**
 * The parts of orders: what one line has from one stock, or what it waits for. The parts of an order are a list by line. A part takes
 * one cache line of 64 bytes.
 */
final class PartTable {
    static final int ABSENT = Slab.ABSENT;

    private static final int PRICE = 0;
    /** The stock in the high half, or the SKU as -1 - n where the part is at ANY; the order's next part in the low. */
    private static final int STOCK_AND_NEXT = 1;
    /** Units got in the high half, units missing in the low. */
    private static final int UNITS = 2;
    /** Units shipped in the high half, units that came back in the low. */
    private static final int FULFILLED = 3;
    /** The order in the high half; scratch in the low, no part of the state: units the command under decision takes. */
    private static final int ORDER_AND_TAKEN = 4;
    /** What the submission gave: units got in the high half, units missing in the low. */
    private static final int SUBMITTED = 5;
    /** The line in the high half, flags in the low. */
    private static final int LINE_AND_FLAGS = 6;

    static final int WAIT_LINKS = 7;
    /** Of a record, in longs. */
    static final int WIDTH = 8;

    /** The customer's count of the SKU counts this part. */
    private static final int COUNTED = 1;
    /** How many units it has does not follow from the order's content, so the digest has to have it. */
    private static final int UNITS_IN_DIGEST = 2;

    private static final int GOT_IN_DIGEST = 0;
    private static final int SHIPPED_IN_DIGEST = 1;
    private static final int RETURNED_IN_DIGEST = 2;
    private static final int SUBMITTED_IN_DIGEST = 3;
    private static final int COUNTED_IN_DIGEST = 4;

    private final OrderTable orders;
    private final StockTable stocks;
    private final StateDigest digest;
    private final Slab slab = new Slab(WIDTH);

    PartTable(OrderTable orders, StockTable stocks, StateDigest digest) {
        this.orders = orders;
        this.stocks = stocks;
        this.digest = digest;
    }

    void transfer(StateTransfer transfer) {
        slab.transfer(transfer);
    }

    int size() {
        return slab.size();
    }

    Slab slab() {
        return slab;
    }

    /** Takes a part at a stock. */
    int add(int order, int line, int stock, long unitPriceMinor) {
        int part = slab.take();
        slab.high(part, ORDER_AND_TAKEN, order);
        slab.high(part, LINE_AND_FLAGS, line);
        slab.high(part, STOCK_AND_NEXT, stock);
        slab.set(part, PRICE, unitPriceMinor);
        return part;
    }

    /** Takes a part that waits for a SKU at ANY. */
    int addAny(int order, int line, int sku, long unitPriceMinor) {
        return add(order, line, -1 - sku, unitPriceMinor);
    }

    /** Says what the submission gave a part. */
    void submitted(int part, int units, int missing) {
        slab.high(part, UNITS, units);
        slab.low(part, UNITS, missing);
        slab.set(part, SUBMITTED, slab.get(part, UNITS));
    }

    void free(int part) {
        slab.free(part);
    }

    int next(int part) {
        return slab.link(part, STOCK_AND_NEXT);
    }

    void next(int part, int next) {
        slab.link(part, STOCK_AND_NEXT, next);
    }

    boolean isAny(int part) {
        return slab.high(part, STOCK_AND_NEXT) < 0;
    }

    /** The stock of a part that is not at ANY. */
    int stock(int part) {
        return slab.high(part, STOCK_AND_NEXT);
    }

    int sku(int part) {
        int stock = slab.high(part, STOCK_AND_NEXT);
        return stock < 0 ? -1 - stock : stocks.sku(stock);
    }

    int location(int part) {
        return isAny(part) ? Location.ANY : stocks.location(stock(part));
    }

    int order(int part) {
        return slab.high(part, ORDER_AND_TAKEN);
    }

    int line(int part) {
        return slab.high(part, LINE_AND_FLAGS);
    }

    long unitPriceMinor(int part) {
        return slab.get(part, PRICE);
    }

    /** Units it got, shipped ones too. */
    int units(int part) {
        return slab.high(part, UNITS);
    }

    /** Units it waits for, or waited for when the order ended. */
    int missing(int part) {
        return slab.low(part, UNITS);
    }

    int submittedUnits(int part) {
        return slab.high(part, SUBMITTED);
    }

    int submittedMissing(int part) {
        return slab.low(part, SUBMITTED);
    }

    int shipped(int part) {
        return slab.high(part, FULFILLED);
    }

    int returned(int part) {
        return slab.low(part, FULFILLED);
    }

    /** Units it got that have not been shipped. */
    int unshipped(int part) {
        return units(part) - shipped(part);
    }

    int taken(int part) {
        return slab.low(part, ORDER_AND_TAKEN);
    }

    void taken(int part, int units) {
        slab.low(part, ORDER_AND_TAKEN, units);
    }

    boolean isCounted(int part) {
        return (slab.low(part, LINE_AND_FLAGS) & COUNTED) != 0;
    }

    void isCounted(int part, boolean isCounted) {
        if (isCounted != isCounted(part)) {
            flag(part, COUNTED, isCounted);
            digest.add(entity(part), COUNTED_IN_DIGEST, isCounted ? 1 : -1);
        }
    }

    /** Puts the units of a part into the digest from now on, and those that the submission gave it. */
    void unitsInDigest(int part) {
        flag(part, UNITS_IN_DIGEST, true);
        long entity = entity(part);
        digest.add(entity, GOT_IN_DIGEST, units(part));
        digest.add(entity, SUBMITTED_IN_DIGEST, slab.get(part, SUBMITTED));
    }

    private boolean isUnitsInDigest(int part) {
        return (slab.low(part, LINE_AND_FLAGS) & UNITS_IN_DIGEST) != 0;
    }

    private void flag(int part, int flag, boolean isSet) {
        int flags = slab.low(part, LINE_AND_FLAGS);
        slab.low(part, LINE_AND_FLAGS, isSet ? flags | flag : flags & ~flag);
    }

    void fill(int part, int units) {
        slab.high(part, UNITS, units(part) + units);
        digest.add(entity(part), GOT_IN_DIGEST, units);
    }

    void missing(int part, int missing) {
        slab.low(part, UNITS, missing);
    }

    void ship(int part, int units) {
        slab.high(part, FULFILLED, shipped(part) + units);
        digest.add(entity(part), SHIPPED_IN_DIGEST, units);
    }

    void takeBack(int part, int units) {
        slab.low(part, FULFILLED, returned(part) + units);
        digest.add(entity(part), RETURNED_IN_DIGEST, units);
    }

    void removeFromDigest(int part) {
        long entity = entity(part);
        if (isUnitsInDigest(part)) {
            digest.add(entity, GOT_IN_DIGEST, -units(part));
            digest.add(entity, SUBMITTED_IN_DIGEST, -slab.get(part, SUBMITTED));
        }
        digest.add(entity, SHIPPED_IN_DIGEST, -shipped(part));
        digest.add(entity, RETURNED_IN_DIGEST, -returned(part));
        isCounted(part, false);
    }

    private long entity(int part) {
        long place = ((long) line(part) << Short.SIZE) | location(part);
        return StateDigest.entity(StateDigest.Kind.PART, Hash64.combine(Hash64.spread(orders.id(order(part))), place));
    }
}
