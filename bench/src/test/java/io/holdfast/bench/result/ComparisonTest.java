// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.bench.result.Change.Verdict;
import io.holdfast.bench.result.Comparison.Difference;
import io.holdfast.bench.result.Measured.Better;
import io.holdfast.server.command.Holdfast;
import io.holdfast.server.command.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    private static final Map<String, String> MACHINE = Map.of("cpu", "fast");
    private static final double[] FIVE = {100, 101, 99, 103, 98};
    private static final double[] HIGHER_FIVE = {111, 110, 112, 104, 109};

    @TempDir
    private Path directory;

    @Test
    void shouldTellBetterFromWorseByWhatIsGood() {
        assertEquals(Verdict.BETTER, change(Better.HIGHER, FIVE, HIGHER_FIVE).verdict());
        assertEquals(Verdict.WORSE, change(Better.LOWER, FIVE, HIGHER_FIVE).verdict());
        assertEquals(Verdict.WORSE, change(Better.HIGHER, HIGHER_FIVE, FIVE).verdict());
        assertEquals(Verdict.BETTER, change(Better.LOWER, HIGHER_FIVE, FIVE).verdict());
    }

    @Test
    void shouldTellByHowMuchTheMedianChanged() {
        Change change = change(Better.HIGHER, FIVE, HIGHER_FIVE);
        assertEquals(10, change.percent(), 1e-9);
        assertEquals(new Change.Spread(100, 98, 103, 5), change.before());
        assertNull(change(Better.HIGHER, new double[] {0}, FIVE).percent());
    }

    @Test
    void shouldTakeForNoiseWhatOverlaps() {
        assertEquals(
                Verdict.NOISE,
                change(Better.HIGHER, FIVE, new double[] {111, 110, 112, 102, 109})
                        .verdict());
        assertEquals(Verdict.NOISE, change(Better.HIGHER, FIVE, FIVE).verdict());
    }

    @Test
    void shouldNotBeMisledByOneDisturbedRepeatOfMany() {
        double[] before = {100, 101, 99, 103, 98, 102, 100.5, 20};
        double[] after = {110, 111, 109, 113, 108, 112, 110.5, 30};
        assertEquals(Verdict.BETTER, change(Better.HIGHER, before, after).verdict());
    }

    @Test
    void shouldNotTellOfTooFewRepeats() {
        assertEquals(
                Verdict.UNDECIDED,
                change(Better.HIGHER, new double[] {1}, new double[] {9}).verdict());
        assertEquals(
                Verdict.UNDECIDED,
                change(Better.HIGHER, new double[] {1, 2, 3, 4}, new double[] {6, 7, 8, 9})
                        .verdict());
    }

    @Test
    void shouldCompareLatenciesByTheirPercentiles() {
        Results before = new Results();
        Results after = new Results();
        for (int repeat = 0; repeat < 5; repeat++) {
            before.addLatency("round trip", MadeUpRun.latencies(1_000));
            after.addLatency("round trip", MadeUpRun.latencies(3_000));
        }
        List<Change> changes = compare(before, after).changes();
        assertEquals(
                List.of("p50", "p90", "p99", "p99.9", "p99.99", "max"),
                changes.stream()
                        .map(change -> change.name().replace("round trip ", ""))
                        .toList());
        assertTrue(changes.stream().allMatch(change -> change.verdict() == Verdict.WORSE), changes::toString);
        assertEquals(50, changes.get(0).before().median(), 0.1);
    }

    @Test
    void shouldNameWhatIsInOneOnly() {
        Results before = new Results();
        before.add(measured("both", Better.HIGHER, 1));
        before.add(measured("gone", Better.HIGHER, 1));
        before.add(new Measured("other unit", "s", Better.LOWER, List.of(1.0)));
        Results after = new Results();
        after.add(measured("new", Better.HIGHER, 1));
        after.add(measured("both", Better.HIGHER, 1));
        after.add(new Measured("other unit", "ms", Better.LOWER, List.of(1.0)));
        Comparison comparison = compare(before, after);
        assertEquals(
                List.of("both"), comparison.changes().stream().map(Change::name).toList());
        assertEquals(List.of("gone", "other unit"), comparison.onlyBefore());
        assertEquals(List.of("new", "other unit"), comparison.onlyAfter());
    }

    @Test
    void shouldSayWhichRunsAreNotComparable() {
        Run run = MadeUpRun.run(new Results(), MACHINE);
        Run ofNextBuild = MadeUpRun.run(new Results(), Map.of("cpu", "fast", "gitRevision", "abc", "loadAverage", "9"));
        Run elsewhere = MadeUpRun.run(new Results(), Map.of("cpu", "slow"));
        assertTrue(Comparison.of("a", run, "b", ofNextBuild).isComparable());
        Comparison comparison = Comparison.of("a", run, "b", elsewhere);
        assertFalse(comparison.isComparable());
        assertEquals(List.of(new Difference("cpu", "fast", "slow")), comparison.differences());
        String text = new ComparisonText(comparison).text();
        assertTrue(text.contains("cpu           fast    slow\nSo the runs are not comparable"), text);
    }

    @Test
    void shouldFailIfAskedToAndOnlyOfWhatGotWorse() throws IOException {
        Path fast = keep("fast", HIGHER_FIVE);
        Path slow = keep("slow", FIVE);
        assertEquals(0, compareCommand(slow, fast, "--fail-on-worse"));
        assertEquals(1, compareCommand(fast, slow, "--fail-on-worse"));
        assertEquals(0, compareCommand(fast, slow, "--json"));
        assertEquals(2, compareCommand(fast, directory.resolve("nothing"), "--json"));
    }

    private static int compareCommand(Path before, Path after, String option) {
        return Holdfast.run(List.of(new CompareCommand()), "compare", option, before.toString(), after.toString());
    }

    private Path keep(String name, double... values) throws IOException {
        Results results = new Results();
        results.add(measured("orders", Better.HIGHER, values));
        Path file = directory.resolve(name + ".json");
        Files.writeString(file, Json.text(MadeUpRun.run(results, MACHINE)));
        return file;
    }

    private static Change change(Better better, double[] before, double[] after) {
        return Change.of(measured("orders", better, before), measured("orders", better, after));
    }

    private static Comparison compare(Results before, Results after) {
        return Comparison.of("a", MadeUpRun.run(before, MACHINE), "b", MadeUpRun.run(after, MACHINE));
    }

    private static Measured measured(String name, Better better, double... values) {
        return new Measured(
                name, "orders/s", better, Arrays.stream(values).boxed().toList());
    }
}
