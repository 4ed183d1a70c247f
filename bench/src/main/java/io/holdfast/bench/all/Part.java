// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.all;

import io.holdfast.bench.result.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is measured, in this order: what is held against each other stands next to each other, for machines change their mind. All servers and
 * clients have the default settings but for what a command names.
 */
enum Part {
    FLOOR("floor", "floor --seconds 0.5 --repeats 5"),
    HOT_ONE("load --workload HOT --lines ONE", "load --workload HOT --lines ONE --orders 1000000 --repeats 3"),
    DEDICATED(
            "load --workload HOT --lines ONE --layout DEDICATED",
            "load --workload HOT --lines ONE --layout DEDICATED --orders 500000 --repeats 3"),
    PEERS("peers --demand HOT --lines ONE", "peers --demand HOT --lines ONE --seconds 1 --repeats 1"),
    HOT_MIX("load --workload HOT --lines MIX", "load --workload HOT --lines MIX --orders 1000000 --repeats 3"),
    UNIFORM_MIX(
            "load --workload UNIFORM --lines MIX", "load --workload UNIFORM --lines MIX --orders 1000000 --repeats 3"),
    ROUND_TRIP(
            "load --lines ONE --window 1 --orders 500000",
            "load --lines ONE --window 1 --orders 200000 --warm-up 5s --repeats 3"),
    WITHOUT_COUNTERS(
            "load --lines ONE --window 1 --set holdfast.counters=false --orders 500000",
            "load --lines ONE --window 1 --set holdfast.counters=false --orders 200000 --warm-up 5s --repeats 3"),
    UDP_ROUND_TRIP(
            "load --lines ONE --window 1 --media UDP --orders 50000",
            "load --lines ONE --window 1 --media UDP --orders 20000 --warm-up 3s --repeats 3"),
    SYNCED("load --lines ONE --durability SYNCED", "load --lines ONE --durability SYNCED --orders 1000000 --repeats 3"),
    SYNCED_ROUND_TRIP(
            "load --lines ONE --durability SYNCED --window 1 --orders 20000",
            "load --lines ONE --durability SYNCED --window 1 --orders 3000 --warm-up 3s --repeats 3"),
    /** By a schedule; the rate and how many are added when it is known how fast {@link #HOT_ONE} is. */
    OPEN_LOOP("load --lines ONE --repeats 1 --jvm=-Xmx12g", "load --lines ONE --repeats 1"),
    ENGINE("engine --open-orders 10000000", "engine --open-orders 10000000 --repeats 2", "-Xmx6g"),
    RECOVERY(
            "recovery --records 10000000 --open-orders 10000000",
            "recovery --records 2000000 --open-orders 10000000 --repeats 1",
            "-Xmx12g"),
    FOOTPRINT("footprint", "footprint --repeats 1", "-Xmx4g");

    private static final int OPEN_LOOP_S = 60;
    private static final int QUICK_OPEN_LOOP_S = 10;
    /** Orders stay open: as many as the memory takes that the server has. */
    private static final long MOST_ORDERS = 50_000_000;

    private static final long MOST_QUICK_ORDERS = 15_000_000;
    private static final long ROUND_RATE = 1_000;

    private final String full;
    private final String quick;
    private final String jvmFlag;

    Part(String full, String quick) {
        this(full, quick, "");
    }

    /** @param jvmFlag for the process that measures; empty for none. */
    Part(String full, String quick, String jvmFlag) {
        this.full = full;
        this.quick = quick;
        this.jvmFlag = jvmFlag;
    }

    /** As it is named in options, results and directories. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return label();
    }

    /**
     * What measures it; null if that cannot be done, for what it needs is not there.
     *
     * @param before the parts before it.
     */
    PartCommand command(boolean isQuick, Map<Part, Run> before) {
        List<String> words = new ArrayList<>(List.of((isQuick ? quick : full).split(" ")));
        if (this == OPEN_LOOP) {
            Double most = new Figures(before).median(HOT_ONE, "orders");
            if (most == null) {
                return null;
            }
            long rate = Math.max(1, (long) (most / 2 / ROUND_RATE)) * ROUND_RATE;
            long orders = isQuick
                    ? Math.min(MOST_QUICK_ORDERS, rate * QUICK_OPEN_LOOP_S)
                    : Math.min(MOST_ORDERS, rate * OPEN_LOOP_S);
            words.addAll(List.of("--rate", Long.toString(rate), "--orders", Long.toString(orders)));
        }
        return new PartCommand(words, jvmFlag.isEmpty() ? List.of() : List.of(jvmFlag));
    }
}
