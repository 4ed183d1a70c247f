// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.workload;

/**
 * Submissions of orders by their number: the same number gives the same order, so nothing has to be kept of what was sent, and
 * accounts can be drawn up afterwards. Some are duplicates: they repeat an earlier submission to the letter.
 *
 * <p>For one thread; {@link #turnTo} takes some nanoseconds and allocates nothing.
 */
public interface Orders {
    /** Turns to a submission, from 0. */
    void turnTo(long submission);

    /** The order's id, from 1; also one more than the number of the submission that it was first in. */
    long orderId();

    long customerId();

    int lineCount();

    /** Of a line, from 1 to {@link #skus()}. */
    long skuId(int line);

    /** Units of a line. */
    int quantity(int line);

    /** Of a unit of a line. */
    long linePriceMinor(int line);

    /** How many SKUs there are: their ids are 1 to this. */
    int skus();

    /** What a SKU is sold for, or {@link io.holdfast.transport.client.SkuTerms#NO_LIST_PRICE}. */
    long listPriceMinor(long skuId);

    /** So many lines so many submissions have at most. */
    long mostLines(long submissions);

    /**
     * How many units of a SKU there must be for a share of what so many submissions are likely to ask for.
     *
     * @param share 1 for all of it, less if some shall be refused.
     */
    long openingUnits(long skuId, long submissions, double share);

    /** What the order costs. */
    default long totalMinor() {
        long totalMinor = 0;
        for (int line = 0; line < lineCount(); line++) {
            totalMinor += quantity(line) * linePriceMinor(line);
        }
        return totalMinor;
    }

    /** Units of all lines. */
    default long units() {
        long units = 0;
        for (int line = 0; line < lineCount(); line++) {
            units += quantity(line);
        }
        return units;
    }
}
