// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.LatePayment;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SubmitOrderDecoder;
import java.nio.LongBuffer;
import java.util.function.LongConsumer;

/**
 * Every order that is remembered, rejected ones too: what it is and how far it has come. Which units it has is in its
 * {@linkplain PartTable parts}.
 *
 * <p>Most orders are paid as they were submitted, so ten {@code long}s hold one. What later changes and waiting for units need goes into a
 * second record, made on first use.
 */
final class OrderTable {
    static final int ABSENT = Slab.ABSENT;

    static final int ID = 0;
    /** First part in the high half, next of the index's bucket in the low. */
    static final int FIRST_PART_AND_BUCKET = 1;

    static final int CUSTOMER = 2;
    static final int FINGERPRINT = 3;
    static final int SUBMITTED_SEQUENCE = 4;
    static final int TOTAL = 5;
    /**
     * From the highest byte down: how the submission was answered, status after it, two bytes of part count (a line has at most a part for each of its
     * 16 locations, and one that waits), four bits of late payment and twelve of line count, priority, status.
     */
    static final int STATE = 6;
    /** Of an open order, when its time is over; of a finished one, when it was last changed. */
    static final int DEADLINE = 7;
    /** In the list of its deadline's time span, or of the finished orders. */
    static final int LINKS = 8;
    /** List in the deadline queue in the high half, record of its changes in the low. */
    static final int LIST_AND_CHANGES = 9;

    private static final int WIDTH = 10;

    // Of the record of changes.

    static final int CHANGED_SEQUENCE = 0;
    static final int PAID = 1;
    static final int REFUND_DUE = 2;
    /** Version in the high half, number of parts that miss units in the low. */
    static final int VERSION_AND_MISSING = 3;

    static final int SUBMITTED_DEADLINE = 4;
    /** Of an order that waits, or waited, for units: how long it may wait for its payment after that. */
    static final int TIME_TO_PAY = 5;

    private static final int CHANGES_WIDTH = 6;

    /** Of an order with its changes, in longs. */
    static final int MOST_LONGS = WIDTH + CHANGES_WIDTH;

    private static final int SUBMISSION_SHIFT = 56;
    private static final int SUBMITTED_STATUS_SHIFT = 48;
    static final int PART_COUNT_SHIFT = 32;
    private static final int LINE_COUNT_SHIFT = 16;
    static final int LATE_PAYMENT_SHIFT = 28;
    static final int PRIORITY_SHIFT = 8;

    private static final int CUSTOMER_IN_DIGEST = 1;
    private static final int FINGERPRINT_IN_DIGEST = 2;
    private static final int TOTAL_IN_DIGEST = 5;
    private static final int PAID_IN_DIGEST = 6;
    private static final int STATUS_IN_DIGEST = 7;
    private static final int SUBMISSION_IN_DIGEST = 8;

    private static final int FINISHED = 0;

    private final StateDigest digest;
    private final KeyedHash hash;
    final Slab slab = new Slab(WIDTH);
    final Slab changes = new Slab(CHANGES_WIDTH);
    final HashIndex index;
    final DeadlineQueue deadlines;
    /** The finished orders, the longest unchanged first: one list with one owner. */
    final Slab finishedEnds = new Slab(1);

    private final Chain finished = new Chain(slab, LINKS, finishedEnds);

    OrderTable(StateDigest digest, KeyedHash hash) {
        this.digest = digest;
        this.hash = hash;
        index = new HashIndex(slab, FIRST_PART_AND_BUCKET, order -> hash.spreadBlocks(id(order)));
        deadlines = new DeadlineQueue(slab, DEADLINE, LINKS, LIST_AND_CHANGES, hash);
        finishedEnds.take();
    }

    void bound(int maxOrders) {
        index.bound(maxOrders);
        deadlines.bound(maxOrders);
    }

    void transfer(StateTransfer transfer) {
        slab.transfer(transfer);
        changes.transfer(transfer);
        index.transfer(transfer);
        deadlines.transfer(transfer);
        finishedEnds.transfer(transfer);
    }

    /** See {@link Slab#growAhead()}. */
    void growAhead() {
        slab.growAhead();
        changes.growAhead();
    }

    boolean isFull() {
        return index.isFull();
    }

    int size() {
        return index.size();
    }

