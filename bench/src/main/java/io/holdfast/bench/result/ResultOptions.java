// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import io.holdfast.server.command.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a command that measures tells its results; each has it as a mixin. */
public final class ResultOptions {
    @Option(names = "--json", description = "Print the run as one JSON object instead of tables.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    private Path out;
    private final Instant startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    /** Before anything is measured, for that is load too. */
    private final String loadAverage = Environment.loadAverage();

    /** Refused before anything is measured for nothing. */
    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Keep the run in this directory, which must not have one: " + RunFile.NAME
                    + ", a .hgrm file for each latency, and " + RunPage.NAME + " to look at.")
    void setOut(Path directory) {
        if (Files.exists(directory.resolve(RunFile.NAME))) {
            throw new ParameterException(spec.commandLine(), "--out: there is a run in " + directory + " already");
        }
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new ParameterException(spec.commandLine(), "--out: " + directory + " is not a directory");
        }
        try {
            // Now, and not when everything has been measured.
            Files.delete(Files.createTempFile(Files.createDirectories(directory), "run", null));
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "--out: nothing can be written to " + directory, e);
        }
        out = directory;
    }

    /** Where the run is to be kept; null if nowhere. */
    public Path out() {
        return out;
    }

    /** Whether stdout is for one JSON object and nothing else. */
    public boolean isJson() {
        return json;
    }

    /** {@link #finish(Results, Map, Path)} for what writes nothing, or to the directory for temporary files. */
    public void finish(Results results, Map<String, ?> settings) throws IOException {
        finish(results, settings, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /**
     * Prints what was measured, and keeps it if that was asked for.
     *
     * @param settings      of the run, by their names.
     * @param dataDirectory where the data was that was written.
     */
    public void finish(Results results, Map<String, ?> settings, Path dataDirectory) throws IOException {
        Map<String, String> environment = Environment.read(dataDirectory);
        environment.put(Environment.LOAD_AVERAGE, loadAverage);
        Map<String, String> settingTexts = new LinkedHashMap<>();
        settings.forEach((name, value) -> settingTexts.put(name, String.valueOf(value)));
        Run run = new Run(
                Run.SCHEMA,
                command(),
                startedAt.toString(),
                environment,
                settingTexts,
                results.measured(),
                results.latencies(),
                results.rows());
        PrintWriter stdout = spec.commandLine().getOut();
        stdout.print(json ? Json.text(run) + "\n" : new RunText(run).text());
        stdout.flush();
        if (out != null) {
            RunDirectory.write(out, run, results);
            spec.commandLine().getErr().println("the run is in " + out);
        }
    }

    /** The command line, in words that a shell takes apart likewise. */
    private String command() {
        return "holdfast "
                + spec.root().commandLine().getParseResult().originalArgs().stream()
                        .map(ResultOptions::quoted)
                        .collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
