// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.peer;

import io.holdfast.bench.workload.Demand;
import io.holdfast.bench.workload.LineCounts;
import io.holdfast.bench.workload.Submissions;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What is asked of peers.
 *
 * @param orders  submissions of each repeat, at most.
 * @param seconds that a repeat may take, about: whoever is slow gets fewer.
 */
public record PeerTerms(Demand demand, LineCounts lines, int orders, double seconds, int repeats, long seed) {
    /** Of what is likely to be asked for, so much is there. */
    private static final double OPENING_SHARE = 0.95;

    Submissions submissions() {
        return new Submissions(demand, lines, seed);
    }

    long openingUnits(long skuId, int count) {
        return submissions().openingUnits(skuId, count, OPENING_SHARE);
    }

    /** What is measured of a system. */
    String nameOf(PeerSystem system) {
        return system.label() + " " + (demand + " " + lines).toLowerCase(Locale.ROOT);
    }

    /** For the record of the run. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("demand", demand);
        settings.put("lines", lines);
        settings.put("orders", orders);
        settings.put("seconds", seconds);
        settings.put("seed", seed);
        return settings;
    }
}
