// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.metal;

import io.holdfast.bench.result.Measured;
import io.holdfast.bench.result.Measured.Better;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What was measured of the clock and of the stops of a thread that never waits. */
final class JitterFindings {
    private static final double MAX_CLOCK_NS = 100;
    private static final double NS_PER_US = 1e3;
    private static final double PERCENT = 100;

    private JitterFindings() {}

    static Finding clock(Measured cost) {
        String name = "System.nanoTime";
        String seen = String.format(Locale.ROOT, "%.0f ns a call", cost.median());
        return cost.median() <= MAX_CLOCK_NS
                ? Finding.ok(name, seen)
                : Finding.warn(name, seen, "every command gets a time", "see clock source");
    }

    static Measured clockCost() {
        return new Measured("System.nanoTime", "ns", Better.LOWER, ClockCost.measureNs());
    }

    static Finding jitter(Hiccups hiccups) {
        String name = "jitter of CPU " + hiccups.cpu();
        String seen = String.format(
                Locale.ROOT,
                "stopped for %.0f us at worst; %d times for more than %d us in %.1f s, together %.3f %% of it",
                hiccups.worstNs() / NS_PER_US,
                hiccups.longOnes(),
                TimeUnit.NANOSECONDS.toMicros(Hiccups.LONG_NS),
                hiccups.spanNs() / (double) TimeUnit.SECONDS.toNanos(1),
                PERCENT * hiccups.lostNs() / hiccups.spanNs());
        return hiccups.longOnes() == 0
                ? Finding.ok(name, seen)
                : Finding.warn(
                        name,
                        seen,
                        "what comes meanwhile waits so long: no percentile of a server here can be better",
                        "what stands above as a warning, then look again");
    }

    static List<Measured> measured(Hiccups hiccups) {
        String name = "jitter, CPU " + hiccups.cpu();
        return List.of(
                new Measured(name + ", worst", "us", Better.LOWER, List.of(hiccups.worstNs() / NS_PER_US)),
                new Measured(
                        name + ", stops over 100 us",
                        "1/s",
                        Better.LOWER,
                        List.of(hiccups.longOnes() * 1e9 / hiccups.spanNs())));
    }
}
