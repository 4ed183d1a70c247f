// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench;

import io.holdfast.bench.result.Measured;
import io.holdfast.bench.result.Measured.Better;
import io.holdfast.bench.result.Results;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** The latencies of some repeats under one name: percentiles of each, and the distribution of all together. */
public final class Latencies {
    private static final double NS_PER_US = 1e3;
    private static final int DIGITS = 3;

    private final String name;
    private final Histogram allNs = new Histogram(DIGITS);
    private final List<Double> p50Us = new ArrayList<>();
    private final List<Double> p99Us = new ArrayList<>();

    public Latencies(String name) {
        this.name = name;
    }

    /** Adds a repeat's. */
    public void add(Histogram latencyNs) {
        allNs.add(latencyNs);
        p50Us.add(latencyNs.getValueAtPercentile(50) / NS_PER_US);
        p99Us.add(latencyNs.getValueAtPercentile(99) / NS_PER_US);
    }

    public void addTo(Results results) {
        results.add(new Measured(name + " p50", "us", Better.LOWER, p50Us));
        results.add(new Measured(name + " p99", "us", Better.LOWER, p99Us));
        results.addLatency(name, allNs);
    }
}
