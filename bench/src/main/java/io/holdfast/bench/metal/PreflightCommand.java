// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.metal;

import io.holdfast.bench.result.Measured;
import io.holdfast.bench.result.Results;
import io.holdfast.server.command.ExitCode;
import io.holdfast.server.command.Json;
import io.holdfast.server.command.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holdfast bench preflight}. Warnings are no failure: it could look. */
@Command(
        name = "preflight",
        description =
                "Looks at what this machine and its kernel do to latency: what is as it should be, what is not,"
                        + " what that costs and what to do. Measures on each CPU in turn how long a thread is stopped by others.")
public final class PreflightCommand implements Callable<Integer> {
    private static final int MAX_SECONDS = 3_600;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where a data directory shall be; ${DEFAULT-VALUE} if not said.")
    private Path dir = Path.of(".");

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long to measure on each CPU, ${DEFAULT-VALUE} if not said; 0 does not.")
    private int seconds = 2;

    @Option(names = "--cpus", paramLabel = "LIST", description = "The CPUs to measure on, like 2-5,8; all if not said.")
    private String cpus = "";

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Machine machine = new Machine(Path.of("/"));
        CpuList toMeasure = toMeasure(machine);
        if (!Files.isDirectory(dir)) {
            throw new UsageException(dir + " is no directory: --dir names one on the disk of the data directory to be");
        }
        List<Finding> findings = new ArrayList<>();
        findings.addAll(CpuFindings.of(machine));
        findings.addAll(MemoryFindings.of(machine));
        findings.addAll(SystemFindings.of(machine));
        findings.addAll(DiskFindings.of(Path.of("/dev/shm"), dir));
        if (!json) {
            findings.forEach(this::print);
        }

        Results results = new Results();
        List<Finding> measured = measure(toMeasure, results);
        findings.addAll(measured);
        if (json) {
            print(Json.text(Map.of("findings", findings, "measured", results.measured())));
        } else {
            measured.forEach(this::print);
        }
        return ExitCode.OK;
    }

    private CpuList toMeasure(Machine machine) {
        if (seconds < 0 || seconds > MAX_SECONDS) {
            throw new UsageException("--seconds must be from 0 to " + MAX_SECONDS + ", not " + seconds);
        }
        if (cpus.isEmpty()) {
            return machine.online();
        }
        CpuList named = CpuList.parse(cpus);
        if (named.isEmpty() || !machine.online().hasAll(named)) {
            throw new UsageException("--cpus must be some of " + machine.online() + ", not " + cpus);
        }
        return named;
    }

    private List<Finding> measure(CpuList toMeasure, Results results) {
        List<Finding> findings = new ArrayList<>();
        Measured clockCost = JitterFindings.clockCost();
        results.add(clockCost);
        findings.add(JitterFindings.clock(clockCost));
        if (seconds == 0) {
            return findings;
        }
        for (int cpu : toMeasure.numbers()) {
            try {
                Hiccups hiccups = Hiccups.measure(cpu, TimeUnit.SECONDS.toNanos(seconds));
                JitterFindings.measured(hiccups).forEach(results::add);
                findings.add(JitterFindings.jitter(hiccups));
            } catch (IllegalStateException e) {
                findings.add(Finding.unknown("jitter of CPU " + cpu, e.getMessage()));
            }
        }
        return findings;
    }

    private void print(Finding finding) {
        String verdict = finding.verdict() == Finding.Verdict.UNKNOWN
                ? "?"
                : finding.verdict().name().toLowerCase(Locale.ROOT);
        print(String.format(Locale.ROOT, "%-5s %s: %s", verdict, finding.name(), finding.seen()));
        if (finding.verdict() == Finding.Verdict.WARN) {
            print("      costs: " + finding.costs());
            print("      do: " + finding.remedy());
        }
    }

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
