// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * The accounts of a system that took submissions, drawn up from what it answered, and held against what it says that it has.
 * An empty list is the only good result.
 */
public final class Accounts {
    private final Orders orders;
    private final LongUnaryOperator openingUnits;
    private final Answers answers;
    private final long[] soldUnits;
    private long distinctOrders;
    private final List<Fault> faults = new ArrayList<>();

    /**
     * What a system has at the end.
     *
     * @param orders    that it remembers, refused ones too.
     * @param unitsLeft of each SKU, by its id.
     */
    public record Left(long orders, LongUnaryOperator unitsLeft) {}

    private final Fault unanswered = new Fault("submissions without an answer", faults);
    private final Fault wrongTotals = new Fault("accepted submissions whose total is not that of their lines", faults);
    private final Fault unlike = new Fault("duplicates answered otherwise than their originals", faults);
    private final Fault oversold = new Fault("SKUs of which more was sold than there was", faults);
    private final Fault leftWrong = new Fault("SKUs of which other than what was not sold is left", faults);
    private final Fault wronglyRefused = new Fault("submissions refused though there was enough", faults);

    /** @param openingUnits of each SKU, by its id. */
    public Accounts(Orders orders, LongUnaryOperator openingUnits, Answers answers) {
        this.orders = orders;
        this.openingUnits = openingUnits;
        this.answers = answers;
        this.soldUnits = soldUnits(orders, answers);
    }

    /** Units of each SKU, by its id, in all orders that were accepted. */
    public static long[] soldUnits(Orders orders, Answers answers) {
        long[] soldUnits = new long[orders.skus() + 1];
        for (int submission = 0; submission < answers.count(); submission++) {
            orders.turnTo(submission);
            if (orders.orderId() - 1 == submission && answers.totalMinor(submission) > 0) {
                for (int line = 0; line < orders.lineCount(); line++) {
                    soldUnits[(int) orders.skuId(line)] += orders.quantity(line);
                }
            }
        }
        return soldUnits;
    }

    /**
     * Draws up the accounts. To be called once.
     *
     * @param isRefusalFinal whether an order may be refused only for what has been sold, and not for what another order
     *     held for a moment.
     * @return what is wrong, a line each.
     */
    public List<String> faults(Left left, boolean isRefusalFinal) {
        for (int submission = 0; submission < answers.count(); submission++) {
            read(submission);
        }
        for (int skuId = 1; skuId <= orders.skus(); skuId++) {
            long opening = openingUnits.applyAsLong(skuId);
            if (soldUnits[skuId] > opening) {
                oversold.at(skuId);
            }
            if (left.unitsLeft().applyAsLong(skuId) != opening - soldUnits[skuId]) {
                leftWrong.at(skuId);
            }
        }
        if (isRefusalFinal) {
            checkRefusals();
        }
        List<String> lines = new ArrayList<>(Fault.lines(faults));
        if (left.orders() != distinctOrders) {
            lines.add("orders remembered: " + left.orders() + ", though " + distinctOrders + " were submitted");
        }
        return lines;
    }

    private void read(int submission) {
        orders.turnTo(submission);
        long totalMinor = answers.totalMinor(submission);
        int original = (int) (orders.orderId() - 1);
        if (totalMinor == Answers.NONE) {
            unanswered.at(submission);
        } else if (totalMinor != Answers.REFUSED && totalMinor != orders.totalMinor()) {
            wrongTotals.at(submission);
        }
        if (original == submission) {
            distinctOrders++;
        } else if (totalMinor != answers.totalMinor(original)) {
            unlike.at(submission);
        }
    }

    /** Nothing comes back, so what an order could not have then, it could not have at the end either. */
    private void checkRefusals() {
        for (int submission = 0; submission < answers.count(); submission++) {
            if (answers.totalMinor(submission) == Answers.REFUSED) {
                orders.turnTo(submission);
                if (isThereEnough()) {
                    wronglyRefused.at(submission);
                }
            }
        }
    }

    private boolean isThereEnough() {
        for (int line = 0; line < orders.lineCount(); line++) {
            long skuId = orders.skuId(line);
            if (openingUnits.applyAsLong(skuId) - soldUnits[(int) skuId] < unitsWanted(skuId)) {
                return false;
            }
        }
        return true;
    }

    private long unitsWanted(long skuId) {
        long units = 0;
        for (int line = 0; line < orders.lineCount(); line++) {
            if (orders.skuId(line) == skuId) {
                units += orders.quantity(line);
            }
        }
        return units;
    }
}
