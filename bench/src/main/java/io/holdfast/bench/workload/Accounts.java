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
    private final Submissions submissions;
    private final LongUnaryOperator openingUnits;
    private final Answers answers;
    private final long[] soldUnits = new long[Submissions.SKUS + 1];
    private long distinctOrders;
    private final List<Fault> faults = new ArrayList<>();

    /**
     * What a system has at the end.
     *
     * @param orders    that it remembers, refused ones too.
     * @param unitsLeft of each SKU, by its id.
     */
    public record Left(long orders, LongUnaryOperator unitsLeft) {}

    /** Of one kind: how often, and where first. */
    private final class Fault {
        private final String text;
        private long count;
        private long first;

        Fault(String text) {
            this.text = text;
            faults.add(this);
        }

        void at(long where) {
            if (count == 0) {
                first = where;
            }
            count++;
        }

        @Override
        public String toString() {
            return text + ": " + count + ", the first " + first;
        }
    }

    private final Fault unanswered = new Fault("submissions without an answer");
    private final Fault wrongTotals = new Fault("accepted submissions whose total is not that of their lines");
    private final Fault unlike = new Fault("duplicates answered otherwise than their originals");
    private final Fault oversold = new Fault("SKUs of which more was sold than there was");
    private final Fault leftWrong = new Fault("SKUs of which other than what was not sold is left");
    private final Fault wronglyRefused = new Fault("submissions refused though there was enough");

    /** @param openingUnits of each SKU, by its id. */
    public Accounts(Submissions submissions, LongUnaryOperator openingUnits, Answers answers) {
        this.submissions = submissions;
        this.openingUnits = openingUnits;
        this.answers = answers;
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
        for (int skuId = 1; skuId <= Submissions.SKUS; skuId++) {
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
        List<String> lines = new ArrayList<>();
        faults.stream().filter(fault -> fault.count > 0).map(Fault::toString).forEach(lines::add);
        if (left.orders() != distinctOrders) {
            lines.add("orders remembered: " + left.orders() + ", though " + distinctOrders + " were submitted");
        }
        return lines;
    }

    private void read(int submission) {
        submissions.turnTo(submission);
        long totalMinor = answers.totalMinor(submission);
        int original = (int) (submissions.orderId() - 1);
        if (totalMinor == Answers.NONE) {
            unanswered.at(submission);
        } else if (totalMinor != Answers.REFUSED && totalMinor != linesMinor()) {
            wrongTotals.at(submission);
        }
        if (original == submission) {
            distinctOrders++;
            if (totalMinor > 0) {
                sell();
            }
        } else if (totalMinor != answers.totalMinor(original)) {
            unlike.at(submission);
        }
    }

    private long linesMinor() {
        long totalMinor = 0;
        for (int line = 0; line < submissions.lineCount(); line++) {
            totalMinor += submissions.quantity() * Submissions.priceMinor(submissions.skuId(line));
        }
        return totalMinor;
    }

    private void sell() {
        for (int line = 0; line < submissions.lineCount(); line++) {
            soldUnits[(int) submissions.skuId(line)] += submissions.quantity();
        }
    }

    /** Nothing comes back, so what an order could not have then, it could not have at the end either. */
    private void checkRefusals() {
        for (int submission = 0; submission < answers.count(); submission++) {
            if (answers.totalMinor(submission) == Answers.REFUSED) {
                submissions.turnTo(submission);
                if (isThereEnough()) {
                    wronglyRefused.at(submission);
                }
            }
        }
    }

    private boolean isThereEnough() {
        for (int line = 0; line < submissions.lineCount(); line++) {
            long skuId = submissions.skuId(line);
            if (openingUnits.applyAsLong(skuId) - soldUnits[(int) skuId] < unitsWanted(skuId)) {
                return false;
            }
        }
        return true;
    }

    private long unitsWanted(long skuId) {
        long units = 0;
        for (int line = 0; line < submissions.lineCount(); line++) {
            if (submissions.skuId(line) == skuId) {
                units += submissions.quantity();
            }
        }
        return units;
    }
}