    /** The order's number, or {@link #ABSENT}. */
    int find(long orderId) {
        int order = index.first(hash.spreadBlocks(orderId));
        while (order != ABSENT && id(order) != orderId) {
            order = index.next(order);
        }
        return order;
    }

    void forEach(LongConsumer orderIds) {
        for (int order = 0; order < slab.end(); order++) {
            // Not one that was given back: nothing finds these.
            if (find(id(order)) == order) {
                orderIds.accept(id(order));
            }
        }
    }

    /** Remembers a submission that was rejected; it is finished. */
    int reject(long sequence, long nowNs, SubmitOrderDecoder command, long fingerprint, ResultCode code) {
        int order = remember(sequence, command, fingerprint, 0, 0, code, OrderStatus.REJECTED);
        finish(order, nowNs);
        return order;
    }

    /** Remembers a submission that was accepted; its parts and its deadline are to be set. */
    int accept(
            long sequence,
            SubmitOrderDecoder command,
            long fingerprint,
            OrderStatus status,
            int lineCount,
            long totalMinor,
            long timeToPayNs) {
        int order = remember(sequence, command, fingerprint, lineCount, totalMinor, ResultCode.OK, status);
        if (status == OrderStatus.WAITING) {
            changes.set(changes(order), TIME_TO_PAY, timeToPayNs);
        }
        return order;
    }

    private int remember(
            long sequence,
            SubmitOrderDecoder command,
            long fingerprint,
            int lineCount,
            long totalMinor,
            ResultCode code,
            OrderStatus status) {
        int order = slab.take();
        LongBuffer records = slab.chunk(order);
        int at = slab.place(order);
        long orderId = command.orderId();
        long customerId = command.customerId();
        records.put(at + ID, orderId);
        records.put(at + CUSTOMER, customerId);
        records.put(at + FINGERPRINT, fingerprint);
        records.put(at + SUBMITTED_SEQUENCE, sequence);
        records.put(at + TOTAL, totalMinor);
        records.put(
                at + STATE,
                ((long) code.value() << SUBMISSION_SHIFT)
                        | ((long) status.value() << SUBMITTED_STATUS_SHIFT)
                        | ((long) lineCount << LINE_COUNT_SHIFT)
                        | ((long) NullValue.orFirst(command.latePayment()).value() << LATE_PAYMENT_SHIFT)
                        | ((long) NullValue.priorityOrZero(command.priority()) << PRIORITY_SHIFT)
                        | status.value());
        index.insert(order);
        long entity = entity(orderId);
        digest.add(entity, CUSTOMER_IN_DIGEST, customerId);
        digest.add(entity, FINGERPRINT_IN_DIGEST, fingerprint);
        digest.add(entity, TOTAL_IN_DIGEST, totalMinor);
        digest.add(entity, STATUS_IN_DIGEST, status.value());
        digest.add(entity, SUBMISSION_IN_DIGEST, code.value());
        return order;
    }

    private static long entity(long orderId) {
        return StateDigest.entity(StateDigest.Kind.ORDER, orderId);
    }

    /** The record of an order's changes; without one it is made, and the order is as it was submitted until something is changed in it. */
    int changes(int order) {
        int record = slab.link(order, LIST_AND_CHANGES);
        if (record == ABSENT) {
            record = changes.take();
            slab.link(order, LIST_AND_CHANGES, record);
            changes.set(record, CHANGED_SEQUENCE, submittedSequence(order));
            changes.high(record, VERSION_AND_MISSING, State.FIRST_VERSION);
            changes.set(record, SUBMITTED_DEADLINE, deadlineNs(order));
        }
        return record;
    }

    /** A field of an order's record of changes, or what it is without one. */
    private long changed(int order, int field, long otherwise) {
        int record = slab.link(order, LIST_AND_CHANGES);
        return record == ABSENT ? otherwise : changes.get(record, field);
    }

    /** Sets an order's status. */
    void status(int order, OrderStatus status) {
        changes(order);
        long state = slab.get(order, STATE);
        digest.add(entity(id(order)), STATUS_IN_DIGEST, status.value() - (state & 0xFF));
        slab.set(order, STATE, (state & ~0xFFL) | status.value());
    }

    /** Says that an order was changed at a sequence: its version is one higher. */
    void changed(int order, long sequence) {
        int record = changes(order);
        changes.set(record, CHANGED_SEQUENCE, sequence);
        changes.high(record, VERSION_AND_MISSING, changes.high(record, VERSION_AND_MISSING) + 1);
    }

