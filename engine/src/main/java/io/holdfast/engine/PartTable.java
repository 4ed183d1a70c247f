// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import java.nio.LongBuffer;

/**
 * The parts of orders: what one line has from one stock, or what it waits for. The parts of an order are a list by line.
 *
 * <p>Most parts get what they ask for at once, so four {@code long}s hold one. What waiting and shipping need goes into a second record, made on
 * first use.
 */
final class PartTable {
    static final int ABSENT = Slab.ABSENT;

    static final int PRICE = 0;
    /** The stock in the high half, or the SKU as -1 - n where the part is at ANY; the order's next part in the low. */
    static final int STOCK_AND_NEXT = 1;
    /** Units got in the high half; then two bytes of line, and two of flags. */
    static final int UNITS_LINE_AND_FLAGS = 2;
    /** The order in the high half, record of progress in the low. */
    static final int ORDER_AND_PROGRESS = 3;

    private static final int WIDTH = 4;

    // Of the record of progress.

    /** Units missing in the high half; nothing is in the low, or what a snapshot of layout 1 or 2 left there. */
    static final int MISSING = 0;
    /** What the submission gave: units got in the high half, units missing in the low. */
    static final int SUBMITTED = 1;
    /** Units shipped in the high half, units that came back in the low. */
    static final int FULFILLED = 2;

    static final int WAIT_LINKS = 3;
    private static final int PART = 4;
    private static final int PROGRESS_WIDTH = 5;

    /** Of a part with its progress, in longs. */
    static final int MOST_LONGS = WIDTH + PROGRESS_WIDTH;

    static final int LINE_SHIFT = 16;

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
    final Slab slab = new Slab(WIDTH);
    /** The records of progress, which wait for units in the place of their parts. */
    final Slab progress = new Slab(PROGRESS_WIDTH);

    PartTable(OrderTable orders, StockTable stocks, StateDigest digest) {
        this.orders = orders;
        this.stocks = stocks;
        this.digest = digest;
    }

    /** See {@link Slab#growAhead()}. */
    void growAhead() {
        slab.growAhead();
        progress.growAhead();
    }

    void transfer(StateTransfer transfer) {
        slab.transfer(transfer);
        progress.transfer(transfer);
    }

    int size() {
        return slab.size();
    }

    /** A part's record of progress; without one it is made. */
    int progress(int part) {
        int record = slab.link(part, ORDER_AND_PROGRESS);
        if (record == ABSENT) {
            record = progress.take();
            slab.link(part, ORDER_AND_PROGRESS, record);
            progress.set(record, SUBMITTED, (long) units(part) << Integer.SIZE);
            progress.set(record, PART, part);
        }
        return record;
    }

    /** The part that a record of progress belongs to, or {@link #ABSENT} of none. */
    int ofProgress(int record) {
        return record == ABSENT ? ABSENT : (int) progress.get(record, PART);
    }

    /** A field of a part's record of progress, or 0 without one. */
    private long progressed(int part, int field) {
        int record = slab.link(part, ORDER_AND_PROGRESS);
        return record == ABSENT ? 0 : progress.get(record, field);
    }

    /** Takes a part at a stock. */
    int add(int order, int line, int stock, long unitPriceMinor) {
        int part = slab.take();
        LongBuffer records = slab.chunk(part);
        int at = slab.place(part);
        records.put(at + PRICE, unitPriceMinor);
        records.put(at + STOCK_AND_NEXT, (long) stock << Integer.SIZE);
        records.put(at + UNITS_LINE_AND_FLAGS, (long) line << LINE_SHIFT);
        records.put(at + ORDER_AND_PROGRESS, (long) order << Integer.SIZE);
        return part;
    }

    /** Takes a part that waits for a SKU at ANY. */
    int addAny(int order, int line, int sku, long unitPriceMinor) {
        return add(order, line, -1 - sku, unitPriceMinor);
    }

    /** Says what the submission gave a part. */
    void submitted(int part, int units, int missing) {
        slab.high(part, UNITS_LINE_AND_FLAGS, units);
        if (missing > 0) {
            int record = progress(part);
            progress.high(record, MISSING, missing);
            progress.low(record, SUBMITTED, missing);
        }
    }

    void free(int part) {
        int record = slab.link(part, ORDER_AND_PROGRESS);
        if (record != ABSENT) {
            progress.free(record);
        }
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
        return slab.high(part, ORDER_AND_PROGRESS);
    }

    int line(int part) {
        return (slab.low(part, UNITS_LINE_AND_FLAGS) >>> LINE_SHIFT) & 0xFFFF;
    }

    long unitPriceMinor(int part) {
        return slab.get(part, PRICE);
    }

    /** Units it got, shipped ones too. */
    int units(int part) {
        return slab.high(part, UNITS_LINE_AND_FLAGS);
    }

    /** Units it waits for, or waited for when the order ended. */
    int missing(int part) {
        return (int) (progressed(part, MISSING) >>> Integer.SIZE);
    }

    int submittedUnits(int part) {
        return (int) (submitted(part) >>> Integer.SIZE);
    }

    int submittedMissing(int part) {
        return (int) submitted(part);
    }

    private long submitted(int part) {
        int record = slab.link(part, ORDER_AND_PROGRESS);
        return record == ABSENT ? (long) units(part) << Integer.SIZE : progress.get(record, SUBMITTED);
    }

    int shipped(int part) {
        return (int) (progressed(part, FULFILLED) >>> Integer.SIZE);
    }

    int returned(int part) {
        return (int) progressed(part, FULFILLED);
    }

    /** Units it got that have not been shipped. */
    int unshipped(int part) {
        return units(part) - shipped(part);
    }

    boolean isCounted(int part) {
        return (slab.low(part, UNITS_LINE_AND_FLAGS) & COUNTED) != 0;
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
        digest.add(entity, SUBMITTED_IN_DIGEST, submitted(part));
    }

    private boolean isUnitsInDigest(int part) {
        return (slab.low(part, UNITS_LINE_AND_FLAGS) & UNITS_IN_DIGEST) != 0;
    }

    private void flag(int part, int flag, boolean isSet) {
        int flags = slab.low(part, UNITS_LINE_AND_FLAGS);
        slab.low(part, UNITS_LINE_AND_FLAGS, isSet ? flags | flag : flags & ~flag);
    }

    void fill(int part, int units) {
        progress(part);
        slab.high(part, UNITS_LINE_AND_FLAGS, units(part) + units);
        digest.add(entity(part), GOT_IN_DIGEST, units);
    }

    void missing(int part, int missing) {
        progress.high(progress(part), MISSING, missing);
    }

    void ship(int part, int units) {
        progress.high(progress(part), FULFILLED, shipped(part) + units);
        digest.add(entity(part), SHIPPED_IN_DIGEST, units);
    }

    void takeBack(int part, int units) {
        progress.low(progress(part), FULFILLED, returned(part) + units);
        digest.add(entity(part), RETURNED_IN_DIGEST, units);
    }

    void removeFromDigest(int part) {
        long entity = entity(part);
        if (isUnitsInDigest(part)) {
            digest.add(entity, GOT_IN_DIGEST, -units(part));
            digest.add(entity, SUBMITTED_IN_DIGEST, -submitted(part));
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
