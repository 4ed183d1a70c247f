// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.all;

import io.holdfast.bench.result.Latency;
import io.holdfast.bench.result.Measured;
import io.holdfast.bench.result.Measured.Better;
import io.holdfast.bench.result.Percentiles;
import io.holdfast.bench.result.Run;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Medians of the repeats of what parts have measured; null for what there is not. */
record Figures(Map<Part, Run> runs) {
    private static final double NS_PER_US = 1e3;

    Double median(Part part, String name) {
        Run run = runs.get(part);
        if (run == null) {
            return null;
        }
        return run.measured().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .map(Measured::median)
                .orElse(null);
    }

    /** In microseconds. */
    Double latency(Part part, String name, ToLongFunction<Percentiles> percentileNs) {
        Run run = runs.get(part);
        if (run == null) {
            return null;
        }
        return run.latencies().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .map(one -> medianUs(one, percentileNs))
                .orElse(null);
    }

    private static Double medianUs(Latency latency, ToLongFunction<Percentiles> percentileNs) {
        List<Double> repeatsUs = latency.repeats().stream()
                .map(repeat -> percentileNs.applyAsLong(repeat) / NS_PER_US)
                .toList();
        return new Measured(latency.name(), "us", Better.LOWER, repeatsUs).median();
    }

    Double setting(Part part, String name) {
        Run run = runs.get(part);
        String value = run == null ? null : run.settings().get(name);
        return value == null ? null : Double.valueOf(value);
    }
}
