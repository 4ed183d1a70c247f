// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.metal;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much CPU time the container, or what it runs in, may take before it is stopped for the rest of a period. */
final class CpuLimit {
    private static final String NAME = "limit of CPU time (cgroup)";
    private static final String CGROUPS = "sys/fs/cgroup";
    /** A line of {@code /proc/self/cgroup}: number, controllers, path. */
    private static final Pattern GROUP = Pattern.compile("(?m)^\\d+:([^:]*):(/.*)$");

    private static final Pattern THROTTLED = Pattern.compile("(?m)^nr_throttled (\\d+)$");

    private CpuLimit() {}

    static Finding finding(Machine machine) {
        Optional<String> groups = machine.text("proc/self/cgroup");
        if (groups.isEmpty()) {
            return Finding.unknown(NAME, "not told here");
        }
        Matcher group = GROUP.matcher(groups.get());
        while (group.find()) {
            List<String> controllers = List.of(group.group(1).split(",", -1));
            if (controllers.contains("cpu") || group.group(1).isEmpty()) {
                String directory = CGROUPS + (group.group(1).isEmpty() ? "" : "/" + group.group(1));
                Optional<Finding> limited = limited(machine, directory, group.group(2));
                if (limited.isPresent()) {
                    return limited.get();
                }
            }
        }
        return Finding.ok(NAME, "none");
    }

    /** The first limit from a group upwards. */
    private static Optional<Finding> limited(Machine machine, String directory, String group) {
        String path = group;
        while (true) {
            String at = directory + (path.equals("/") ? "" : path);
            Optional<String> limit = limit(machine, at);
            if (limit.isPresent()) {
                return limit.map(seen -> warning(seen, throttled(machine, at)));
            }
            if (path.length() <= 1) {
                return Optional.empty();
            }
            int parent = path.lastIndexOf('/');
            path = parent <= 0 ? "/" : path.substring(0, parent);
        }
    }

    private static Optional<String> limit(Machine machine, String at) {
        Optional<String> version2 = machine.text(at + "/cpu.max")
                .filter(max -> !max.startsWith("max"))
                .map(max -> max.replace(" ", " us of each ") + " us");
        return version2.or(() -> machine.number(at + "/cpu.cfs_quota_us")
                .filter(quota -> quota > 0)
                .map(quota -> quota + " us of each "
                        + machine.text(at + "/cpu.cfs_period_us").orElse("?") + " us"));
    }

    private static long throttled(Machine machine, String at) {
        return machine.text(at + "/cpu.stat")
                .map(THROTTLED::matcher)
                .filter(Matcher::find)
                .map(matcher -> Long.valueOf(matcher.group(1)))
                .orElse(0L);
    }

    private static Finding warning(String limit, long throttled) {
        return Finding.warn(
                NAME,
                limit + ", and it was reached " + throttled + " times",
                "when it is reached every thread stands still for the rest of the period, tens of milliseconds; spinning counts",
                "no limit: --cpuset-cpus in the place of --cpus, or in Kubernetes whole CPUs with the static CPU manager");
    }
}
