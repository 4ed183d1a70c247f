// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import java.util.List;

/**
 * What was measured some times under one name.
 *
 * @param name   what it is, the same in every run that is to be compared.
 * @param unit   of the values, such as {@code orders/s} or {@code us}.
 * @param better which values are good ones.
 * @param values one for each repeat, in the order in which they were measured; at least one.
 */
public record Measured(String name, String unit, Better better, List<Double> values) {
    /** Which values are good ones. */
    public enum Better {
        HIGHER,
        LOWER
    }

    /** Of an even number of values, the mean of the two in the middle. */
    public double median() {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    public double least() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    public double most() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
}
