// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ResultOptionsTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private boolean hasMeasured;

    @Command(name = "measure")
    private final class Measure implements Callable<Integer> {
        @Mixin
        private ResultOptions resultOptions;

        @Override
        public Integer call() throws IOException {
            hasMeasured = true;
            resultOptions.finish(MadeUpRun.results(), Map.of("window", 4096));
            return 0;
        }
    }

    private int run(String... args) {
        return new CommandLine(new Measure())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    @Test
    void shouldPrintTables() {
        assertEquals(0, run());
        assertTrue(out.toString().startsWith("measured"), out::toString);
    }

    @Test
    void shouldPrintTheRunAndNothingElse() throws IOException {
        Path kept = directory.resolve("runs/with space");
        assertEquals(0, run("--json", "--out", kept.toString()));
        Run printed = new ObjectMapper().readValue(out.toString(), Run.class);
        assertEquals(printed, RunFile.read(kept));
        assertTrue(Files.exists(kept.resolve(RunPage.NAME)));
        assertEquals("holdfast --json --out '" + kept + "'", printed.command());
        assertEquals(Map.of("window", "4096"), printed.settings());
        assertEquals(MadeUpRun.results().measured(), printed.measured());
    }

    @Test
    void shouldKeepDistributionsForThePlotters() throws IOException {
        assertEquals(0, run("--out", directory.toString()));
        Histogram histogram = MadeUpRun.results().latenciesNs().get("round trip");
        List<String[]> points = Files.readString(directory.resolve("round-trip.hgrm"))
                .lines()
                .filter(line -> line.matches("[ \\d.]+(inf)?"))
                .map(line -> line.strip().split("\\s+", -1))
                .filter(cells -> cells.length == 4)
                .toList();
        assertTrue(points.size() > 10, "of so few points there is no curve: " + points.size());
        for (String[] point : points) {
            double percentile = 100 * Double.parseDouble(point[1]);
            assertEquals(histogram.getValueAtPercentile(percentile) / 1e3, Double.parseDouble(point[0]), 0.001);
        }
    }

    @Test
    void shouldRefuseToWriteOverARunBeforeMeasuringAnother() throws IOException {
        Files.writeString(directory.resolve(RunFile.NAME), "mine");
        assertEquals(2, run("--out", directory.toString()));
        assertFalse(hasMeasured);
        assertEquals("mine", Files.readString(directory.resolve(RunFile.NAME)));
        assertTrue(err.toString().contains("there is a run in " + directory), err::toString);
    }

    @Test
    void shouldRefuseAFileForADirectory() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertEquals(2, run("--out", file.toString()));
        assertFalse(hasMeasured);
    }
}
