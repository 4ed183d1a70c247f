// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import io.holdfast.server.command.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The files of a run: {@value RunFile#NAME}, the distributions of its latencies for the plotters that are around, and a page. */
final class RunDirectory {
    private RunDirectory() {}

    static void write(Path directory, Run run, Results results) throws IOException {
        Files.createDirectories(directory);
        Map<String, List<double[]>> curves = new LinkedHashMap<>();
        for (Latency latency : run.latencies()) {
            Path hgrm = directory.resolve(latency.hgrm());
            Histogram latencyNs = results.latenciesNs().get(latency.name());
            if (latencyNs != null) {
                Curve.write(hgrm, latencyNs);
                curves.put(latency.name(), Curve.of(latencyNs));
            } else {
                // It came with another run, which has written it.
                curves.put(latency.name(), Curve.read(hgrm));
            }
        }
        Files.writeString(directory.resolve(RunPage.NAME), new RunPage(run, curves).text());
        // The last, for a directory that has it has a run.
        Files.writeString(directory.resolve(RunFile.NAME), Json.text(run) + "\n");
    }
}
