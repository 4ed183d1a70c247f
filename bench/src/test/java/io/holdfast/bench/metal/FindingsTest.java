// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.metal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.bench.metal.Finding.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is said of machines that are made of a few files. */
class FindingsTest {
    private static final String CPU = "sys/devices/system/cpu/";
    private static final String CLOCK = "sys/devices/system/clocksource/clocksource0/";
    private static final String HUGE_PAGES = "sys/kernel/mm/transparent_hugepage/";

    @TempDir
    private Path root;

    private Machine machine(String... pathsAndTexts) throws IOException {
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            Path file = root.resolve(pathsAndTexts[i]);
            Files.createDirectories(file.getParent());
            Files.writeString(file, pathsAndTexts[i + 1] + "\n");
        }
        return new Machine(root);
    }

    private static void assertIs(Verdict verdict, String seen, Finding finding) {
        assertEquals(verdict, finding.verdict(), finding.toString());
        assertTrue(finding.seen().contains(seen), finding.toString());
        assertEquals(
                verdict == Verdict.WARN,
                !finding.costs().isEmpty() && !finding.remedy().isEmpty());
    }

    @Test
    void shouldSayThatNothingIsKnownOfAMachineThatTellsNothing() throws IOException {
        List<Finding> findings = new ArrayList<>(MemoryFindings.of(machine()));
        findings.addAll(CpuFindings.of(machine()));
        findings.addAll(SystemFindings.of(machine()));
        List<String> known = findings.stream()
                .filter(finding -> finding.verdict() != Verdict.UNKNOWN)
                .map(Finding::name)
                .toList();
        assertEquals(
                List.of(
                        "reserved huge pages",
                        "isolated CPUs",
                        "timer tick (nohz_full)",
                        "RCU callbacks (rcu_nocbs)",
                        "interrupts"),
                known);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldReadAllDigitsOfTheKernelsSettings() {
        long maxProcesses =
                new Machine(Path.of("/")).number("proc/sys/kernel/pid_max").orElseThrow();
        assertTrue(maxProcesses > 300, maxProcesses + " is less than the kernel allows");
    }

    @Test
    void shouldWarnOfAGovernorThatOneCpuHas() throws IOException {
        assertIs(Verdict.OK, "performance", CpuFindings.governor(machine(governor(0), "performance")));
        assertIs(Verdict.WARN, "performance, powersave", CpuFindings.governor(machine(governor(11), "powersave")));
    }

    private static String governor(int cpu) {
        return CPU + "cpu" + cpu + "/cpufreq/scaling_governor";
    }

    @Test
    void shouldReadTurboOfEitherDriver() throws IOException {
        assertIs(Verdict.WARN, "on", CpuFindings.turbo(machine(CPU + "cpufreq/boost", "1")));
        assertIs(Verdict.OK, "off", CpuFindings.turbo(machine(CPU + "cpufreq/boost", "0")));
        assertIs(Verdict.WARN, "on", CpuFindings.turbo(machine(CPU + "intel_pstate/no_turbo", "0")));
        assertIs(Verdict.OK, "off", CpuFindings.turbo(machine(CPU + "intel_pstate/no_turbo", "1")));
    }

    @Test
    void shouldWarnOfCpusThatShareACore() throws IOException {
        String siblings = "/topology/thread_siblings_list";
        assertIs(Verdict.OK, "core", CpuFindings.siblings(machine(CPU + "cpu0" + siblings, "0")));
        Machine machine = machine(CPU + "cpu1" + siblings, "1,3", CPU + "cpu3" + siblings, "1,3");
        assertIs(Verdict.WARN, "1,3", CpuFindings.siblings(machine));
    }

    @Test
    void shouldWantTheTickOffOnAllIsolatedCpus() throws IOException {
        assertIs(Verdict.WARN, "none", CpuFindings.isolated(machine(CPU + "isolated", "")));
        assertIs(Verdict.OK, "2-5", CpuFindings.isolated(machine(CPU + "isolated", "2-5")));
        assertIs(Verdict.WARN, "all CPUs", CpuFindings.tickless(machine(CPU + "nohz_full", "(null)")));
        assertIs(Verdict.WARN, "off on 2-3", CpuFindings.tickless(machine(CPU + "nohz_full", "2-3")));
        assertIs(Verdict.OK, "2-5", CpuFindings.tickless(machine(CPU + "nohz_full", "2-5")));
    }

    @Test
    void shouldReadTheKernelsCommandLine() throws IOException {
        Machine machine = machine(CPU + "isolated", "2-5", "proc/cmdline", "quiet isolcpus=2-5 rcu_nocbs=2,3");
        assertIs(Verdict.WARN, "off on 2-3", CpuFindings.callbacks(machine));
        assertIs(
                Verdict.OK,
                "2-5",
                CpuFindings.callbacks(machine("proc/cmdline", "isolcpus=2-5 nohz_full=2-5", CPU + "nohz_full", "2-5")));
    }

    @Test
    void shouldLookAtTheDeepestSleepThatIsAllowed() throws IOException {
        String states = CPU + "cpu0/cpuidle/state";
        Machine machine = machine(
                states + "0/name",
                "POLL",
                states + "0/latency",
                "0",
                states + "0/disable",
                "0",
                states + "1/name",
                "C1",
                states + "1/latency",
                "2",
                states + "1/disable",
                "0",
                states + "2/name",
                "C6",
                states + "2/latency",
                "133",
                states + "2/disable",
                "0");
        assertIs(Verdict.WARN, "C6, out of which it takes 133 us", CpuFindings.sleep(machine));
        assertIs(Verdict.OK, "C1, out of which it takes 2 us", CpuFindings.sleep(machine(states + "2/disable", "1")));
    }

    @Test
    void shouldWarnOfAClockThatTakesASystemCall() throws IOException {
        assertIs(Verdict.OK, "tsc", CpuFindings.clockSource(machine(CLOCK + "current_clocksource", "tsc")));
        Machine machine =
                machine(CLOCK + "current_clocksource", "hpet", CLOCK + "available_clocksource", "hpet acpi_pm");
        assertIs(Verdict.WARN, "hpet, of hpet acpi_pm", CpuFindings.clockSource(machine));
    }

    @Test
    void shouldReadWhichPagesAreChosen() throws IOException {
        Machine machine =
                machine(HUGE_PAGES + "enabled", "always [madvise] never", HUGE_PAGES + "defrag", "[always] never");
        assertIs(Verdict.OK, "madvise", MemoryFindings.transparentHugePages(machine));
        assertIs(Verdict.WARN, "always", MemoryFindings.compaction(machine));
        assertIs(
                Verdict.WARN,
                "never",
                MemoryFindings.transparentHugePages(machine(HUGE_PAGES + "enabled", "always madvise [never]")));
    }

    @Test
    void shouldWarnOfSwap() throws IOException {
        String head = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority";
        assertIs(Verdict.OK, "none", MemoryFindings.swap(machine("proc/swaps", head)));
        Machine machine = machine("proc/swaps", head + "\n/dev/sda2 partition 1 0 -2", "proc/sys/vm/swappiness", "60");
        assertIs(Verdict.WARN, "1 area, swappiness 60", MemoryFindings.swap(machine));
    }

    @Test
    void shouldWantOneNodeOrABoundProcess() throws IOException {
        String online = "sys/devices/system/node/online";
        assertIs(Verdict.OK, "one node", MemoryFindings.numa(machine(online, "0")));
        assertIs(Verdict.WARN, "nodes 0-1", MemoryFindings.numa(machine(online, "0-1")));
        Machine bound = machine("proc/self/numa_maps", "00400000 default\n7f00 bind:0 anon=1 dirty=1");
        assertIs(Verdict.OK, "bound", MemoryFindings.numa(bound));
    }

    @Test
    void shouldKnowWhenAWriterIsStopped() throws IOException {
        String vm = "proc/sys/vm/";
        Machine small = machine(
                "proc/meminfo",
                "MemTotal: 4194304 kB\nMemAvailable:    2097152 kB",
                vm + "dirty_ratio",
                "20",
                vm + "dirty_background_ratio",
                "10",
                vm + "dirty_bytes",
                "0",
                vm + "dirty_background_bytes",
                "0");
        assertIs(Verdict.WARN, "begins at 204 MiB, and stops who writes at 409 MiB", MemoryFindings.writeBack(small));
        Machine set = machine(vm + "dirty_bytes", "4294967296", vm + "dirty_background_bytes", "268435456");
        assertIs(Verdict.OK, "begins at 256 MiB, and stops who writes at 4096 MiB", MemoryFindings.writeBack(set));
    }

    @Test
    void shouldWarnOfInterruptsOnIsolatedCpus() throws IOException {
        assertIs(Verdict.WARN, "irqbalance", SystemFindings.interrupts(machine("proc/77/comm", "irqbalance")));
        Machine isolated = machine(CPU + "isolated", "2-3", "proc/irq/9/effective_affinity_list", "0-1");
        assertIs(Verdict.OK, "none goes to CPUs 2-3", SystemFindings.interrupts(isolated));
        Machine hit = machine("proc/irq/10/effective_affinity_list", "3");
        assertIs(Verdict.WARN, "1 go to isolated CPUs", SystemFindings.interrupts(hit));
    }

    @Test
    void shouldWantRoomForBurstsInSockets() throws IOException {
        String sockets = "proc/sys/net/core/";
        Machine machine = machine(sockets + "rmem_max", "4194304", sockets + "wmem_max", "212992");
        assertIs(Verdict.WARN, "4096 KiB to receive, 208 KiB to send", SystemFindings.socketBuffers(machine));
        assertIs(
                Verdict.OK, "2048 KiB to send", SystemFindings.socketBuffers(machine(sockets + "wmem_max", "2097152")));
    }

    @Test
    void shouldFindTheLimitOfAContainerOfVersion2() throws IOException {
        Machine free = machine("proc/self/cgroup", "0::/pod/box", "sys/fs/cgroup/pod/box/cpu.max", "max 100000");
        assertIs(Verdict.OK, "none", CpuLimit.finding(free));
        Machine limited = machine(
                "sys/fs/cgroup/pod/cpu.max", "150000 100000",
                "sys/fs/cgroup/pod/cpu.stat", "usage_usec 12\nnr_periods 9\nnr_throttled 7\nthrottled_usec 3");
        assertIs(Verdict.WARN, "150000 us of each 100000 us, and it was reached 7 times", CpuLimit.finding(limited));
    }

    @Test
    void shouldFindTheLimitOfAContainerOfVersion1() throws IOException {
        String group = "sys/fs/cgroup/cpu,cpuacct/box/";
        Machine machine = machine(
                "proc/self/cgroup",
                "4:memory:/box\n3:cpu,cpuacct:/box\n0::/",
                group + "cpu.cfs_quota_us",
                "-1",
                group + "cpu.cfs_period_us",
                "100000");
        assertIs(Verdict.OK, "none", CpuLimit.finding(machine));
        assertIs(
                Verdict.WARN,
                "50000 us of each 100000 us, and it was reached 0 times",
                CpuLimit.finding(machine(group + "cpu.cfs_quota_us", "50000")));
    }

    @Test
    void shouldTellAVirtualMachineAndWhatWasStolenFromIt() throws IOException {
        assertIs(Verdict.OK, "none", SystemFindings.hypervisor(machine("proc/cpuinfo", "flags\t\t: fpu tsc sse2")));
        Machine virtual = machine(
                "proc/cpuinfo", "flags\t\t: fpu hypervisor sse2",
                "proc/stat", "cpu  100 0 100 780 10 0 5 5 40 0\ncpu0 50 0 50 390 5 0 2 3 20 0");
        assertIs(Verdict.WARN, "0.50 %", SystemFindings.hypervisor(virtual));
    }

    @Test
    void shouldWarnOfOthersAtWork() throws IOException {
        assertIs(Verdict.OK, "0.08", SystemFindings.load(machine("proc/loadavg", "0.08 0.03 0.01 1/97 8152")));
        assertIs(Verdict.WARN, "3.62", SystemFindings.load(machine("proc/loadavg", "3.62 0.03 0.01 5/97 8152")));
        assertIs(Verdict.WARN, "2", SystemFindings.perfEvents(machine("proc/sys/kernel/perf_event_paranoid", "2")));
        assertIs(Verdict.OK, "-1", SystemFindings.perfEvents(machine("proc/sys/kernel/perf_event_paranoid", "-1")));
    }

    @Test
    void shouldJudgeWhereFilesLie() {
        assertIs(Verdict.WARN, "60 of 64 MiB", DiskFindings.sharedMemory(64L << 20, 60L << 20));
        assertIs(Verdict.OK, "2000 of 2048 MiB", DiskFindings.sharedMemory(2048L << 20, 2000L << 20));
        assertIs(Verdict.WARN, "1024 MiB", DiskFindings.space(root, 1L << 30));
        assertIs(Verdict.OK, "102400 MiB", DiskFindings.space(root, 100L << 30));
        assertIs(Verdict.OK, "xfs", DiskFindings.fileSystem(root, "xfs"));
        assertIs(Verdict.WARN, "tmpfs", DiskFindings.fileSystem(root, "tmpfs"));
        assertIs(Verdict.WARN, "overlay", DiskFindings.fileSystem(root, "overlay"));
    }

    @Test
    void shouldWarnOfLongStopsOnly() {
        long spanNs = TimeUnit.SECONDS.toNanos(2);
        assertIs(
                Verdict.OK,
                "stopped for 99 us at worst; 0 times",
                JitterFindings.jitter(new Hiccups(3, 99_000, 0, 0, spanNs)));
        assertIs(
                Verdict.WARN,
                "stopped for 4000 us at worst; 2 times for more than 100 us in 2.0 s, together 0.250 % of it",
                JitterFindings.jitter(new Hiccups(3, 4_000_000, 2, 5_000_000, spanNs)));
    }
}
