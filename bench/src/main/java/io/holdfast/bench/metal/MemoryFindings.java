// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.metal;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pages: how large they are, whether they can go to a disk, and how far away they are. */
final class MemoryFindings {
    private static final String HUGE_PAGES = "sys/kernel/mm/transparent_hugepage/";
    private static final Pattern CHOSEN = Pattern.compile("\\[(\\S+)]");
    private static final long MIN_DIRTY_BYTES = 1L << 30;
    private static final long PERCENT = 100;
    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d{1,15}) kB");

    private MemoryFindings() {}

    static List<Finding> of(Machine machine) {
        return List.of(
                transparentHugePages(machine),
                compaction(machine),
                reservedHugePages(machine),
                swap(machine),
                numa(machine),
                writeBack(machine));
    }

    static Finding transparentHugePages(Machine machine) {
        String name = "transparent huge pages";
        Optional<String> chosen = chosen(machine, HUGE_PAGES + "enabled");
        if (chosen.isEmpty()) {
            return Finding.unknown(name, "not told here");
        }
        return chosen.get().equals("never")
                ? Finding.warn(
                        name,
                        "never",
                        "each order that is looked up among many misses the TLB",
                        "echo madvise > /sys/kernel/mm/transparent_hugepage/enabled, and -XX:+UseTransparentHugePages")
                : Finding.ok(name, chosen.get() + ": the heap has them with -XX:+UseTransparentHugePages");
    }

    static Finding compaction(Machine machine) {
        String name = "compaction for huge pages";
        Optional<String> chosen = chosen(machine, HUGE_PAGES + "defrag");
        if (chosen.isEmpty()) {
            return Finding.unknown(name, "not told here");
        }
        return chosen.get().equals("always")
                ? Finding.warn(
                        name,
                        "always",
                        "a thread that touches new memory waits until memory is moved about for it",
                        "echo madvise > /sys/kernel/mm/transparent_hugepage/defrag, and -XX:+AlwaysPreTouch")
                : Finding.ok(name, chosen.get());
    }

    /** The one in brackets of what can be chosen. */
    private static Optional<String> chosen(Machine machine, String path) {
        return machine.text(path).map(CHOSEN::matcher).filter(Matcher::find).map(matcher -> matcher.group(1));
    }

    static Finding reservedHugePages(Machine machine) {
        long pages = machine.number("proc/sys/vm/nr_hugepages").orElse(0L);
        return Finding.ok(
                "reserved huge pages",
                pages == 0
                        ? "none: only -XX:+UseLargePages would need them"
                        : pages + ": the heap takes them with -XX:+UseLargePages, and nobody else can use them");
    }

    static Finding swap(Machine machine) {
        String name = "swap";
        Optional<String> swaps = machine.text("proc/swaps");
        if (swaps.isEmpty()) {
            return Finding.unknown(name, "not told here");
        }
        long areas = swaps.get().lines().count() - 1;
        if (areas == 0) {
            return Finding.ok(name, "none");
        }
        String swappiness = machine.text("proc/sys/vm/swappiness")
                .map(value -> ", swappiness " + value)
                .orElse("");
        return Finding.warn(
                name,
                (areas == 1 ? "1 area" : areas + " areas") + swappiness,
                "what has not been used for long, orders too, is read from a disk when it is",
                "swapoff -a, or sysctl vm.swappiness=1");
    }

    static Finding numa(Machine machine) {
        String name = "NUMA";
        CpuList nodes = machine.cpus("sys/devices/system/node/online");
        if (nodes.isEmpty()) {
            return Finding.unknown(name, "not told here");
        }
        if (nodes.size() == 1) {
            return Finding.ok(name, "one node");
        }
        boolean isBound = machine.text("proc/self/numa_maps")
                .map(maps -> maps.contains(" bind:"))
                .orElse(false);
        return isBound
                ? Finding.ok(name, "nodes " + nodes + ", and this process is bound")
                : Finding.warn(
                        name,
                        "nodes " + nodes + ", and this process is not bound to one",
                        "memory of another socket is farther away, and so is another thread's cache",
                        "numactl --cpunodebind=0 --membind=0 ./holdfast serve …, with CPUs of that node in holdfast.cpus");
    }

    static Finding writeBack(Machine machine) {
        String name = "write-back (vm.dirty_…)";
        Optional<Long> hardBytes = threshold(machine, "dirty");
        Optional<Long> softBytes = threshold(machine, "dirty_background");
        if (hardBytes.isEmpty() || softBytes.isEmpty()) {
            return Finding.unknown(name, "not told here");
        }
        String seen = "begins at " + mib(softBytes.get()) + ", and stops who writes at " + mib(hardBytes.get());
        return hardBytes.get() >= MIN_DIRTY_BYTES
                ? Finding.ok(name, seen)
                : Finding.warn(
                        name,
                        seen,
                        "the journal's thread is made to wait when the disk is slower than the orders come",
                        "sysctl vm.dirty_bytes=4294967296 vm.dirty_background_bytes=268435456");
    }

    /** Bytes if they are set, otherwise a share of the memory that is available. */
    private static Optional<Long> threshold(Machine machine, String what) {
        Optional<Long> bytes = machine.number("proc/sys/vm/" + what + "_bytes").filter(value -> value > 0);
        if (bytes.isPresent()) {
            return bytes;
        }
        Optional<Long> percent = machine.number("proc/sys/vm/" + what + "_ratio");
        return percent.flatMap(share -> availableBytes(machine).map(available -> available / PERCENT * share));
    }

    private static Optional<Long> availableBytes(Machine machine) {
        return machine.text("proc/meminfo")
                .map(AVAILABLE::matcher)
                .filter(Matcher::find)
                .map(matcher -> Long.parseLong(matcher.group(1)) << 10);
    }

    private static String mib(long bytes) {
        return (bytes >> 20) + " MiB";
    }
}
