// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.rig;

import io.holdfast.bench.workload.LineCounts;
import io.holdfast.server.Idle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be measured.
 *
 * @param file           with invoices, where the kind needs one, or null.
 * @param window         commands in flight, all clients together, where there is no rate.
 * @param ratePerS       commands a second; 0 for as fast as the window lets them.
 * @param commands       of each repeat.
 * @param warmUp         before the first repeat.
 * @param dir            where the server's data directory is made, and deleted again.
 * @param serverSettings of the server, {@code holdfast.channels} among them.
 * @param jvmFlags       for the server's JVM.
 */
record LoadTerms(
        LoadKind kind,
        LineCounts lines,
        Path file,
        int window,
        double ratePerS,
        int clients,
        int commands,
        Duration warmUp,
        int repeats,
        Idle clientIdle,
        long seed,
        Path dir,
        Map<String, String> serverSettings,
        List<String> jvmFlags) {
    /** The warm-up sends no more than so many repeats do, and never more than so many commands: what is submitted stays in the server's memory. */
    private static final int MOST_WARM_UP_REPEATS = 5;

    private static final int MOST_WARM_UP = 20_000_000;

    /** How many commands the warm-up sends at most. */
    int mostWarmUp() {
        return warmUp.isZero() ? 0 : (int) Math.min(MOST_WARM_UP, (long) MOST_WARM_UP_REPEATS * commands);
    }

    /** How many commands are measured. */
    int measured() {
        return Math.multiplyExact(repeats, commands);
    }

    int mostCommands() {
        return Math.addExact(mostWarmUp(), measured());
    }

    String channel() {
        return serverSettings.get("holdfast.channels");
    }

    /** What the server is set to for a workload: what that needs, unless something else is said. */
    Map<String, String> settingsFor(Workload workload) {
        Map<String, String> settings = new LinkedHashMap<>(workload.neededSettings(mostCommands()));
        settings.putAll(serverSettings);
        return settings;
    }

    /** For the record of the run. */
    Map<String, Object> settings(Workload workload) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("workload", kind);
        if (file == null) {
            settings.put("lines", lines);
        } else {
            settings.put("file", file);
        }
        settings.put(ratePerS > 0 ? "rate" : "window", ratePerS > 0 ? ratePerS : window);
        settings.put("clients", clients);
        settings.put("orders", commands);
        settings.put("warm-up", warmUp.toMillis() + " ms");
        settings.put("client idle", clientIdle);
        settings.put("seed", seed);
        settings.putAll(settingsFor(workload));
        settings.put("server's JVM flags", String.join(" ", jvmFlags));
        return settings;
    }
}
