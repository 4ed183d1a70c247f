// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import io.holdfast.bench.result.Measured.Better;
import io.holdfast.bench.result.Row.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** A run that never was, with something of everything in it. */
final class MadeUpRun {
    static final String COMMAND = "holdfast bench load --window 4096";

    private MadeUpRun() {}

    static Results results() {
        Results results = new Results();
        results.add(new Measured("orders", "orders/s", Better.HIGHER, List.of(5_000_000.0, 5_250_000.5, 4_900_000.0)));
        results.add(new Measured("start", "s", Better.LOWER, List.of(0.125)));
        results.addLatency("round trip", latencies(1_000));
        results.addLatency("round trip", latencies(2_000));
        results.addRow(new Row("orders", 5_000_000.0, "orders/s", 15_000_000.0, 0.333, "at least 0.33", Verdict.MET));
        results.addRow(new Row("synced", null, "orders/s", null, null, "at least a million", Verdict.SKIPPED));
        return results;
    }

    /** A hundred latencies: so many nanoseconds, twice as many, and so on. */
    static Histogram latencies(long stepNs) {
        Histogram histogram = new Histogram(3);
        for (int i = 1; i <= 100; i++) {
            histogram.recordValue(i * stepNs);
        }
        return histogram;
    }

    static Run run() {
        return run(results(), Map.of("cpu", "fast"));
    }

    static Run run(Results results, Map<String, String> environment) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("window", "4096");
        settings.put("demand", "HOT");
        return new Run(
                Run.SCHEMA,
                COMMAND,
                "2026-11-21T10:00:00Z",
                environment,
                settings,
                results.measured(),
                results.latencies(),
                results.rows());
    }
}
