// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Collects what a run of a benchmark measures. For one thread. */
public final class Results {
    private final List<Measured> measured = new ArrayList<>();
    private final Map<String, Histogram> latenciesNs = new LinkedHashMap<>();

    public void add(Measured one) {
        measured.add(one);
    }

    /** Keeps a distribution of latencies in nanoseconds, of all repeats together. */
    public void addLatency(String name, Histogram latencyNs) {
        latenciesNs.put(name, latencyNs);
    }

    public List<Measured> measured() {
        return List.copyOf(measured);
    }

    /** By their names, in the order in which they were added. */
    public Map<String, Histogram> latenciesNs() {
        return latenciesNs;
    }
}
