// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.workload;

/**
 * The commands of orders' whole lives by their number. Each submission is followed by two more commands on its order, always as many
 * submissions later, so that thousands of orders are under way at once. Which they are, is for the customer:
 *
 * <table>
 * <caption>What becomes of an order</caption>
 * <tr><th>of 100 orders</th><th>second command</th><th>third command</th></tr>
 * <tr><td>70 are bought</td><td>confirm</td><td>ship</td></tr>
 * <tr><td>10 are cancelled</td><td>cancel</td><td>query of the order</td></tr>
 * <tr><td>5 are paid and cancelled</td><td>confirm</td><td>cancel</td></tr>
 * <tr><td>15 are abandoned: they have next to no time to be paid</td><td>query of the order</td><td>confirm, too late</td></tr>
 * </table>
 *
 * <p>So of 100 commands 33 are submissions, 30 confirmations, 23 shipments, 5 cancellations and 9 queries. As everywhere, one submission of 100 is a
 * duplicate; instead of a second life its order is asked for. Where there is no order yet, at the beginning, stock is asked for.
 *
 * <p>For one thread; {@link #turnTo} takes some nanoseconds and allocates nothing.
 */
public final class Lives {
    /** Commands of each order. */
    public static final int STEPS = 3;

    private static final int PERCENT = 100;
    private static final int BOUGHT_PERCENT = 70;
    private static final int CANCELLED_PERCENT = 80;
    private static final int PAID_BACK_PERCENT = 85;
    private static final long NONE = -1;

    /** What a command is. */
    public enum Kind {
        SUBMIT,
        CONFIRM,
        CANCEL,
        SHIP,
        QUERY_ORDER,
        QUERY_STOCK
    }

    /** What becomes of an order. */
    public enum Fate {
        BOUGHT,
        CANCELLED,
        PAID_BACK,
        ABANDONED
    }

    private final Orders orders;
    private final int distance;

    private long submission;
    private long commandBefore;
    private Kind kind = Kind.SUBMIT;

    /** @param distance submissions between the commands of an order. */
    public Lives(Orders orders, int distance) {
        this.orders = orders;
        this.distance = distance;
    }

    /** Turns to a command, from 0, and the orders to the one that it is about. */
    public void turnTo(long number) {
        int step = (int) (number % STEPS);
        submission = number / STEPS - (long) step * distance;
        if (submission < 0) {
            orders.turnTo(number / STEPS);
            commandBefore = NONE;
            kind = Kind.QUERY_STOCK;
            return;
        }
        orders.turnTo(submission);
        commandBefore = step == 0 ? NONE : number(submission, step - 1);
        kind = kind(step);
    }

    private Kind kind(int step) {
        if (step == 0) {
            return Kind.SUBMIT;
        }
        if (isDuplicate()) {
            return Kind.QUERY_ORDER;
        }
        boolean isSecond = step == 1;
        return switch (fate()) {
            case BOUGHT -> isSecond ? Kind.CONFIRM : Kind.SHIP;
            case CANCELLED -> isSecond ? Kind.CANCEL : Kind.QUERY_ORDER;
            case PAID_BACK -> isSecond ? Kind.CONFIRM : Kind.CANCEL;
            case ABANDONED -> isSecond ? Kind.QUERY_ORDER : Kind.CONFIRM;
        };
    }

    /** The number of a submission's command. */
    long number(long ofSubmission, int step) {
        return (ofSubmission + (long) step * distance) * STEPS + step;
    }

    /** The orders, turned to the one that the command is about, or for stock to one that has the SKU in its first line. */
    public Orders orders() {
        return orders;
    }

    public Kind kind() {
        return kind;
    }

    /** The submission whose command it is. */
    long submission() {
        return submission;
    }

    /** The number of the command that is to be answered before this one is sent; below 0 if there is none. */
    public long commandBefore() {
        return commandBefore;
    }

    /** Whether the submission repeats another one. */
    boolean isDuplicate() {
        return orders.orderId() - 1 != submission;
    }

    /** What becomes of the order. */
    public Fate fate() {
        long percentile = orders.customerId() % PERCENT;
        if (percentile < BOUGHT_PERCENT) {
            return Fate.BOUGHT;
        }
        if (percentile < CANCELLED_PERCENT) {
            return Fate.CANCELLED;
        }
        return percentile < PAID_BACK_PERCENT ? Fate.PAID_BACK : Fate.ABANDONED;
    }
}
