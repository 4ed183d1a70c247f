// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.OrderStatus;

/**
 * Reads the tables as snapshots of layout 1 have them: orders of 16 {@code long}s and parts of 8, with room for all that may become of them, and
 * stocks without their names in the digest. Numbers stay what they are, but for parts that wait: their records of progress do so now.
 */
final class StateLayout1 {
    private static final int STOCK_WIDTH = 12;
    private static final int ORDER_WIDTH = 16;
    private static final int PART_WIDTH = 8;

    // Of an order.

    private static final int ID = 0;
    private static final int CUSTOMER = 1;
    private static final int FINGERPRINT = 2;
    private static final int SUBMITTED_SEQUENCE = 3;
    private static final int CHANGED_SEQUENCE = 4;
    private static final int TOTAL = 5;
    private static final int PAID = 6;
    /** From the highest byte down: submission, status after it, late payment, priority, two bytes of line count, nothing, status. */
    private static final int STATE = 7;

    private static final int DEADLINE = 8;
    private static final int LINKS = 9;
    private static final int FIRST_PART_AND_BUCKET = 10;
    private static final int TIME_TO_PAY = 11;
    private static final int REFUND_DUE = 12;
    private static final int VERSION_AND_MISSING = 13;
    private static final int SUBMITTED_DEADLINE = 14;
    private static final int LIST_AND_PARTS = 15;

    private static final int LATE_PAYMENT_SHIFT = 40;
    private static final int PRIORITY_SHIFT = 32;
    private static final long SUBMISSION_AND_STATUS_AFTER = 0xFFFF_0000_0000_0000L;
    private static final long LINE_COUNT = 0xFFFF_0000L;
    private static final long STATUS = 0xFF;

    // Of a part.

    private static final int PRICE = 0;
    private static final int STOCK_AND_NEXT = 1;
    private static final int UNITS_AND_MISSING = 2;
    private static final int FULFILLED = 3;
    private static final int ORDER = 4;
    private static final int SUBMITTED = 5;
    private static final int LINE_AND_FLAGS = 6;
    private static final int WAIT_LINKS = 7;

    private final StateTransfer reader;

    StateLayout1(StateTransfer reader) {
        this.reader = reader;
    }

    private Slab slab(int width) {
        Slab old = new Slab(width);
        old.transfer(reader);
        return old;
    }

    void read(StockTable stocks) {
        Slab old = slab(STOCK_WIDTH);
        Slab slab = stocks.slab();
        slab.numberLike(old);
        for (int stock = 0; stock < old.end(); stock++) {
            for (int field = 0; field < STOCK_WIDTH; field++) {
                slab.set(stock, field, old.get(stock, field));
            }
            stocks.name(stock);
        }
        stocks.transferIndex(reader);
    }

    void read(OrderTable orders) {
        Slab old = slab(ORDER_WIDTH);
        HashIndex oldIndex = new HashIndex(old, FIRST_PART_AND_BUCKET, order -> Hash64.spread(old.get(order, ID)));
        oldIndex.transfer(reader);
        orders.deadlines.transfer(reader);
        orders.finishedEnds.transfer(reader);

        orders.slab.numberLike(old);
        orders.index.bound(oldIndex.bound());
        for (int order = 0; order < old.end(); order++) {
            // Freed records too: their free list runs through this field.
            orders.slab.set(order, OrderTable.ID, old.get(order, ID));
        }
        old.forEach(order -> {
            read(orders.slab, order, old);
            orders.index.insert(order);
            readChanges(orders, order, old);
        });
    }

    private static void read(Slab slab, int order, Slab old) {
        slab.high(order, OrderTable.FIRST_PART_AND_BUCKET, old.high(order, FIRST_PART_AND_BUCKET));
        slab.set(order, OrderTable.CUSTOMER, old.get(order, CUSTOMER));
        slab.set(order, OrderTable.FINGERPRINT, old.get(order, FINGERPRINT));
        slab.set(order, OrderTable.SUBMITTED_SEQUENCE, old.get(order, SUBMITTED_SEQUENCE));
        slab.set(order, OrderTable.TOTAL, old.get(order, TOTAL));
        long state = old.get(order, STATE);
        slab.set(
                order,
                OrderTable.STATE,
                (state & (SUBMISSION_AND_STATUS_AFTER | LINE_COUNT | STATUS))
                        | ((long) old.low(order, LIST_AND_PARTS) << OrderTable.PART_COUNT_SHIFT)
                        | (((state >>> LATE_PAYMENT_SHIFT) & 0xFF) << OrderTable.LATE_PAYMENT_SHIFT)
                        | (((state >>> PRIORITY_SHIFT) & 0xFF) << OrderTable.PRIORITY_SHIFT));
        slab.set(order, OrderTable.DEADLINE, old.get(order, DEADLINE));
        slab.set(order, OrderTable.LINKS, old.get(order, LINKS));
        slab.high(order, OrderTable.LIST_AND_CHANGES, old.high(order, LIST_AND_PARTS));
    }

