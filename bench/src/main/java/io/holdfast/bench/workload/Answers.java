// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.workload;

import java.util.Arrays;

/** What was answered to each submission. Several threads may put answers, each to submissions of its own. */
public final class Answers {
    static final long NONE = -1;
    static final long REFUSED = 0;

    private final int[] totalMinor;

    /** @param count submissions from 0 to one less. */
    public Answers(int count) {
        totalMinor = new int[count];
        Arrays.fill(totalMinor, (int) NONE);
    }

    /**
     * Puts the answer to a submission.
     *
     * @param orderTotalMinor 0 if the order is refused; no order of {@link Submissions} is for nothing.
     */
    public void put(int submission, long orderTotalMinor) {
        totalMinor[submission] = Math.toIntExact(orderTotalMinor);
    }

    /** How many submissions were accepted. */
    public long accepted() {
        return Arrays.stream(totalMinor).filter(minor -> minor > 0).count();
    }

    int count() {
        return totalMinor.length;
    }

    long totalMinor(int submission) {
        return totalMinor[submission];
    }
}
