// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.metal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What else takes CPUs away, and what the network's buffers and profilers may have. */
final class SystemFindings {
    private static final double MAX_LOAD = 0.5;
    private static final long MIN_SOCKET_BYTES = 2 << 20;
    private static final String SOCKETS = "proc/sys/net/core/";

    private SystemFindings() {}

    static List<Finding> of(Machine machine) {
        return List.of(
                interrupts(machine),
                socketBuffers(machine),
                perfEvents(machine),
                CpuLimit.finding(machine),
                hypervisor(machine),
                load(machine));
    }

    static Finding interrupts(Machine machine) {
        String name = "interrupts";
        CpuList isolated = machine.isolated();
        boolean isBalanced = machine.list("proc", "\\d+").stream()
                .anyMatch(process -> machine.text(process + "/comm").orElse("").equals("irqbalance"));
        long there = machine.list("proc/irq", "\\d+").stream()
                .filter(irq -> machine.cpus(irq + "/effective_affinity_list").hasAnyOf(isolated))
                .count();
        String costs = "a busy thread waits while its CPU serves a device";
        if (there > 0) {
            return Finding.warn(
                    name,
                    there + " go to isolated CPUs",
                    costs,
                    "isolcpus=managed_irq,…, and a list of the other CPUs into each /proc/irq/N/smp_affinity_list");
        }
        if (isBalanced && isolated.isEmpty()) {
            return Finding.warn(
                    name,
                    "irqbalance moves them to any CPU",
                    costs,
                    "isolate CPUs, which it leaves alone, or name them in IRQBALANCE_BANNED_CPULIST");
        }
        return Finding.ok(name, isolated.isEmpty() ? "irqbalance does not run" : "none goes to CPUs " + isolated);
    }

    static Finding socketBuffers(Machine machine) {
        String name = "socket buffers";
        Optional<Long> received = machine.number(SOCKETS + "rmem_max");
        Optional<Long> sent = machine.number(SOCKETS + "wmem_max");
        if (received.isEmpty() || sent.isEmpty()) {
            return Finding.unknown(name, "not told here");
        }
        String seen = "at most " + (received.get() >> 10) + " KiB to receive, " + (sent.get() >> 10) + " KiB to send";
        return Math.min(received.get(), sent.get()) >= MIN_SOCKET_BYTES
                ? Finding.ok(name, seen)
                : Finding.warn(
                        name,
                        seen,
                        "over UDP what comes in a burst is dropped and sent again",
                        "sysctl net.core.rmem_max=2097152 net.core.wmem_max=2097152, and in HOLDFAST_JAVA_OPTS"
                                + " -Daeron.socket.so_rcvbuf=2m -Daeron.socket.so_sndbuf=2m");
    }

    static Finding perfEvents(Machine machine) {
        String name = "perf events";
        Optional<Long> paranoid = machine.number("proc/sys/kernel/perf_event_paranoid");
        if (paranoid.isEmpty()) {
            return Finding.unknown(name, "none here: bench profile goes by a timer");
        }
        String seen = "perf_event_paranoid " + paranoid.get();
        return paranoid.get() <= 1
                ? Finding.ok(name, seen)
                : Finding.warn(
                        name,
                        seen,
                        "nothing while serving; bench profile sees nothing of the kernel unless it is root",
                        "sysctl kernel.perf_event_paranoid=1 kernel.kptr_restrict=0");
    }

    static Finding hypervisor(Machine machine) {
        String name = "hypervisor";
        Optional<String> cpuinfo = machine.text("proc/cpuinfo");
        if (cpuinfo.isEmpty()) {
            return Finding.unknown(name, "not told here");
        }
        boolean isVirtual = cpuinfo.get()
                .lines()
                .filter(line -> line.startsWith("flags"))
                .anyMatch(line -> List.of(line.split("\\s+")).contains("hypervisor"));
        return isVirtual
                ? Finding.warn(
                        name,
                        "a virtual machine"
                                + CpuTime.of(machine)
                                        .map(time -> String.format(
                                                Locale.ROOT,
                                                "; %.2f %% of its CPU time since the boot were stolen",
                                                time.stolenPercent()))
                                        .orElse(""),
                        "a CPU stops whenever its host likes, and nothing in here can prevent it",
                        "a machine of its own, or CPUs that the host reserves for this one")
                : Finding.ok(name, "none");
    }

    static Finding load(Machine machine) {
        String name = "load";
        Optional<Double> load = machine.text("proc/loadavg")
                .map(text -> text.split(" ", 2)[0])
                .filter(text -> text.matches("\\d+\\.\\d+"))
                .map(Double::valueOf);
        if (load.isEmpty()) {
            return Finding.unknown(name, "not told here");
        }
        String seen = load.get() + " in the last minute";
        return load.get() <= MAX_LOAD
                ? Finding.ok(name, seen)
                : Finding.warn(
                        name, seen, "others take CPU time and cache: figures are worth little", "stop them; see top");
    }
}