    private static void readChanges(OrderTable orders, int order, Slab old) {
        boolean isAsSubmitted = old.get(order, VERSION_AND_MISSING) == (long) State.FIRST_VERSION << Integer.SIZE;
        if (isAsSubmitted && orders.status(order) != OrderStatus.WAITING) {
            return;
        }
        int record = orders.changes(order);
        orders.changes.set(record, OrderTable.CHANGED_SEQUENCE, old.get(order, CHANGED_SEQUENCE));
        orders.changes.set(record, OrderTable.PAID, old.get(order, PAID));
        orders.changes.set(record, OrderTable.REFUND_DUE, old.get(order, REFUND_DUE));
        orders.changes.set(record, OrderTable.VERSION_AND_MISSING, old.get(order, VERSION_AND_MISSING));
        orders.changes.set(record, OrderTable.SUBMITTED_DEADLINE, old.get(order, SUBMITTED_DEADLINE));
        orders.changes.set(record, OrderTable.TIME_TO_PAY, old.get(order, TIME_TO_PAY));
    }

    void read(PartTable parts) {
        Slab old = slab(PART_WIDTH);
        parts.slab.numberLike(old);
        for (int part = 0; part < old.end(); part++) {
            parts.slab.set(part, PartTable.PRICE, old.get(part, PRICE));
        }
        old.forEach(part -> read(parts, part, old));
        old.forEach(part -> readWaitLinks(parts, part, old));
    }

    private static void read(PartTable parts, int part, Slab old) {
        parts.slab.set(part, PartTable.STOCK_AND_NEXT, old.get(part, STOCK_AND_NEXT));
        parts.slab.high(part, PartTable.UNITS_LINE_AND_FLAGS, old.high(part, UNITS_AND_MISSING));
        parts.slab.low(
                part,
                PartTable.UNITS_LINE_AND_FLAGS,
                (old.high(part, LINE_AND_FLAGS) << PartTable.LINE_SHIFT) | old.low(part, LINE_AND_FLAGS));
        parts.slab.high(part, PartTable.ORDER_AND_PROGRESS, old.high(part, ORDER));
        boolean gotAllAtOnce =
                old.get(part, SUBMITTED) == old.get(part, UNITS_AND_MISSING) && old.low(part, UNITS_AND_MISSING) == 0;
        if (!gotAllAtOnce || old.get(part, FULFILLED) != 0) {
            int record = parts.progress(part);
            parts.progress.high(record, PartTable.MISSING, old.low(part, UNITS_AND_MISSING));
            parts.progress.set(record, PartTable.SUBMITTED, old.get(part, SUBMITTED));
            parts.progress.set(record, PartTable.FULFILLED, old.get(part, FULFILLED));
        }
    }

    private static void readWaitLinks(PartTable parts, int part, Slab old) {
        if (old.get(part, WAIT_LINKS) != 0) {
            int record = parts.progress(part);
            parts.progress.highLink(record, PartTable.WAIT_LINKS, progress(parts, old.highLink(part, WAIT_LINKS)));
            parts.progress.link(record, PartTable.WAIT_LINKS, progress(parts, old.link(part, WAIT_LINKS)));
        }
    }

    private static int progress(PartTable parts, int part) {
        return part == PartTable.ABSENT ? PartTable.ABSENT : parts.progress(part);
    }

    /** The queues, which have been read already, begin and end with parts. */
    void turnToProgress(Waitlist waitlist, PartTable parts) {
        waitlist.queues.forEach(queues -> {
            for (int priority = 0; priority < Waitlist.PRIORITIES; priority++) {
                int first = waitlist.queues.highLink(queues, priority);
                int last = waitlist.queues.link(queues, priority);
                waitlist.queues.highLink(queues, priority, progress(parts, first));
                waitlist.queues.link(queues, priority, progress(parts, last));
            }
        });
    }
}
