// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.all;

import io.holdfast.bench.result.ResultOptions;
import io.holdfast.bench.result.Results;
import io.holdfast.bench.result.Run;
import io.holdfast.server.command.ExitCode;
import io.holdfast.server.command.TemporaryDirectory;
import io.holdfast.server.command.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holdfast bench all}. */
@Command(
        name = "all",
        description = {
            "Measures everything, each part by a command of the bench in a process of its own, and tells which targets are met.",
            "With --out each part's run is kept too, in a directory of its name."
        })
public final class AllCommand implements Callable<Integer> {
    /** For a part: it waits in vain if it takes longer. */
    private static final long LIMIT_S = 1_800;

    private static final long QUICK_LIMIT_S = 180;

    @Option(names = "--quick", description = "Less of everything: some minutes in the place of a quarter of an hour.")
    private boolean quick;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PART",
            description = "Some parts, separated by commas: ${COMPLETION-CANDIDATES}. Targets of others are skipped.")
    private List<Part> only = List.of(Part.values());

    @Mixin
    private ResultOptions resultOptions;

    @Spec
    private CommandSpec spec;

    private final Results results = new Results();
    private final Map<Part, Run> runs = new EnumMap<>(Part.class);
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private boolean hasFailed;

    @Override
    public Integer call() throws IOException {
        settings.put("quick", quick);
        if (resultOptions.out() != null) {
            measure(resultOptions.out());
        } else {
            try (TemporaryDirectory directory = TemporaryDirectory.create("holdfast-bench-all-")) {
                measure(directory.path());
            }
        }
        Targets.rows(runs).forEach(results::addRow);
        resultOptions.finish(results, settings);
        return hasFailed ? ExitCode.CHECK_FAILED : ExitCode.OK;
    }

    private void measure(Path directory) throws IOException {
        for (Part part : Arrays.stream(Part.values()).filter(only::contains).toList()) {
            PartCommand command = part.command(quick, runs);
            if (command == null) {
                skip(part, "what it needs is not there");
                continue;
            }
            settings.put(part.label(), command.text());
            say(part + ": " + command.text());
            long beganNs = System.nanoTime();
            try {
                Run run = command.run(directory.resolve(part.label()), quick ? QUICK_LIMIT_S : LIMIT_S);
                runs.put(part, run);
                results.addRun(part.label(), run);
                say(part + ": took " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beganNs) + " s");
            } catch (UsageException e) {
                hasFailed = true;
                skip(part, e.getMessage() + ": " + command.text());
            }
        }
    }

    /** It is kept with the run, so that whoever reads its table finds why there is nothing. */
    private void skip(Part part, String reason) {
        settings.put(part.label(), "skipped, " + reason);
        say(part + ": its targets are skipped: " + reason);
    }

    private void say(String line) {
        spec.commandLine().getErr().println("holdfast: " + line);
        spec.commandLine().getErr().flush();
    }
}
