// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.bench.result.Measured.Better;
import io.holdfast.bench.result.Row.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Path ROOT = Path.of("..");
    private static final String BEGIN = "<!-- what ./holdfast bench report bench/results/all says -->\n";
    private static final String END = "<!-- so far -->\n";

    @Test
    void shouldBeTheReadmesChapterAboutTheRunThatIsKept() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        String chapter = readme.substring(readme.indexOf(BEGIN) + BEGIN.length(), readme.indexOf(END));
        assertEquals(new Report(RunFile.read(ROOT.resolve("bench/results/all"))).text(), chapter);
    }

    @Test
    void shouldTellTargetsPeersAndCommands() {
        Results results = new Results();
        results.add(new Measured("hot-one: orders", "orders/s", Better.HIGHER, List.of(5_000_000.0)));
        results.add(new Measured("peers: redis hot one", "orders/s", Better.HIGHER, List.of(1e5, 2e5, 3e5)));
        results.add(new Measured("round-trip: orders", "orders/s", Better.HIGHER, List.of(4e5)));
        results.addLatency("round-trip: order", MadeUpRun.latencies(1_000));
        results.addRow(new Row("p50", 100.0, "us", 50.0, 2.0, "at most 3 × bare", Verdict.MET));
        results.addRow(new Row("synced", null, "orders/s", null, null, "at least 1", Verdict.SKIPPED));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("quick", "true");
        settings.put("floor", "./holdfast bench floor --seconds 1");
        settings.put("peers", "skipped, it ended with exit code 2");
        Run run = new Run(
                Run.SCHEMA,
                "holdfast bench all --quick",
                "2026-11-21T10:00:00Z",
                Map.of("cpu", "fast", "kernel", "6.1", "governor", "unknown", "loadAverage", "0.50 0.40 0.30"),
                settings,
                results.measured(),
                results.latencies(),
                results.rows());
        assertEquals("""
                Made by `holdfast bench all --quick` at 2026-11-21T10:00:00Z, server and clients on one machine: fast; kernel 6.1; load average before it 0.50 0.40 0.30.\
                 Medians of the repeats; a ratio is a value by its floor, which was measured in the same run.

                | what | measured | floor | ratio | to reach | |
                | --- | ---: | ---: | ---: | --- | --- |
                | p50 | 100 µs | 50 | 2 | at most 3 × bare | **met** |
                | synced |  |  |  | at least 1 | skipped |

                The same orders, of one line for a hot SKU, by what is used today; each system's accounts were checked afterwards.\
                 Latencies are those of all repeats, where orders are not sent many at a time.

                | | orders/s | answered in, p50 | p99 |
                | --- | ---: | ---: | ---: |
                | **Holdfast**, pipelined | 5,000,000 |  |  |
                | **Holdfast** | 400,000 | 50.02 µs | 99.01 µs |
                | redis hot one | 200,000 |  |  |

                Each part by itself:

                ```
                ./holdfast bench floor --seconds 1
                ```
                """, new Report(run).text());
    }
}
