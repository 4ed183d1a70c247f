// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.rig;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a server is set to so that it can keep what a workload brings. */
final class NeededSettings {
    private NeededSettings() {}

    static Map<String, String> of(int orders, long orderLines, int shipments) {
        Map<String, String> needed = new LinkedHashMap<>();
        needed.put("holdfast.max.orders", Integer.toString(orders));
        needed.put("holdfast.max.order.lines", Long.toString(Math.min(Integer.MAX_VALUE, orderLines)));
        if (shipments > 0) {
            needed.put("holdfast.max.shipments", Integer.toString(shipments));
        }
        return needed;
    }
}
