// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SubmitOrderDecoder;

/**
 * Every order that is remembered, rejected ones too, and the lines of those that were accepted.
 *
 * <p>An order takes one cache line of 64 bytes, a line 16.
 */
final class OrderTable {
    static final int ABSENT = IdIndex.ABSENT;

    private static final int ID = 0;
    private static final int CUSTOMER = 1;
    private static final int FINGERPRINT = 2;
    private static final int SUBMITTED_SEQUENCE = 3;
    private static final int CHANGED_SEQUENCE = 4;
    private static final int TOTAL = 5;
    private static final int PAID = 6;
    /** First line in bits 32 to 63, line count in 16 to 31, submission's result code in 8 to 15, status in 0 to 7. */
    private static final int LINES_AND_STATE = 7;

    private static final int WIDTH = 8;
    private static final int STATUS_IN_DIGEST = LINES_AND_STATE;
    private static final int SUBMISSION_IN_DIGEST = LINES_AND_STATE + 1;

    private static final int LINE_PRICE = 0;
    /** Stock number in bits 32 to 63, quantity in 0 to 31. */
    private static final int LINE_STOCK_AND_QUANTITY = 1;

    private static final int LINE_WIDTH = 2;

    private final StateDigest digest;
    private final Slab orders = new Slab(WIDTH);
    private final Slab lines = new Slab(LINE_WIDTH);
    private final IdIndex index = new IdIndex();
    private int maxLines;

    OrderTable(StateDigest digest) {
        this.digest = digest;
    }

    void bound(int maxOrders, int newMaxLines) {
        index.bound(maxOrders);
        maxLines = newMaxLines;
    }

    boolean hasRoomFor(int lineCount) {
        return !index.isFull() && lineCount <= maxLines - lines.size();
    }

    int size() {
        return index.size();
    }

    int lineSize() {
        return lines.size();
    }

    /** The order's number, or {@link #ABSENT}. */
    int find(long orderId) {
        return index.get(orderId);
    }

    /** Remembers that an order was rejected, and why. */
    void reject(long sequence, SubmitOrderDecoder command, long fingerprint, ResultCode code) {
        remember(sequence, command, fingerprint, 0, 0, code, OrderStatus.REJECTED);
    }

    /** Takes a reserved order; its lines are to be set with {@link #line}. */
    int accept(long sequence, SubmitOrderDecoder command, long fingerprint, long totalMinor, int lineCount) {
        int order = remember(
                sequence,
                command,
                fingerprint,
                lines.append(lineCount),
                lineCount,
                ResultCode.OK,
                OrderStatus.RESERVED);
        orders.set(order, TOTAL, totalMinor);
        digest.add(entity(order), TOTAL, totalMinor);
        return order;
    }

    private int remember(
            long sequence,
            SubmitOrderDecoder command,
            long fingerprint,
            int firstLine,
            int lineCount,
            ResultCode code,
            OrderStatus status) {
        int order = orders.append(1);
        orders.set(order, ID, command.orderId());
        orders.set(order, CUSTOMER, command.customerId());
        orders.set(order, FINGERPRINT, fingerprint);
        orders.set(order, SUBMITTED_SEQUENCE, sequence);
        orders.set(order, CHANGED_SEQUENCE, sequence);
        orders.set(
                order,
                LINES_AND_STATE,
                ((long) firstLine << 32) | ((long) lineCount << 16) | ((long) code.value() << 8) | status.value());
        index.put(command.orderId(), order);

        long entity = entity(order);
        digest.add(entity, CUSTOMER, command.customerId());
        digest.add(entity, FINGERPRINT, fingerprint);
        digest.add(entity, STATUS_IN_DIGEST, status.value());
        digest.add(entity, SUBMISSION_IN_DIGEST, code.value());
        return order;
    }

    void line(int order, int i, int stock, int quantity, long unitPriceMinor) {
        int line = firstLine(order) + i;
        lines.set(line, LINE_PRICE, unitPriceMinor);
        lines.set(line, LINE_STOCK_AND_QUANTITY, ((long) stock << 32) | quantity);
    }

    void confirm(int order, long sequence, long paidMinor) {
        orders.set(order, PAID, paidMinor);
        digest.add(entity(order), PAID, paidMinor);
        status(order, OrderStatus.CONFIRMED, sequence);
    }

    void cancel(int order, long sequence) {
        status(order, OrderStatus.CANCELLED, sequence);
    }

    private void status(int order, OrderStatus status, long sequence) {
        long state = orders.get(order, LINES_AND_STATE);
        digest.add(entity(order), STATUS_IN_DIGEST, status.value() - (state & 0xFF));
        orders.set(order, LINES_AND_STATE, (state & ~0xFFL) | status.value());
        orders.set(order, CHANGED_SEQUENCE, sequence);
    }

    private long entity(int order) {
        return StateDigest.entity(StateDigest.Kind.ORDER, id(order));
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
        return hash;
    }

    long id(int order) {
        return orders.get(order, ID);
    }

    long customerId(int order) {
        return orders.get(order, CUSTOMER);
    }

    long fingerprint(int order) {
        return orders.get(order, FINGERPRINT);
    }

    /** Where the submission was decided. */
    long submittedSequence(int order) {
        return orders.get(order, SUBMITTED_SEQUENCE);
    }

    /** Where the order came to its present status. */
    long changedSequence(int order) {
        return orders.get(order, CHANGED_SEQUENCE);
    }

    long totalMinor(int order) {
        return orders.get(order, TOTAL);
    }

    long paidMinor(int order) {
        return orders.get(order, PAID);
    }

    OrderStatus status(int order) {
        return OrderStatus.get((short) (orders.get(order, LINES_AND_STATE) & 0xFF));
    }

    /** How the submission was answered. */
    ResultCode submission(int order) {
        return ResultCode.get((short) ((orders.get(order, LINES_AND_STATE) >>> 8) & 0xFF));
    }

    int lineCount(int order) {
        return (int) ((orders.get(order, LINES_AND_STATE) >>> 16) & 0xFFFF);
    }

    private int firstLine(int order) {
        return (int) (orders.get(order, LINES_AND_STATE) >>> 32);
    }

    long unitPriceMinor(int order, int i) {
        return lines.get(firstLine(order) + i, LINE_PRICE);
    }

    int stock(int order, int i) {
        return (int) (lines.get(firstLine(order) + i, LINE_STOCK_AND_QUANTITY) >>> 32);
    }

    int quantity(int order, int i) {
        return (int) lines.get(firstLine(order) + i, LINE_STOCK_AND_QUANTITY);
    }
}
