// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import io.holdfast.bench.result.Measured.Better;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Collects what a run of a benchmark measures. For one thread. */
public final class Results {
    private static final int SIGNIFICANT_DIGITS = 3;

    private final List<Measured> measured = new ArrayList<>();
    private final Map<String, Histogram> latenciesNs = new LinkedHashMap<>();
    private final Map<String, List<Percentiles>> repeats = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private final List<Latency> keptLatencies = new ArrayList<>();

    public void add(Measured one) {
        measured.add(one);
    }

    /** Adds the value of one repeat to those of the repeats before it. */
    public void add(String name, String unit, Better better, double value) {
        for (int i = 0; i < measured.size(); i++) {
            Measured before = measured.get(i);
            if (before.name().equals(name) && before.unit().equals(unit)) {
                List<Double> values = new ArrayList<>(before.values());
                values.add(value);
                measured.set(i, new Measured(name, unit, better, values));
                return;
            }
        }
        measured.add(new Measured(name, unit, better, List.of(value)));
    }

    /**
     * Adds a distribution of latencies in nanoseconds. What is added once for each repeat under one name is kept as one
     * distribution, and of each repeat its percentiles, without which runs cannot be compared.
     */
    public void addLatency(String name, Histogram latencyNs) {
        latenciesNs
                .computeIfAbsent(name, unused -> new Histogram(SIGNIFICANT_DIGITS))
                .add(latencyNs);
        repeats.computeIfAbsent(name, unused -> new ArrayList<>()).add(Percentiles.of(latencyNs));
    }

    /**
     * Adds what another run has measured and kept.
     *
     * @param part its name, which is put before the names in it, and its directory beside the file of this run.
     */
    public void addRun(String part, Run run) {
        for (Measured one : run.measured()) {
            measured.add(new Measured(part + ": " + one.name(), one.unit(), one.better(), one.values()));
        }
        for (Latency one : run.latencies()) {
            keptLatencies.add(new Latency(part + ": " + one.name(), part + "/" + one.hgrm(), one.all(), one.repeats()));
        }
    }

    /** Adds what was reached of a target. */
    public void addRow(Row row) {
        rows.add(row);
    }

    public List<Measured> measured() {
        return List.copyOf(measured);
    }

    /** Of all repeats together; by their names, in the order in which they were added. */
    public Map<String, Histogram> latenciesNs() {
        return latenciesNs;
    }

    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /** What is kept of the latencies, in the order in which they were added. */
    List<Latency> latencies() {
        List<Latency> latencies = new ArrayList<>();
        latenciesNs.forEach((name, all) ->
                latencies.add(new Latency(name, fileName(name, latencies), Percentiles.of(all), repeats.get(name))));
        latencies.addAll(keptLatencies);
        return latencies;
    }

    private static String fileName(String name, List<Latency> others) {
        String plain = name.replaceAll("[^A-Za-z0-9.]+", "-").replaceAll("^[-.]+|-+$", "");
        String file = plain + ".hgrm";
        // Names that differ in nothing but what a file's name cannot have.
        for (int number = 2; isTaken(file, others); number++) {
            file = plain + "-" + number + ".hgrm";
        }
        return file;
    }

    private static boolean isTaken(String file, List<Latency> others) {
        return others.stream().anyMatch(other -> other.hgrm().equalsIgnoreCase(file));
    }
}
