// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.LatePayment;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SubmitOrderDecoder;
import java.util.function.LongConsumer;

/**
 * Every order that is remembered, rejected ones too: what it is and how far it has come. Which units it has is in its
 * {@linkplain PartTable parts}. An order takes two cache lines of 64 bytes.
 */
final class OrderTable {
    static final int ABSENT = Slab.ABSENT;

    private static final int ID = 0;
    private static final int CUSTOMER = 1;
    private static final int FINGERPRINT = 2;
    private static final int SUBMITTED_SEQUENCE = 3;
    private static final int CHANGED_SEQUENCE = 4;
    private static final int TOTAL = 5;
    private static final int PAID = 6;
    /**
     * From the highest byte down: how the submission was answered, status after it, late payment, priority, two bytes of line
     * count, nothing, status.
     */
    private static final int STATE = 7;
    /** Of an open order, when its time is over; of a finished one, when it was last changed. */
    private static final int DEADLINE = 8;
    /** In the list of its deadline's time span, or of the finished orders. */
    private static final int LINKS = 9;
    /** First part in the high half, next of the index's bucket in the low. */
    private static final int FIRST_PART_AND_BUCKET = 10;

    private static final int TIME_TO_PAY = 11;
    private static final int REFUND_DUE = 12;
    /** Version in the high half, number of parts that miss units in the low. */
    private static final int VERSION_AND_MISSING = 13;

    private static final int SUBMITTED_DEADLINE = 14;
    /** List in the deadline queue in the high half, number of parts in the low. */
    private static final int LIST_AND_PARTS = 15;

    /** Of a record, in longs. */
    static final int WIDTH = 16;

    private static final int SUBMISSION_SHIFT = 56;
    private static final int SUBMITTED_STATUS_SHIFT = 48;
    private static final int LATE_PAYMENT_SHIFT = 40;
    private static final int PRIORITY_SHIFT = 32;
    private static final int LINE_COUNT_SHIFT = 16;

    private static final int STATUS_IN_DIGEST = 7;
    private static final int SUBMISSION_IN_DIGEST = 8;

    private static final int FINISHED = 0;

    private final StateDigest digest;
    private final Slab slab = new Slab(WIDTH);
    private final HashIndex index = new HashIndex(slab, FIRST_PART_AND_BUCKET, order -> Hash64.spread(id(order)));
    private final DeadlineQueue deadlines = new DeadlineQueue(slab, DEADLINE, LINKS, LIST_AND_PARTS);
    /** The finished orders, the longest unchanged first: one list with one owner. */
    private final Slab finishedEnds = new Slab(1);

    private final Chain finished = new Chain(slab, LINKS, finishedEnds);

    OrderTable(StateDigest digest) {
        this.digest = digest;
        finishedEnds.take();
    }

    void bound(int maxOrders) {
        index.bound(maxOrders);
        deadlines.bound(maxOrders);
    }

    void transfer(StateTransfer transfer) {
        slab.transfer(transfer);
        index.transfer(transfer);
        deadlines.transfer(transfer);
        finishedEnds.transfer(transfer);
    }

    boolean isFull() {
        return index.isFull();
    }

    int size() {
        return index.size();
    }

    /** The order's number, or {@link #ABSENT}. */
    int find(long orderId) {
        int order = index.first(Hash64.spread(orderId));
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
        int order = remember(sequence, command, fingerprint, 0, code, OrderStatus.REJECTED);
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
        int order = remember(sequence, command, fingerprint, lineCount, ResultCode.OK, status);
        slab.set(order, TIME_TO_PAY, timeToPayNs);
        set(order, TOTAL, totalMinor);
        return order;
    }

    private int remember(
            long sequence,
            SubmitOrderDecoder command,
            long fingerprint,
            int lineCount,
            ResultCode code,
            OrderStatus status) {
        int order = slab.take();
        slab.set(order, ID, command.orderId());
        slab.set(order, SUBMITTED_SEQUENCE, sequence);
        slab.set(order, CHANGED_SEQUENCE, sequence);
        slab.set(
                order,
                STATE,
                ((long) code.value() << SUBMISSION_SHIFT)
                        | ((long) status.value() << SUBMITTED_STATUS_SHIFT)
                        | ((long) NullValue.orFirst(command.latePayment()).value() << LATE_PAYMENT_SHIFT)
                        | ((long) NullValue.priorityOrZero(command.priority()) << PRIORITY_SHIFT)
                        | ((long) lineCount << LINE_COUNT_SHIFT)
                        | status.value());
        slab.high(order, VERSION_AND_MISSING, 1);
        index.insert(order);
        set(order, CUSTOMER, command.customerId());
        set(order, FINGERPRINT, fingerprint);
        digest.add(entity(order), STATUS_IN_DIGEST, status.value());
        digest.add(entity(order), SUBMISSION_IN_DIGEST, code.value());
        return order;
    }

