// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.all;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.bench.result.Latency;
import io.holdfast.bench.result.Measured;
import io.holdfast.bench.result.Measured.Better;
import io.holdfast.bench.result.Percentiles;
import io.holdfast.bench.result.Row;
import io.holdfast.bench.result.Row.Verdict;
import io.holdfast.bench.result.Run;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TargetsTest {
    private final Map<Part, Run> runs = new EnumMap<>(Part.class);

    @Test
    void shouldSkipWhatWasNotMeasured() {
        for (Row row : Targets.rows(runs)) {
            assertEquals(Verdict.SKIPPED, row.verdict(), row::name);
            assertEquals(null, row.value(), row::name);
        }
    }

    @Test
    void shouldJudgeByTheMedianOfTheRepeats() {
        measured(Part.HOT_ONE, "orders", 4_000_000, 5_000_000, 5_100_000);
        assertRow("journalled, IPC, window 4,096, hot, one line", 5_000_000.0, null, Verdict.MET);
        measured(Part.HOT_ONE, "orders", 4_000_000, 4_999_999, 5_100_000);
        assertRow("journalled, IPC, window 4,096, hot, one line", 4_999_999.0, null, Verdict.MISSED);
    }

    @Test
    void shouldJudgeByTheRatioToAFloor() {
        measured(Part.HOT_ONE, "orders", 5_000_000);
        measured(Part.PEERS, "redis-everysec-pipelined hot one", 200_000);
        String name = "the same, by Redis with a sync each second, pipelined";
        assertRow(name, 5_000_000.0, 25.0, Verdict.MET);
        measured(Part.PEERS, "redis-everysec-pipelined hot one", 250_000);
        assertRow(name, 5_000_000.0, 20.0, Verdict.MISSED);
    }

    @Test
    void shouldSkipARatioWhoseFloorIsMissing() {
        measured(Part.HOT_ONE, "orders", 5_000_000);
        assertRow("the same, by Redis with a sync each second, pipelined", 5_000_000.0, null, Verdict.SKIPPED);
    }

    @Test
    void shouldCompareRoundTripsByThePercentileThatIsMeant() {
        latency(Part.ROUND_TRIP, "order", new long[] {290, 300, 900}, 2_001);
        latency(Part.FLOOR, "echo-ipc round trip", new long[] {100}, 1_000);
        assertRow("round trip, IPC, SHARED, p50", 0.3, 3.0, Verdict.MET);
        assertRow("round trip, IPC, SHARED, p99", 2.001, 2.001, Verdict.MISSED);
    }

    @Test
    void shouldTellOfAScheduleHowFastItWasAndHowLong() {
        latency(Part.OPEN_LOOP, "order", new long[] {1_000}, 100_000);
        setting(Part.OPEN_LOOP, "rate", "2500000.0");
        setting(Part.OPEN_LOOP, "orders", "50000000");
        measured(Part.OPEN_LOOP, "orders", 2_450_000);
        assertRow("half of the most, by a schedule: 2,500,000/s for 20 s", 2_450_000.0, 0.98, Verdict.MISSED);
        assertRow("at that rate, p99", 100.0, null, Verdict.MET);
        assertRow("at that rate, worst", 100.0, null, Verdict.SKIPPED);
        assertRow("at that rate, garbage collections", null, null, Verdict.SKIPPED);
        measured(Part.OPEN_LOOP, "collections", 1);
        assertRow("at that rate, garbage collections", 1.0, null, Verdict.MISSED);
    }

    @Test
    void shouldHoldSmallNumbersToBeGoodWhereTheyAre() {
        measured(Part.FOOTPRINT, "an open order of one line, all indexes counted", 120);
        assertRow("memory of an open order of one line", 120.0, null, Verdict.MET);
        measured(Part.HOT_ONE, "allocated", 0.01);
        assertRow("allocated per command, whole server", 0.01, null, Verdict.MISSED);
    }

    @Test
    void shouldSayHowManyOrdersAreOpen() {
        measured(Part.ENGINE, "engine, many open", 5_000_000);
        setting(Part.ENGINE, "open orders", "10000000");
        assertRow("engine alone, 10,000,000 open", 5_000_000.0, null, Verdict.MET);
    }

    private void assertRow(String name, Double value, Double ratio, Verdict verdict) {
        Row row = Targets.rows(runs).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        assertEquals(value, row.value(), name);
        assertEquals(ratio == null ? 0 : ratio, row.ratio() == null ? 0 : row.ratio(), 1e-9, name);
        assertEquals(verdict, row.verdict(), name);
    }

    private void measured(Part part, String name, double... values) {
        Run run = run(part);
        run.measured().removeIf(one -> one.name().equals(name));
        List<Double> all = new ArrayList<>();
        for (double value : values) {
            all.add(value);
        }
        run.measured().add(new Measured(name, "a unit", Better.HIGHER, all));
    }

    private void latency(Part part, String name, long[] p50Ns, long restNs) {
        List<Percentiles> repeats = new ArrayList<>();
        for (long ns : p50Ns) {
            repeats.add(new Percentiles(1, ns, ns, restNs, restNs, restNs, restNs, restNs));
        }
        run(part).latencies().add(new Latency(name, "a.hgrm", repeats.get(0), repeats));
    }

    private void setting(Part part, String name, String value) {
        run(part).settings().put(name, value);
    }

    private Run run(Part part) {
        return runs.computeIfAbsent(
                part,
                unused -> new Run(
                        1,
                        "holdfast bench",
                        "2026-11-21T10:00:00Z",
                        Map.of(),
                        new TreeMap<>(),
                        new ArrayList<>(),
                        new ArrayList<>(),
                        List.of()));
    }
}
