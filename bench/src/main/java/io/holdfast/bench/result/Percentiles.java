// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import org.HdrHistogram.Histogram;

/** What is told of a distribution of latencies: as exact as its histogram is. */
public record Percentiles(
        long count, double meanNs, long p50Ns, long p90Ns, long p99Ns, long p999Ns, long p9999Ns, long maxNs) {
    private static final double P50 = 50;
    private static final double P90 = 90;
    private static final double P99 = 99;
    private static final double P999 = 99.9;
    private static final double P9999 = 99.99;

    static Percentiles of(Histogram latencyNs) {
        return new Percentiles(
                latencyNs.getTotalCount(),
                latencyNs.getMean(),
                latencyNs.getValueAtPercentile(P50),
                latencyNs.getValueAtPercentile(P90),
                latencyNs.getValueAtPercentile(P99),
                latencyNs.getValueAtPercentile(P999),
                latencyNs.getValueAtPercentile(P9999),
                latencyNs.getMaxValue());
    }
}