    /** Begins an order's time to pay or to wait; 0 for no end. */
    void startDeadline(int order, long nowNs, long spanNs) {
        if (spanNs != 0) {
            deadlines.start(order, nowNs, spanNs);
        }
    }

    void stopDeadline(int order) {
        changes(order);
        deadlines.stop(order);
    }

    /** Begins the first deadline of an order, which is the one that its submission is answered with. */
    void startFirstDeadline(int order, long nowNs, long spanNs) {
        startDeadline(order, nowNs, spanNs);
        int record = slab.link(order, LIST_AND_CHANGES);
        if (record != ABSENT) {
            changes.set(record, SUBMITTED_DEADLINE, deadlineNs(order));
        }
    }

    /** Puts an order that has just come to its end, and has no deadline any more, behind the finished ones. */
    void finish(int order, long nowNs) {
        slab.set(order, DEADLINE, nowNs);
        finished.append(FINISHED, 0, order);
    }

    /** Says that an order was changed; if it is finished, it is the last to be forgotten. */
    void touch(int order, long nowNs) {
        if (isFinished(order)) {
            unfinish(order);
            finish(order, nowNs);
        }
    }

    /** Takes an order back from the finished ones. */
    void unfinish(int order) {
        finished.remove(FINISHED, 0, order);
        slab.set(order, DEADLINE, 0);
    }

    void forget(int order) {
        unfinish(order);
        long entity = entity(id(order));
        digest.add(entity, CUSTOMER_IN_DIGEST, -customerId(order));
        digest.add(entity, FINGERPRINT_IN_DIGEST, -fingerprint(order));
        digest.add(entity, STATUS_IN_DIGEST, -status(order).value());
        digest.add(entity, SUBMISSION_IN_DIGEST, -submission(order).value());
        digest.add(entity, TOTAL_IN_DIGEST, -totalMinor(order));
        digest.add(entity, PAID_IN_DIGEST, -paidMinor(order));
        int record = slab.link(order, LIST_AND_CHANGES);
        if (record != ABSENT) {
            changes.free(record);
        }
        index.remove(order);
        slab.free(order);
    }

    /** What makes two submissions of an order the same: everything but the command's header. */
    static long fingerprint(SubmitOrderDecoder command) {
        long hash = Hash64.combine(Hash64.SEED, command.customerId());
        hash = Hash64.combine(hash, command.policyRaw());
        SubmitOrderDecoder.LinesDecoder line = command.lines();
        hash = Hash64.combine(hash, line.count());
        while (line.hasNext()) {
            line.next();
            hash = Hash64.combine(hash, line.skuId());
            hash = Hash64.combine(hash, line.unitPriceMinor());
            hash = Hash64.combine(hash, ((long) line.location() << 32) | (line.quantity() & 0xFFFF_FFFFL));
        }
        command.sbeRewind();
        long timeToPayNs = NullValue.orZero(command.timeToPayNs());
        long timeToWaitNs = NullValue.orZero(command.timeToWaitNs());
        int priority = NullValue.priorityOrZero(command.priority());
        LatePayment latePayment = NullValue.orFirst(command.latePayment());
        // As in version 1 where nothing of version 2 is used.
        if (timeToPayNs != 0 || timeToWaitNs != 0 || priority != 0 || latePayment != LatePayment.REFUSE) {
            hash = Hash64.combine(hash, timeToPayNs);
            hash = Hash64.combine(hash, timeToWaitNs);
            hash = Hash64.combine(hash, ((long) priority << 8) | latePayment.value());
        }
        return hash;
    }

    long id(int order) {
        return slab.get(order, ID);
    }

    long customerId(int order) {
        return slab.get(order, CUSTOMER);
    }

    long fingerprint(int order) {
        return slab.get(order, FINGERPRINT);
    }

    /** Where the submission was decided. */
    long submittedSequence(int order) {
        return slab.get(order, SUBMITTED_SEQUENCE);
    }

    /** Where the order was last changed. */
    long changedSequence(int order) {
        return changed(order, CHANGED_SEQUENCE, submittedSequence(order));
    }

    long totalMinor(int order) {
        return slab.get(order, TOTAL);
    }

    long paidMinor(int order) {
        return changed(order, PAID, 0);
    }

