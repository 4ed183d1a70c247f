// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.workload;

import java.util.Arrays;

/** What was answered to each submission. Several threads may put answers, each to submissions of its own. */
public final class Answers {
    static final long NONE = -1;
    static final long REFUSED = 0;

    private long[] totalMinor;

    /** @param count submissions from 0 to one less. */
    public Answers(int count) {
        totalMinor = new long[count];
        Arrays.fill(totalMinor, NONE);
    }

    /** Makes room for more submissions, or forgets the last ones, which were not sent. While nobody puts answers. */
    public void resize(int count) {
        int before = totalMinor.length;
        totalMinor = Arrays.copyOf(totalMinor, count);
        if (count > before) {
            Arrays.fill(totalMinor, before, count, NONE);
        }
    }

    /**
     * Puts the answer to a submission.
     *
     * @param orderTotalMinor 0 if the order is refused; no order of a workload is for nothing.
     */
    public void put(int submission, long orderTotalMinor) {
        totalMinor[submission] = orderTotalMinor;
    }

    /** How many submissions were accepted. */
    public long accepted() {
        return Arrays.stream(totalMinor).filter(minor -> minor > 0).count();
    }

    /** How many submissions there is room for. */
    public int count() {
        return totalMinor.length;
    }

    long totalMinor(int submission) {
        return totalMinor[submission];
    }
}