    private void set(int order, int field, long value) {
        digest.add(entity(order), field, value - slab.get(order, field));
        slab.set(order, field, value);
    }

    private long entity(int order) {
        return StateDigest.entity(StateDigest.Kind.ORDER, id(order));
    }

    /** Sets an order's status. */
    void status(int order, OrderStatus status) {
        long state = slab.get(order, STATE);
        digest.add(entity(order), STATUS_IN_DIGEST, status.value() - (state & 0xFF));
        slab.set(order, STATE, (state & ~0xFFL) | status.value());
    }

    /** Says that an order was changed at a sequence: its version is one higher. */
    void changed(int order, long sequence) {
        slab.set(order, CHANGED_SEQUENCE, sequence);
        slab.high(order, VERSION_AND_MISSING, version(order) + 1);
    }

    /** Begins an order's time to pay or to wait; 0 for no end. */
    void startDeadline(int order, long nowNs, long spanNs) {
        if (spanNs != 0) {
            deadlines.start(order, nowNs, spanNs);
        }
    }

    void stopDeadline(int order) {
        deadlines.stop(order);
    }

    /** Says that the order's deadline as it is now is the one that the submission was answered with. */
    void submittedDeadline(int order) {
        slab.set(order, SUBMITTED_DEADLINE, deadlineNs(order));
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
        long entity = entity(order);
        digest.add(entity, CUSTOMER, -customerId(order));
        digest.add(entity, FINGERPRINT, -fingerprint(order));
        digest.add(entity, STATUS_IN_DIGEST, -status(order).value());
        digest.add(entity, SUBMISSION_IN_DIGEST, -submission(order).value());
        digest.add(entity, TOTAL, -totalMinor(order));
        digest.add(entity, PAID, -paidMinor(order));
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
        return slab.get(order, CHANGED_SEQUENCE);
    }

    long totalMinor(int order) {
        return slab.get(order, TOTAL);
    }

    long paidMinor(int order) {
        return slab.get(order, PAID);
    }

    void paidMinor(int order, long paidMinor) {
        set(order, PAID, paidMinor);
    }

    /** What the customer is to get back in all. */
    long refundDueMinor(int order) {
        return slab.get(order, REFUND_DUE);
    }

    /** Not in the digest: it follows from the status and from what was shipped and came back. */
    void addRefundDue(int order, long minor) {
        slab.add(order, REFUND_DUE, minor);
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
        return slab.get(order, SUBMITTED_DEADLINE);
    }

    long timeToPayNs(int order) {
        return slab.get(order, TIME_TO_PAY);
    }

    int version(int order) {
        return slab.high(order, VERSION_AND_MISSING);
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
        return LatePayment.get((short) ((slab.get(order, STATE) >>> LATE_PAYMENT_SHIFT) & 0xFF));
    }

    int priority(int order) {
        return (int) ((slab.get(order, STATE) >>> PRIORITY_SHIFT) & 0xFF);
    }

    int lineCount(int order) {
        return (int) ((slab.get(order, STATE) >>> LINE_COUNT_SHIFT) & 0xFFFF);
    }

    int firstPart(int order) {
        return slab.highLink(order, FIRST_PART_AND_BUCKET);
    }

    void firstPart(int order, int part) {
        slab.highLink(order, FIRST_PART_AND_BUCKET, part);
    }

    int partCount(int order) {
        return slab.low(order, LIST_AND_PARTS);
    }

    void addPart(int order) {
        slab.low(order, LIST_AND_PARTS, partCount(order) + 1);
    }

    /** How many parts miss units. */
    int missingParts(int order) {
        return slab.low(order, VERSION_AND_MISSING);
    }

    void missingParts(int order, int parts) {
        slab.low(order, VERSION_AND_MISSING, parts);
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
