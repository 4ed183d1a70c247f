// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {
    @TempDir
    private Path root;

    @Test
    void shouldReadWhatAMachineTells() throws IOException {
        put("proc/cpuinfo", "model name\t: Quick 9\nflags\t\t: fpu hypervisor sse\n\nmodel name\t: Quick 9\n");
        put("proc/meminfo", "MemTotal:       2097152 kB\nHugePages_Total:      12\nHugepagesize:       2048 kB\n");
        put("proc/loadavg", "0.10 0.20 0.30 1/99 1234\n");
        put("proc/sys/kernel/osrelease", "6.1.0\n");
        put("sys/hypervisor/type", "xen\n");
        put("sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n");
        put("sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc\n");
        put("sys/devices/system/cpu/isolated", "\n");
        put("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n");
        put("sys/devices/system/cpu/cpu1/cpufreq/scaling_governor", "performance\n");
        Map<String, String> facts = new Environment(root).machine();
        facts.remove("cores");
        assertEquals(
                Map.of(
                        "cpu", "Quick 9",
                        "governor", "performance",
                        "isolatedCpus", "none",
                        "transparentHugePages", "madvise",
                        "hugePages", "12 of 2048 kB",
                        "kernel", "6.1.0",
                        "hypervisor", "xen",
                        "clockSource", "tsc",
                        "memory", "2.0 GiB",
                        "loadAverage", "0.10 0.20 0.30"),
                facts);
    }

    @Test
    void shouldNotTakeAMachineForAVirtualOne() throws IOException {
        put("proc/cpuinfo", "flags\t\t: fpu sse\n");
        put("sys/class/dmi/id/sys_vendor", "Somebody\n");
        assertEquals("none", new Environment(root).machine().get("hypervisor"));
    }

    @Test
    void shouldNotKnowWhatCannotBeRead() {
        Map<String, String> facts = new Environment(root).machine();
        facts.remove("cores");
        assertEquals(Set.of("unknown"), Set.copyOf(facts.values()));
    }

    @Test
    void shouldKnowTheDiskOfADirectoryThatIsGone() {
        Map<String, String> facts = Environment.read(root.resolve("was/here"));
        assertNotEquals("unknown", facts.get("fileSystem"));
        assertNotEquals("unknown", facts.get("jdk"));
    }

    private void put(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
