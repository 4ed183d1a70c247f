// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

/** A run as it is told on a terminal. */
final class RunText {
    private final Run run;

    RunText(Run run) {
        this.run = run;
    }

    /** What was measured, and what was reached. */
    String text() {
        StringBuilder text = new StringBuilder();
        append(text, measured());
        append(text, latencies());
        append(text, rows());
        return text.isEmpty() ? "nothing was measured\n" : text.toString();
    }

    private static void append(StringBuilder text, Table table) {
        if (!table.isEmpty()) {
            text.append(text.isEmpty() ? "" : "\n").append(table.text());
        }
    }

    private Table measured() {
        Table table = new Table("measured", ">median", ">least", ">most", "unit", ">repeats");
        for (Measured one : run.measured()) {
            table.add(
                    one.name(),
                    Numbers.text(one.median()),
                    Numbers.text(one.least()),
                    Numbers.text(one.most()),
                    one.unit(),
                    Integer.toString(one.values().size()));
        }
        return table;
    }

    private Table latencies() {
        Table table = new Table("latency, µs", ">p50", ">p90", ">p99", ">p99.9", ">p99.99", ">max", ">count");
        for (Latency latency : run.latencies()) {
            Percentiles all = latency.all();
            table.add(
                    latency.name(),
                    Numbers.us(all.p50Ns()),
                    Numbers.us(all.p90Ns()),
                    Numbers.us(all.p99Ns()),
                    Numbers.us(all.p999Ns()),
                    Numbers.us(all.p9999Ns()),
                    Numbers.us(all.maxNs()),
                    Numbers.count(all.count()));
        }
        return table;
    }

    private Table rows() {
        Table table = new Table("target", ">value", "unit", ">floor", ">ratio", "to reach", "verdict");
        for (Row row : run.rows()) {
            table.add(
                    row.name(),
                    Numbers.textOrNothing(row.value()),
                    row.unit(),
                    Numbers.textOrNothing(row.floor()),
                    Numbers.textOrNothing(row.ratio()),
                    row.target(),
                    row.verdict().toString());
        }
        return table;
    }
}
