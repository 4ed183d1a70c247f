// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.metal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Time of all CPUs since the boot.
 *
 * @param total  of them together, in the kernel's ticks.
 * @param stolen what a hypervisor took of it.
 */
record CpuTime(long total, long stolen) {
    /** user nice system idle iowait irq softirq steal; what comes behind it is counted in user already. */
    private static final Pattern LINE = Pattern.compile("cpu +((?:\\d{1,18} ){7})(\\d{1,18}) ");

    private static final double PERCENT = 100;

    static Optional<CpuTime> of(Machine machine) {
        return machine.text("proc/stat")
                .map(LINE::matcher)
                .filter(Matcher::lookingAt)
                .map(matcher -> {
                    long stolen = Long.parseLong(matcher.group(2));
                    long total = stolen;
                    for (String ticks : matcher.group(1).strip().split(" ", -1)) {
                        total += Long.parseLong(ticks);
                    }
                    return new CpuTime(total, stolen);
                });
    }

    double stolenPercent() {
        return total == 0 ? 0 : PERCENT * stolen / total;
    }
}
