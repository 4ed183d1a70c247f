// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Two runs beside each other.
 *
 * @param before       where the first run is.
 * @param after        where the second is.
 * @param isComparable whether they were made on the same machine with the same settings, as far as is known.
 * @param differences  what was not the same about the machine, the settings and the build; the load of the machine among it.
 * @param changes      what was measured in both.
 * @param onlyBefore   names of what was measured in the first run only.
 * @param onlyAfter    names of what was measured in the second run only.
 */
public record Comparison(
        String before,
        String after,
        boolean isComparable,
        List<Difference> differences,
        List<Change> changes,
        List<String> onlyBefore,
        List<String> onlyAfter) {
    /** What differs between builds, for which runs are compared, and the load, which always does. */
    private static final Set<String> MAY_DIFFER = Set.of("gitRevision", "holdfast", Environment.LOAD_AVERAGE);

    /**
     * What was not the same.
     *
     * @param what   the name of a fact or setting.
     * @param before what it was in the first run; null if it was not told.
     * @param after  the same of the second run.
     */
    public record Difference(String what, String before, String after) {}

    static Comparison of(String nameBefore, Run before, String nameAfter, Run after) {
        List<Difference> differences = differences(before.environment(), after.environment());
        differences.addAll(differences(before.settings(), after.settings()));
        Map<String, Measured> was = everything(before);
        Map<String, Measured> is = everything(after);
        return new Comparison(
                nameBefore,
                nameAfter,
                differences.stream().map(Difference::what).allMatch(MAY_DIFFER::contains),
                differences,
                was.keySet().stream()
                        .filter(is::containsKey)
                        .map(key -> Change.of(was.get(key), is.get(key)))
                        .toList(),
                namesOfThoseNotIn(is, was),
                namesOfThoseNotIn(was, is));
    }

    boolean isWorse() {
        return changes.stream().anyMatch(change -> change.verdict() == Change.Verdict.WORSE);
    }

    private static List<Difference> differences(Map<String, String> before, Map<String, String> after) {
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            if (!Objects.equals(before.get(name), after.get(name))) {
                differences.add(new Difference(name, before.get(name), after.get(name)));
            }
        }
        return differences;
    }

    private static List<String> namesOfThoseNotIn(Map<String, Measured> those, Map<String, Measured> all) {
        return all.keySet().stream()
                .filter(key -> !those.containsKey(key))
                .map(key -> all.get(key).name())
                .toList();
    }

    /** By name and unit, for values of other units cannot be compared. */
    private static Map<String, Measured> everything(Run run) {
        Map<String, Measured> everything = new LinkedHashMap<>();
        run.measured().forEach(one -> put(everything, one));
        for (Latency latency : run.latencies()) {
            put(everything, percentile(latency, "p50", Percentiles::p50Ns));
            put(everything, percentile(latency, "p90", Percentiles::p90Ns));
            put(everything, percentile(latency, "p99", Percentiles::p99Ns));
            put(everything, percentile(latency, "p99.9", Percentiles::p999Ns));
            put(everything, percentile(latency, "p99.99", Percentiles::p9999Ns));
            put(everything, percentile(latency, "max", Percentiles::maxNs));
        }
        return everything;
    }

    private static void put(Map<String, Measured> everything, Measured one) {
        everything.put(one.name() + '\n' + one.unit(), one);
    }

    private static Measured percentile(Latency latency, String name, ToLongFunction<Percentiles> percentile) {
        List<Double> us = latency.repeats().stream()
                .map(repeat -> percentile.applyAsLong(repeat) / Numbers.NS_PER_US)
                .toList();
        return new Measured(latency.name() + " " + name, "us", Measured.Better.LOWER, us);
    }
}
