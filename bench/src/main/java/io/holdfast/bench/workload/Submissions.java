// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.workload;

/** Orders that are drawn: the same number gives the same order for the same seed. */
public final class Submissions implements Orders {
    /** SKU ids are 1 to this. */
    public static final int SKUS = 10_000;

    public static final int MAX_LINES = 3;
    /** One of so many submissions is a duplicate. */
    private static final int DUPLICATES = 100;
    /** A duplicate repeats one of so many submissions before it. */
    private static final int DUPLICATE_DISTANCE = 1_000;

    private static final int PERCENT = 100;
    private static final int ONE_LINE_PERCENT = 60;
    private static final int TWO_LINES_PERCENT = 85;
    private static final int CUSTOMERS = 1_000_000;
    private static final int PRICES = 900;
    private static final int LEAST_PRICE_MINOR = 100;
    private static final long ODD = 0x9E3779B97F4A7C15L;

    private final Demand demand;
    private final LineCounts lineCounts;
    private final long seed;

    private long random;
    private long number;
    private long customerId;
    private int lineCount;
    private final long[] skuId = new long[MAX_LINES];

    public Submissions(Demand demand, LineCounts lineCounts, long seed) {
        this.demand = demand;
        this.lineCounts = lineCounts;
        this.seed = mix(seed + ODD);
    }

    @Override
    public void turnTo(long submission) {
        number = original(submission);
        // Mixed, or orders that follow each other would share what they draw.
        random = mix(seed + number * ODD);
        long bits = next();
        customerId = 1L + below(CUSTOMERS, bits);
        lineCount = lineCounts == LineCounts.ONE ? 1 : lineCount((int) ((bits & 0xFFFF) * PERCENT) >>> Short.SIZE);
        for (int line = 0; line < lineCount; line++) {
            skuId[line] = demand.skuId(next());
        }
    }

    private static int lineCount(int percentile) {
        if (percentile < ONE_LINE_PERCENT) {
            return 1;
        }
        return percentile < TWO_LINES_PERCENT ? 2 : MAX_LINES;
    }

    /** The submission that a submission repeats, or itself. */
    public long original(long submission) {
        long bits = mix(seed ^ (submission * ODD));
        if (submission == 0 || below(DUPLICATES, bits) != 0) {
            return submission;
        }
        long repeated = submission - 1 - ((bits & 0xFFFF) % Math.min(submission, DUPLICATE_DISTANCE));
        // One that repeats another itself is no order of its own.
        while (repeated > 0 && below(DUPLICATES, mix(seed ^ (repeated * ODD))) == 0) {
            repeated--;
        }
        return repeated;
    }

    @Override
    public long orderId() {
        return number + 1;
    }

    /** From 1 to a million. */
    @Override
    public long customerId() {
        return customerId;
    }

    @Override
    public int lineCount() {
        return lineCount;
    }

    @Override
    public long skuId(int line) {
        return skuId[line];
    }

    /** Units of each line. */
    public int quantity() {
        return 1;
    }

    @Override
    public int quantity(int line) {
        return quantity();
    }

    @Override
    public long linePriceMinor(int line) {
        return priceMinor(skuId[line]);
    }

    @Override
    public int skus() {
        return SKUS;
    }

    @Override
    public long listPriceMinor(long sku) {
        return priceMinor(sku);
    }

    @Override
    public long mostLines(long submissions) {
        return submissions * (lineCounts == LineCounts.ONE ? 1 : MAX_LINES);
    }

    /** What a unit of a SKU costs. */
    public static long priceMinor(long skuId) {
        return LEAST_PRICE_MINOR + skuId % PRICES;
    }

    @Override
    public long openingUnits(long sku, long submissions, double share) {
        return (long) (demand.shareOf(sku) * lineCounts.mean() * submissions * share);
    }

    /** The generator of Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014. */
    private long next() {
        random += ODD;
        return mix(random);
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** From the upper bits of a random number one below a bound. */
    static int below(int bound, long bits) {
        return (int) (((bits >>> Integer.SIZE) * bound) >>> Integer.SIZE);
    }
}
