// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * What was measured some times under one name.
 *
 * @param name   what it is, the same in every run that is to be compared.
 * @param unit   of the values, such as {@code orders/s} or {@code us}.
 * @param better which values are good ones.
 * @param values one for each repeat, in the order in which they were measured; at least one, and all finite.
 */
@JsonIgnoreProperties(
        value = {"median", "least", "most"},
        allowGetters = true)
public record Measured(String name, String unit, Better better, List<Double> values) {
    public Measured {
        values = List.copyOf(values);
        if (values.isEmpty() || !values.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(name + " has these values: " + values);
        }
    }

    /** Which values are good ones. */
    public enum Better {
        HIGHER,
        LOWER;

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Of an even number of values, the mean of the two in the middle. */
    @JsonProperty("median")
    public double median() {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    @JsonProperty("least")
    public double least() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    @JsonProperty("most")
    public double most() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
}
