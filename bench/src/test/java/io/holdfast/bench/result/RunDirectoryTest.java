// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
    @TempDir
    private Path directory;

    @Test
    void shouldDrawWhatAnotherRunHasKept() throws IOException {
        Results part = MadeUpRun.results();
        RunDirectory.write(directory.resolve("part"), MadeUpRun.run(part, Map.of()), part);
        Results all = new Results();
        all.addRun("part", MadeUpRun.run(part, Map.of()));
        Run run = MadeUpRun.run(all, Map.of());
        RunDirectory.write(directory, run, all);
        assertEquals("part: orders", run.measured().get(0).name());
        assertEquals("part: round trip", run.latencies().get(0).name());
        assertTrue(Files.exists(directory.resolve(run.latencies().get(0).hgrm())), run::toString);
        String page = Files.readString(directory.resolve(RunPage.NAME));
        assertTrue(page.contains("\"part: round trip\" : [ [ 0.0, "), page);
    }

    @Test
    void shouldReadACurveAsItWasWritten() throws IOException {
        Path hgrm = directory.resolve("a.hgrm");
        Curve.write(hgrm, MadeUpRun.latencies(1_000));
        List<double[]> points = Curve.read(hgrm);
        assertEquals(0, points.get(0)[0]);
        double[] end = points.get(points.size() - 1);
        assertEquals(100, end[0]);
        assertEquals(MadeUpRun.latencies(1_000).getMaxValue() / 1e3, end[1], 0.001);
        assertTrue(points.size() > 10, "of so few points there is no curve: " + points.size());
    }
}
