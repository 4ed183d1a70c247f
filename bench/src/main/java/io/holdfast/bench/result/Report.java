// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A run of {@code bench all} as Markdown. */
final class Report {
    private static final String OURS = "hot-one: orders";
    private static final String OURS_ONE_BY_ONE = "round-trip: orders";
    private static final String OUR_LATENCY = "round-trip: order";
    private static final String PEERS = "peers: ";

    private final Run run;

    Report(Run run) {
        this.run = run;
    }

    String text() {
        return Stream.of(machine(), rows(), peers(), commands())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private String machine() {
        Map<String, String> facts = run.environment();
        String machine = Stream.of(
                        "cpu",
                        "cores",
                        "memory",
                        "hypervisor",
                        "kernel",
                        "fileSystem",
                        "jdk",
                        "gitRevision",
                        Environment.LOAD_AVERAGE)
                .filter(name -> !Objects.requireNonNullElse(facts.get(name), Environment.UNKNOWN)
                        .contains(Environment.UNKNOWN))
                .map(name -> labelled(name, facts.get(name)))
                .collect(Collectors.joining("; "));
        return "Made by `" + run.command() + "` at " + run.startedAt() + ", server and clients on one machine: "
                + machine
                + ". Medians of the repeats; a ratio is a value by its floor, which was measured in the same run.\n";
    }

    private static String labelled(String name, String fact) {
        return switch (name) {
            case "cores" -> "CPUs " + fact;
            case "kernel" -> "kernel " + fact;
            case "hypervisor" -> "hypervisor " + fact;
            case Environment.LOAD_AVERAGE -> "load average before it " + fact;
            case "gitRevision" -> "revision " + fact;
            default -> fact;
        };
    }

    private String rows() {
        return table(
                "| what | measured | floor | ratio | to reach | |\n| --- | ---: | ---: | ---: | --- | --- |",
                run.rows().stream().map(Report::row).toList());
    }

    private static String row(Row row) {
        String unit = row.unit().equals("us") ? "µs" : row.unit();
        return cells(
                row.name(),
                row.value() == null ? "" : Numbers.text(row.value()) + " " + unit,
                Numbers.textOrNothing(row.floor()),
                Numbers.textOrNothing(row.ratio()),
                row.target(),
                row.verdict() == Row.Verdict.MET ? "**met**" : row.verdict().toString());
    }

    /** The first lines are ours. */
    private String peers() {
        if (run.measured().stream().noneMatch(one -> one.name().startsWith(PEERS))) {
            return "";
        }
        return "The same orders, of one line for a hot SKU, by what is used today; each system's accounts were checked"
                + " afterwards. Latencies are those of all repeats, where orders are not sent many at a time.\n\n"
                + table(
                        "| | orders/s | answered in, p50 | p99 |\n| --- | ---: | ---: | ---: |",
                        Stream.concat(ours(), theirs()).map(this::peer).toList());
    }

    private Stream<Measured> ours() {
        return run.measured().stream()
                .filter(one -> one.name().equals(OURS) || one.name().equals(OURS_ONE_BY_ONE));
    }

    private Stream<Measured> theirs() {
        return run.measured().stream().filter(one -> one.name().startsWith(PEERS));
    }

    private String peer(Measured one) {
        String latencyName = one.name().equals(OURS_ONE_BY_ONE) ? OUR_LATENCY : one.name();
        Percentiles latency = run.latencies().stream()
                .filter(other -> other.name().equals(latencyName))
                .findFirst()
                .map(Latency::all)
                .orElse(null);
        return cells(
                system(one.name()),
                Numbers.text(one.median()),
                latency == null ? "" : Numbers.us(latency.p50Ns()) + " µs",
                latency == null ? "" : Numbers.us(latency.p99Ns()) + " µs");
    }

    private static String system(String name) {
        return switch (name) {
            case OURS -> "**Holdfast**, pipelined";
            case OURS_ONE_BY_ONE -> "**Holdfast**";
            default -> name.substring(PEERS.length());
        };
    }

    /** The settings of such a run are its parts' commands. */
    private String commands() {
        return "Each part by itself:\n\n```\n"
                + run.settings().values().stream()
                        .filter(command -> command.contains("./holdfast bench"))
                        .map(command -> command + "\n")
                        .collect(Collectors.joining())
                + "```\n";
    }

    private static String table(String head, List<String> lines) {
        return lines.isEmpty() ? "" : head + "\n" + String.join("\n", lines) + "\n";
    }

    private static String cells(String... cells) {
        return Stream.of(cells).map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |"));
    }
}
