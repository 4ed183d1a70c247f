// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.pipeline.Layout;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The files of {@code conf} are as this build takes them. */
class LowLatencyProfileTest {
    private static final Path CONF = Path.of("..", "conf");
    /** Of ingress, engine, journal and egress. */
    private static final int STAGES = 4;

    @Test
    void shouldGiveEachBusyThreadACpuOfItsOwn() throws IOException {
        Properties files = new Properties();
        try (Reader reader = Files.newBufferedReader(CONF.resolve("low-latency.properties"))) {
            files.load(reader);
        }
        ServerSettings settings = ServerSettings.of(files, Map.of(), new Properties());
        DriverThreads driver = settings.driverThreads();
        assertEquals(Layout.DEDICATED, settings.layout());
        assertEquals(Idle.SPIN, settings.idle());
        assertEquals(STAGES, settings.cpus().size());
        assertEquals(Idle.SPIN, driver.idle());
        assertEquals(driver.names().size(), driver.cpus().size());
        Set<Integer> cpus = new HashSet<>(settings.cpus());
        cpus.addAll(driver.cpus());
        assertEquals(settings.cpus().size() + driver.cpus().size(), cpus.size(), "a CPU twice");
    }

    @Test
    void shouldHaveFlagsThatTheJvmTakes() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // A small heap, which wins, is touched sooner.
        List<String> command = List.of(java, "@" + CONF.resolve("low-latency.jvm"), "-Xms64m", "-Xmx64m", "-version");
        Process jvm = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, jvm.waitFor(), said);
        assertTrue(!said.contains("warning"), said);
    }
}
