// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.workload;

import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.transport.client.StockView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;

/**
 * The accounts of {@link Lives}: each answer is one that there can be after those before it on the same order, and the stock of each
 * SKU is what they add up to. An empty list is the only good result.
 */
public final class LifeAccounts {
    private final Lives lives;
    private final Orders orders;
    private final LifeAnswers answers;
    private final long[] shipped;
    private final long[] allocated;
    private final long[] reserved;
    private final long[] abandoned;
    /** Of all accepted orders, whatever became of them: at no time can more have been taken. */
    private final long[] everTaken;

    private long submitted;
    private long accepted;
    private long distinctOrders;
    private long shipments;
    private final List<Fault> faults = new ArrayList<>();

    private final Fault unanswered = new Fault("commands without an answer", faults);
    private final Fault wrongSubmissions = new Fault("submissions answered as none can be", faults);
    private final Fault unlike = new Fault("duplicates answered otherwise than their originals", faults);
    private final Fault wrongConfirmations = new Fault("confirmations answered as they cannot be", faults);
    private final Fault revived = new Fault("orders confirmed after they were told to have expired", faults);
    private final Fault wrongCancellations = new Fault("cancellations answered as they cannot be", faults);
    private final Fault wrongShipments = new Fault("shipments answered as they cannot be", faults);
    private final Fault wrongReports = new Fault("orders reported as they cannot be", faults);
    private final Fault wrongStocks = new Fault("stock reported as it cannot be", faults);
    private final Fault wronglyRefused = new Fault("submissions refused though there was enough all the time", faults);
    private final Fault oversold = new Fault("SKUs of which more was sold than there was", faults);
    private final Fault wrongOnHand = new Fault("SKUs of which other than what was not shipped is on hand", faults);
    private final Fault wrongAllocated = new Fault("SKUs of which other than what is paid is allocated", faults);
    private final Fault wrongReserved = new Fault("SKUs of which other than what is held is reserved", faults);

    /**
     * What a system has at the end, when the last hold of the abandoned orders is over.
     *
     * @param orders    that it remembers, refused ones too.
     * @param shipments that it remembers, refused ones too.
     * @param stocks    of each SKU, by its id.
     */
    public record Left(long orders, long shipments, LongFunction<StockView> stocks) {}

    /** Adds up the answers. */
    public LifeAccounts(Lives lives, LifeAnswers answers) {
        this.lives = lives;
        this.orders = lives.orders();
        this.answers = answers;
        int skus = orders.skus() + 1;
        shipped = new long[skus];
        allocated = new long[skus];
        reserved = new long[skus];
        abandoned = new long[skus];
        everTaken = new long[skus];
        for (long number = 0; number < answers.count(); number++) {
            read(number);
        }
    }

    private void read(long number) {
        lives.turnTo(number);
        if (!answers.isThere(number)) {
            unanswered.at(number);
            return;
        }
        switch (lives.kind()) {
            case SUBMIT -> readSubmission(number);
            case CONFIRM -> readConfirmation(number);
            case CANCEL -> readCancellation(number);
            case SHIP -> readShipment(number);
            case QUERY_ORDER -> readOrder(number);
            case QUERY_STOCK -> readStock(number);
        }
    }

    private void readSubmission(long number) {
        boolean isAccepted = is(number, ResultCode.OK, OrderStatus.RESERVED, orders.totalMinor());
        if (!isAccepted && !is(number, ResultCode.INSUFFICIENT_STOCK, OrderStatus.REJECTED, 0)) {
            wrongSubmissions.at(number);
        }
        submitted++;
        if (isAccepted) {
            accepted++;
        }
        if (lives.isDuplicate()) {
            if (!answers.areAlike(number, submissionOfOrder())) {
                unlike.at(number);
            }
            return;
        }
        distinctOrders++;
        if (isAccepted) {
            add(holder());
            add(everTaken);
        }
    }

    /** Where the units of an accepted order are when all its answers have come; null if they are free again. */
    private long[] holder() {
        long second = lives.number(lives.submission(), 1);
        long third = lives.number(lives.submission(), 2);
        return switch (lives.fate()) {
            case BOUGHT -> answers.isOk(third) ? shipped : answers.isOk(second) ? allocated : reserved;
            case CANCELLED -> answers.isOk(second) ? null : reserved;
            case PAID_BACK -> answers.isOk(third) ? null : answers.isOk(second) ? allocated : reserved;
            case ABANDONED -> answers.isOk(third) ? allocated : answers.isThere(third) ? null : abandoned;
        };
    }

    private void add(long[] holder) {
        if (holder != null) {
            for (int line = 0; line < orders.lineCount(); line++) {
                holder[(int) orders.skuId(line)] += orders.quantity(line);
            }
        }
    }

