// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import io.holdfast.server.command.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;

/** The files of a run: {@value RunFile#NAME}, the distributions of its latencies for the plotters that are around, and a page. */
final class RunDirectory {
    private static final int TICKS_PER_HALF_DISTANCE = 5;

    private RunDirectory() {}

    static void write(Path directory, Run run, Results results) throws IOException {
        Files.createDirectories(directory);
        for (Latency latency : run.latencies()) {
            writeHgrm(directory.resolve(latency.hgrm()), results.latenciesNs().get(latency.name()));
        }
        Files.writeString(directory.resolve(RunPage.NAME), new RunPage(run, results.latenciesNs()).text());
        // The last, for a directory that has it has a run.
        Files.writeString(directory.resolve(RunFile.NAME), Json.text(run) + "\n");
    }

    private static void writeHgrm(Path file, Histogram latencyNs) throws IOException {
        try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            latencyNs.outputPercentileDistribution(out, TICKS_PER_HALF_DISTANCE, Numbers.NS_PER_US);
            if (out.checkError()) {
                throw new IOException(file + " could not be written");
            }
        }
    }
}
