// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.openhft.affinity.Affinity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class PinningTest {
    /** The kernel keeps so much of a thread's name. */
    private static final int MAX_NAME = 15;

    private final String cpu = Integer.toString(Affinity.getAffinity().length() - 1);

    @TempDir
    private Path dir;

    @Test
    void shouldKeepTheThreadsOfASharedLayoutOnTheirCpus() throws IOException {
        Map<String, String> settings = Map.of("holdfast.cpus", cpu, "holdfast.aeron.cpus", cpu);
        try (TestServer server = TestServer.start(dir, TestServer.Medium.IPC, settings)) {
            Map<String, String> cpus = cpusOfThreads();
            assertEquals(cpu, cpusOf("[ingress,engine,journal,egress]", cpus));
            // Its name begins with the driver's directory.
            assertEquals(cpu, cpusOf(server.aeron().context().aeronDirectoryName(), cpus));
            assertEquals(List.of(), server.notices);
        }
    }

    @Test
    void shouldKeepTheThreadsOfADedicatedLayoutOnTheirCpus() throws IOException {
        Map<String, String> settings = Map.of(
                "holdfast.layout",
                "DEDICATED",
                "holdfast.cpus",
                String.join(",", cpu, cpu, cpu, cpu),
                "holdfast.aeron.layout",
                "DEDICATED",
                "holdfast.aeron.cpus",
                cpu + "," + cpu);
        try (TestServer server = TestServer.start(dir, TestServer.Medium.IPC, settings)) {
            Map<String, String> cpus = cpusOfThreads();
            for (String name : List.of("ingress", "engine", "journal", "egress", "sender", "receiver")) {
                assertEquals(cpu, cpusOf(name, cpus));
            }
            assertEquals(List.of(), server.notices);
        }
    }

    @Test
    void shouldRefuseACpuThatIsNotThere() {
        StartException e = assertThrows(
                StartException.class,
                () -> TestServer.start(dir, TestServer.Medium.IPC, Map.of("holdfast.cpus", "999")));
        assertTrue(e.getMessage().startsWith("holdfast.cpus names CPU 999"), e.getMessage());
    }

    @Test
    void shouldRefuseFewerCpusThanThreads() {
        Map<String, String> settings = Map.of("holdfast.aeron.layout", "DEDICATED", "holdfast.aeron.cpus", cpu);
        StartException e =
                assertThrows(StartException.class, () -> TestServer.start(dir, TestServer.Medium.IPC, settings));
        assertEquals(
                "holdfast.aeron.cpus names 1 where it takes 2 CPUs, one each for: "
                        + "media driver's sender, media driver's receiver",
                e.getMessage());
    }

    private static String cpusOf(String name, Map<String, String> cpusOfThreads) {
        String kept = name.substring(0, Math.min(name.length(), MAX_NAME));
        assertTrue(cpusOfThreads.containsKey(kept), () -> kept + " is not among " + cpusOfThreads.keySet());
        return cpusOfThreads.get(kept);
    }

    /** As the kernel has it, by the threads' names. */
    private static Map<String, String> cpusOfThreads() throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            return tasks.map(PinningTest::statusOf)
                    .collect(Collectors.toMap(
                            status -> status.get("Name"), status -> status.get("Cpus_allowed_list"), (a, b) -> b));
        }
    }

    private static Map<String, String> statusOf(Path task) {
        try (Stream<String> lines = Files.lines(task.resolve("status"))) {
            return lines.map(line -> line.split(":\\s*", 2))
                    .collect(Collectors.toMap(field -> field[0], field -> field[1]));
        } catch (IOException | java.io.UncheckedIOException e) {
            // It has ended since.
            assertFalse(Files.exists(task));
            return Map.of("Name", "", "Cpus_allowed_list", "");
        }
    }
}
