// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.server.command.Json;
import io.holdfast.server.command.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve(RunFile.NAME);
    }

    @Test
    void shouldReadBackWhatWasWritten() throws IOException {
        Run run = MadeUpRun.run();
        Files.writeString(file, Json.text(run));
        assertEquals(run, RunFile.read(file));
        assertEquals(run, RunFile.read(directory), "in a directory");
    }

    @Test
    void shouldHaveWhatOtherProgramsAreToldOf() throws IOException {
        JsonNode run = new ObjectMapper().readTree(Json.text(MadeUpRun.run()));
        JsonNode orders = run.at("/measured/0");
        assertEquals("higher", orders.get("better").asText());
        assertEquals(5_000_000, orders.get("median").asDouble());
        assertEquals(4_900_000, orders.get("least").asDouble());
        assertEquals(5_250_000.5, orders.get("most").asDouble());
        JsonNode row = run.at("/rows/1");
        assertEquals(
                List.of("name", "value", "unit", "floor", "ratio", "target", "verdict"),
                row.properties().stream().map(Map.Entry::getKey).toList());
        assertEquals("skipped", row.get("verdict").asText());
        assertEquals(true, row.get("value").isNull());
    }

    @Test
    void shouldCollectTheValuesOfRepeats() {
        Results results = new Results();
        results.add("a", "s", Measured.Better.LOWER, 2);
        results.add("b", "s", Measured.Better.LOWER, 3);
        results.add("a", "s", Measured.Better.LOWER, 1);
        results.add("a", "ms", Measured.Better.LOWER, 4);
        assertEquals(
                List.of(List.of(2.0, 1.0), List.of(3.0), List.of(4.0)),
                results.measured().stream().map(Measured::values).toList());
    }

    @Test
    void shouldKeepThePercentilesOfEachRepeat() {
        Latency latency = MadeUpRun.run().latencies().get(0);
        assertEquals(200, latency.all().count());
        assertEquals(
                List.of(100_000L, 200_000L),
                latency.repeats().stream()
                        .map(repeat -> roundUs(repeat.maxNs()))
                        .toList());
        assertEquals("round-trip.hgrm", latency.hgrm());
    }

    private static long roundUs(long ns) {
        return ns / 1000 * 1000;
    }

    @Test
    void shouldGiveEachLatencyAFileOfItsOwn() {
        Results results = new Results();
        for (String name : List.of("a/b", "a b", "A:B", "../../etc")) {
            results.addLatency(name, MadeUpRun.latencies(1));
        }
        assertEquals(
                List.of("a-b.hgrm", "a-b-2.hgrm", "A-B-3.hgrm", "etc.hgrm"),
                results.latencies().stream().map(Latency::hgrm).toList());
    }

    @Test
    void shouldRefuseWhatIsNoRun() throws IOException {
        for (String content : List.of("", "{", "[]", "null", "{}", "{\"a\":1}", "{\"schema\":1}")) {
            Files.writeString(file, content);
            assertThrows(UsageException.class, () -> RunFile.read(file), content);
        }
        Files.writeString(file, Json.text(MadeUpRun.run()).replace("\"schema\" : 1", "\"schema\" : 2"));
        assertThrows(UsageException.class, () -> RunFile.read(file), "of another version");
    }
}
