// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.workload;

/** How many lines orders have. */
public enum LineCounts {
    /** One each. */
    ONE(1),
    /** 60 % one, 25 % two, 15 % three. */
    MIX(1.55);

    private final double mean;

    LineCounts(double mean) {
        this.mean = mean;
    }

    double mean() {
        return mean;
    }
}