    private void readConfirmation(long number) {
        boolean isOk = is(number, ResultCode.OK, OrderStatus.CONFIRMED, orders.totalMinor());
        boolean isAbandoned = lives.fate() == Lives.Fate.ABANDONED;
        if (!wasAccepted()) {
            check(wasRejected(number), wrongConfirmations, number);
        } else if (!isAbandoned) {
            check(isOk, wrongConfirmations, number);
        } else {
            check(isOk || isTold(number, ResultCode.ORDER_EXPIRED, OrderStatus.EXPIRED), wrongConfirmations, number);
            check(!isOk || answers.status(lives.commandBefore()) != OrderStatus.EXPIRED, revived, number);
        }
    }

    private void readCancellation(long number) {
        check(
                wasAccepted() ? isTold(number, ResultCode.OK, OrderStatus.CANCELLED) : wasRejected(number),
                wrongCancellations,
                number);
    }

    private void readShipment(long number) {
        shipments++;
        boolean isRight =
                wasAccepted() ? is(number, ResultCode.OK, OrderStatus.FULFILLED, orders.units()) : wasRejected(number);
        check(isRight, wrongShipments, number);
    }

    private void readOrder(long number) {
        OrderStatus status = answers.status(number);
        boolean isRight = answers.code(number) == ResultCode.OK;
        if (!wasAccepted()) {
            isRight &= status == OrderStatus.REJECTED;
        } else if (lives.isDuplicate()) {
            isRight &= status != OrderStatus.REJECTED && status != OrderStatus.NONE && status != OrderStatus.WAITING;
        } else if (lives.fate() == Lives.Fate.ABANDONED) {
            isRight &= status == OrderStatus.RESERVED || status == OrderStatus.EXPIRED;
        } else {
            isRight &= status == OrderStatus.CANCELLED;
        }
        check(isRight && answers.amount(number) == (wasAccepted() ? orders.totalMinor() : 0), wrongReports, number);
    }

    /** Its units are compared at the end. */
    private void readStock(long number) {
        check(answers.code(number) == ResultCode.OK, wrongStocks, number);
    }

    /** Whether there was enough for this order at any time. */
    private boolean isEnough(LongUnaryOperator openingUnits) {
        for (int line = 0; line < orders.lineCount(); line++) {
            long skuId = orders.skuId(line);
            long wanted = 0;
            for (int other = 0; other < orders.lineCount(); other++) {
                wanted += orders.skuId(other) == skuId ? orders.quantity(other) : 0;
            }
            if (openingUnits.applyAsLong(skuId) - everTaken[(int) skuId] < wanted) {
                return false;
            }
        }
        return true;
    }

    private static void check(boolean isRight, Fault fault, long number) {
        if (!isRight) {
            fault.at(number);
        }
    }

    private long submissionOfOrder() {
        return lives.number(orders.orderId() - 1, 0);
    }

    private boolean wasAccepted() {
        return answers.isOk(submissionOfOrder());
    }

    private boolean wasRejected(long number) {
        return isTold(number, ResultCode.ORDER_REJECTED, OrderStatus.REJECTED);
    }

    private boolean is(long number, ResultCode code, OrderStatus status, long amount) {
        return isTold(number, code, status) && answers.amount(number) == amount;
    }

    private boolean isTold(long number, ResultCode code, OrderStatus status) {
        return answers.code(number) == code && answers.status(number) == status;
    }

    public long submitted() {
        return submitted;
    }

    public long accepted() {
        return accepted;
    }

    /** Units of a SKU that may not be free: shipped, paid or held, also by abandoned orders whose time may not be over. */
    public long takenUnits(long skuId) {
        return promisedAndShipped((int) skuId) + abandoned[(int) skuId];
    }

    private long promisedAndShipped(int skuId) {
        return shipped[skuId] + allocated[skuId] + reserved[skuId];
    }

    /** Units of a SKU that are held when the last hold of the abandoned orders is over. */
    public long reservedUnits(long skuId) {
        return reserved[(int) skuId];
    }

    /**
     * Holds them against what the system says that it has. To be called once.
     *
     * @param openingUnits of each SKU, by its id.
     * @return what is wrong, a line each.
     */
    public List<String> faults(LongUnaryOperator openingUnits, Left left) {
        for (int skuId = 1; skuId <= orders.skus(); skuId++) {
            long opening = openingUnits.applyAsLong(skuId);
            StockView stock = left.stocks().apply(skuId);
            check(promisedAndShipped(skuId) <= opening, oversold, skuId);
            check(stock.onHand() == opening - shipped[skuId], wrongOnHand, skuId);
            check(stock.allocated() == allocated[skuId], wrongAllocated, skuId);
            check(stock.reserved() == reserved[skuId], wrongReserved, skuId);
        }
        for (long number = 0; number < answers.count(); number++) {
            lives.turnTo(number);
            boolean isRefused = lives.kind() == Lives.Kind.SUBMIT && !answers.isOk(number);
            check(!isRefused || !isEnough(openingUnits), wronglyRefused, number);
        }
        List<String> lines = new ArrayList<>(Fault.lines(faults));
        if (left.orders() != distinctOrders) {
            lines.add("orders remembered: " + left.orders() + ", though " + distinctOrders + " were submitted");
        }
        if (left.shipments() != shipments) {
            lines.add("shipments remembered: " + left.shipments() + ", though " + shipments + " were sent");
        }
        return lines;
    }
}
