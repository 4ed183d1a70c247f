// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.rig;

import io.holdfast.bench.workload.Demand;
import io.holdfast.bench.workload.LineCounts;
import io.holdfast.bench.workload.Submissions;
import io.holdfast.server.Idle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be measured.
 *
 * @param window         orders in flight, all clients together, where there is no rate.
 * @param ratePerS       orders a second; 0 for as fast as the window lets them.
 * @param orders         of each repeat.
 * @param warmUp         orders before the first repeat.
 * @param serverSettings of the server, {@code holdfast.channels} among them.
 * @param jvmFlags       for the server's JVM.
 */
record LoadTerms(
        Demand demand,
        LineCounts lines,
        int window,
        double ratePerS,
        int clients,
        int orders,
        int warmUp,
        int repeats,
        Idle clientIdle,
        long seed,
        Map<String, String> serverSettings,
        List<String> jvmFlags) {

    int allOrders() {
        return Math.addExact(warmUp, Math.multiplyExact(repeats, orders));
    }

    String channel() {
        return serverSettings.get("holdfast.channels");
    }

    /** What a server needs to be set to beyond its defaults, because all orders stay open. */
    Map<String, String> neededSettings() {
        Map<String, String> needed = new LinkedHashMap<>();
        needed.put("holdfast.max.orders", Integer.toString(allOrders()));
        needed.put(
                "holdfast.max.order.lines",
                Long.toString(Math.min(Integer.MAX_VALUE, (long) Submissions.MAX_LINES * allOrders())));
        needed.putAll(serverSettings);
        return needed;
    }

    /** For the record of the run. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("demand", demand);
        settings.put("lines", lines);
        settings.put(ratePerS > 0 ? "rate" : "window", ratePerS > 0 ? ratePerS : window);
        settings.put("clients", clients);
        settings.put("orders", orders);
        settings.put("warm-up", warmUp);
        settings.put("client idle", clientIdle);
        settings.put("seed", seed);
        settings.putAll(neededSettings());
        settings.put("server's JVM flags", String.join(" ", jvmFlags));
        return settings;
    }
}