    void paidMinor(int order, long paidMinor) {
        int record = changes(order);
        digest.add(entity(id(order)), PAID_IN_DIGEST, paidMinor - changes.get(record, PAID));
        changes.set(record, PAID, paidMinor);
    }

    /** What the customer is to get back in all. */
    long refundDueMinor(int order) {
        return changed(order, REFUND_DUE, 0);
    }

    /** Not in the digest: it follows from the status and from what was shipped and came back. */
    void addRefundDue(int order, long minor) {
        changes.add(changes(order), REFUND_DUE, minor);
    }

    /** The status as far as it was worked off: an order whose time is over may not have been expired yet. */
    OrderStatus status(int order) {
        return OrderStatus.get((short) (slab.get(order, STATE) & 0xFF));
    }

    boolean isOpen(int order) {
        OrderStatus status = status(order);
        return status == OrderStatus.RESERVED || status == OrderStatus.WAITING;
    }

    private boolean isFinished(int order) {
        return !isOpen(order) && status(order) != OrderStatus.CONFIRMED;
    }

    /** Whether an order's time to pay or to wait is over, but it has not been expired yet. */
    boolean isOver(int order, long nowNs) {
        long deadlineNs = deadlineNs(order);
        return deadlineNs != 0 && deadlineNs <= nowNs;
    }

    /** When the order's time to pay or to wait is over; 0 if it never is, or the order waits for neither. */
    long deadlineNs(int order) {
        return isOpen(order) ? slab.get(order, DEADLINE) : 0;
    }

    /** The deadline as the submission was answered with it. */
    long submittedDeadlineNs(int order) {
        return changed(order, SUBMITTED_DEADLINE, deadlineNs(order));
    }

    /** Of an order that waits for units: how long it may wait for its payment after that. */
    long timeToPayNs(int order) {
        return changed(order, TIME_TO_PAY, 0);
    }

    int version(int order) {
        int record = slab.link(order, LIST_AND_CHANGES);
        return record == ABSENT ? State.FIRST_VERSION : changes.high(record, VERSION_AND_MISSING);
    }

    /** How the submission was answered. */
    ResultCode submission(int order) {
        return ResultCode.get((short) (slab.get(order, STATE) >>> SUBMISSION_SHIFT));
    }

    /** The status that the submission was answered with. */
    OrderStatus submittedStatus(int order) {
        return OrderStatus.get((short) ((slab.get(order, STATE) >>> SUBMITTED_STATUS_SHIFT) & 0xFF));
    }

    LatePayment latePayment(int order) {
        return LatePayment.get((short) ((slab.get(order, STATE) >>> LATE_PAYMENT_SHIFT) & 0xF));
    }

    int priority(int order) {
        return (int) ((slab.get(order, STATE) >>> PRIORITY_SHIFT) & 0xFF);
    }

    int lineCount(int order) {
        return (int) ((slab.get(order, STATE) >>> LINE_COUNT_SHIFT) & 0xFFF);
    }

    int firstPart(int order) {
        return slab.highLink(order, FIRST_PART_AND_BUCKET);
    }

    void firstPart(int order, int part) {
        slab.highLink(order, FIRST_PART_AND_BUCKET, part);
    }

    int partCount(int order) {
        return (int) ((slab.get(order, STATE) >>> PART_COUNT_SHIFT) & 0xFFFF);
    }

    void addPart(int order) {
        slab.add(order, STATE, 1L << PART_COUNT_SHIFT);
    }

    /** How many parts miss units. */
    int missingParts(int order) {
        return (int) changed(order, VERSION_AND_MISSING, 0);
    }

    void missingParts(int order, int parts) {
        changes.low(changes(order), VERSION_AND_MISSING, parts);
    }

    /** The order whose time is over first, or {@link #ABSENT}. */
    int firstDue() {
        return deadlines.first();
    }

    /** When the first order's time is over; {@link Long#MAX_VALUE} if none's is. */
    long firstDeadlineNs() {
        return deadlines.firstNs();
    }

    /** The finished order that is longest unchanged, or {@link #ABSENT}. */
    int firstFinished() {
        return finished.first(FINISHED, 0);
    }

    /** Since when the first finished order is unchanged; {@link Long#MAX_VALUE} if there is none. */
    long firstFinishedNs() {
        int first = firstFinished();
        return first == ABSENT ? Long.MAX_VALUE : slab.get(first, DEADLINE);
    }
}
