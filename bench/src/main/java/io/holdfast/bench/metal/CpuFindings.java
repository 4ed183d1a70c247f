// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.metal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How CPUs are clocked, shared, and put to sleep. */
final class CpuFindings {
    private static final String CPU = "sys/devices/system/cpu";
    /** Waking up from deeper sleep than that shows beside a round trip. */
    private static final long MAX_WAKE_UP_US = 10;
    /** These are read without a system call. */
    private static final Set<String> FAST_CLOCKS =
            Set.of("tsc", "kvm-clock", "hyperv_clocksource_tsc_page", "arch_sys_counter");

    private CpuFindings() {}

    static List<Finding> of(Machine machine) {
        return List.of(
                governor(machine),
                turbo(machine),
                siblings(machine),
                isolated(machine),
                tickless(machine),
                callbacks(machine),
                sleep(machine),
                clockSource(machine));
    }

    static Finding governor(Machine machine) {
        String name = "governor";
        Set<String> governors = machine.list(CPU, "cpu\\d+").stream()
                .map(cpu -> machine.text(cpu + "/cpufreq/scaling_governor"))
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(TreeSet::new));
        if (governors.isEmpty()) {
            return Finding.unknown(name, "no cpufreq here: in a virtual machine its host decides");
        }
        String seen = String.join(", ", governors);
        return governors.equals(Set.of("performance"))
                ? Finding.ok(name, seen)
                : Finding.warn(
                        name,
                        seen,
                        "CPUs clock down when little is to do, and what comes then is decided slowly",
                        "cpupower frequency-set -g performance");
    }

    static Finding turbo(Machine machine) {
        String name = "turbo";
        Optional<Boolean> on = machine.number(CPU + "/intel_pstate/no_turbo")
                .map(off -> off == 0)
                .or(() -> machine.number(CPU + "/cpufreq/boost").map(boost -> boost == 1));
        if (on.isEmpty()) {
            return Finding.unknown(name, "not told here: in a virtual machine its host decides");
        }
        return on.get()
                ? Finding.warn(
                        name,
                        "on",
                        "faster, but how much depends on heat and on the other cores: runs differ",
                        "to compare runs: echo 1 > /sys/devices/system/cpu/intel_pstate/no_turbo, or echo 0 > …/cpufreq/boost")
                : Finding.ok(name, "off");
    }

    static Finding siblings(Machine machine) {
        String name = "hyper-threads";
        Set<String> pairs = machine.list(CPU, "cpu\\d+").stream()
                .map(cpu -> machine.text(cpu + "/topology/thread_siblings_list"))
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(TreeSet::new));
        if (pairs.isEmpty()) {
            return Finding.unknown(name, "no topology here");
        }
        pairs.removeIf(siblings -> CpuList.parse(siblings).size() < 2);
        return pairs.isEmpty()
                ? Finding.ok(name, "each CPU is a core")
                : Finding.warn(
                        name,
                        "CPUs that share a core: " + String.join(" ", pairs),
                        "two busy threads on one core slow each other down",
                        "name one of each pair in holdfast.cpus and leave the other idle, or take it offline: echo 0 >"
                                + " /sys/devices/system/cpu/cpuN/online");
    }

    static Finding isolated(Machine machine) {
        String name = "isolated CPUs";
        CpuList isolated = machine.isolated();
        return isolated.isEmpty()
                ? Finding.warn(
                        name,
                        "none",
                        "other processes run on the CPUs of busy threads, which then wait for milliseconds",
                        "isolcpus=managed_irq,domain,2-7 on the kernel's command line, and these in holdfast.cpus")
                : Finding.ok(name, isolated.toString());
    }

    static Finding tickless(Machine machine) {
        return covered(
                machine,
                "timer tick (nohz_full)",
                machine.cpus(CPU + "/nohz_full"),
                "nohz_full",
                "the kernel's tick interrupts a busy thread 100 to 1000 times a second, for some microseconds");
    }

    static Finding callbacks(Machine machine) {
        CpuList without = argument(machine, "rcu_nocbs").orElse(CpuList.NONE);
        // The kernel does the same for CPUs without a tick.
        return covered(
                machine,
                "RCU callbacks (rcu_nocbs)",
                without.isEmpty() ? machine.cpus(CPU + "/nohz_full") : without,
                "rcu_nocbs",
                "the kernel cleans up behind itself on the CPUs of busy threads");
    }

    private static Finding covered(Machine machine, String name, CpuList covered, String argument, String costs) {
        CpuList isolated = machine.isolated();
        if (!covered.isEmpty() && covered.hasAll(isolated)) {
            return Finding.ok(name, "off on " + covered);
        }
        String cpus = isolated.isEmpty() ? "2-7" : isolated.toString();
        String seen = covered.isEmpty() ? "on all CPUs" : "off on " + covered + ", but not on all that are isolated";
        return Finding.warn(name, seen, costs, argument + "=" + cpus + " on the kernel's command line");
    }

    private static Optional<CpuList> argument(Machine machine, String key) {
        return machine.text("proc/cmdline").stream()
                .flatMap(line -> List.of(line.split("\\s+")).stream())
                .filter(argument -> argument.startsWith(key + "="))
                .map(argument -> CpuList.parse(argument.substring(key.length() + 1)))
                .findFirst();
    }

    static Finding sleep(Machine machine) {
        String name = "sleep of CPUs (C-states)";
        List<String> states = machine.list(CPU + "/cpu0/cpuidle", "state\\d+");
        if (states.isEmpty()) {
            return Finding.unknown(name, "no cpuidle here: in a virtual machine its host decides");
        }
        long slowestUs = 0;
        String slowest = "";
        for (String state : states) {
            long wakeUpUs = machine.number(state + "/latency").orElse(0L);
            boolean isEnabled = machine.number(state + "/disable").orElse(0L) == 0;
            if (isEnabled && wakeUpUs >= slowestUs) {
                slowestUs = wakeUpUs;
                slowest = machine.text(state + "/name").orElse(state);
            }
        }
        String seen = "at most " + slowest + ", out of which it takes " + slowestUs + " us to wake up";
        return slowestUs <= MAX_WAKE_UP_US
                ? Finding.ok(name, seen)
                : Finding.warn(
                        name,
                        seen,
                        "a thread that sleeps when idle (BACKOFF) answers later by that much; one that spins does not sleep",
                        "cpupower idle-set -D " + MAX_WAKE_UP_US + ", or holdfast.idle=SPIN");
    }

    static Finding clockSource(Machine machine) {
        String name = "clock source";
        String path = "sys/devices/system/clocksource/clocksource0/";
        Optional<String> clock = machine.text(path + "current_clocksource");
        if (clock.isEmpty()) {
            return Finding.unknown(name, "not told here");
        }
        return FAST_CLOCKS.contains(clock.get())
                ? Finding.ok(name, clock.get() + ", read without a system call")
                : Finding.warn(
                        name,
                        clock.get() + ", of "
                                + machine.text(path + "available_clocksource").orElse("unknown"),
                        "each look at the clock is a system call, and every command gets a time",
                        "echo tsc > /sys/devices/system/clocksource/clocksource0/current_clocksource; if the kernel has"
                                + " put tsc aside, dmesg says why");
    }
}
