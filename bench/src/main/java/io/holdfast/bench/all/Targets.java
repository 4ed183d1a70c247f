// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.all;

import static io.holdfast.bench.all.Target.atLeast;
import static io.holdfast.bench.all.Target.atLeastTimes;
import static io.holdfast.bench.all.Target.atMost;
import static io.holdfast.bench.all.Target.atMostTimes;
import static io.holdfast.bench.all.Target.below;

import io.holdfast.bench.result.Numbers;
import io.holdfast.bench.result.Percentiles;
import io.holdfast.bench.result.Row;
import io.holdfast.bench.result.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The table of targets. Each is judged by the medians of one run of all parts. */
final class Targets {
    private static final String ORDERS = "orders";
    private static final String ORDER = "order";
    private static final String ORDERS_PER_S = "orders/s";
    private static final String US = "us";

    private final Figures figures;
    private final List<Row> rows = new ArrayList<>();

    private Targets(Figures figures) {
        this.figures = figures;
    }

    /** @param runs of the parts that were measured; targets of others are skipped. */
    static List<Row> rows(Map<Part, Run> runs) {
        Targets targets = new Targets(new Figures(runs));
        targets.throughput();
        targets.roundTrips();
        targets.openLoop();
        targets.synced();
        targets.engine();
        targets.recovery();
        targets.rest();
        return List.copyOf(targets.rows);
    }

    private void add(String name, String unit, Double value, Double floor, Target target) {
        rows.add(target.row(name, unit, value, floor));
    }

    private void throughput() {
        Double hotOne = orders(Part.HOT_ONE);
        Double hotMix = orders(Part.HOT_MIX);
        Double uniformMix = orders(Part.UNIFORM_MIX);
        Double redis = figures.median(Part.PEERS, "redis-everysec-pipelined hot one");
        Double logged = figures.median(Part.FLOOR, "echo-ipc-logged window 4096");
        Double loggedReused = figures.median(Part.FLOOR, "echo-ipc-logged-reused window 4096");
        add("journalled, IPC, window 4,096, hot, one line", ORDERS_PER_S, hotOne, null, atLeast(5_000_000));
        add(
                "the same, by Redis with a sync each second, pipelined",
                ORDERS_PER_S,
                hotOne,
                redis,
                atLeastTimes(25, "Redis"));
        add("the same, by an Aeron echo with a log", ORDERS_PER_S, hotOne, logged, atLeastTimes(0.33, "the echo"));
        add(
                "the same, by that with the log's pages used again",
                ORDERS_PER_S,
                hotOne,
                loggedReused,
                atLeastTimes(0.33, "the echo"));
        add("1 to 3 lines, hot", ORDERS_PER_S, hotMix, null, atLeast(3_000_000));
        add("1 to 3 lines, uniform", ORDERS_PER_S, uniformMix, null, atLeast(3_000_000));
        add("1 to 3 lines, hot by uniform", ORDERS_PER_S, hotMix, uniformMix, atLeastTimes(1, "uniform"));
    }

    private void roundTrips() {
        String ipc = "echo-ipc round trip";
        roundTrip("round trip, IPC, SHARED, p50", Part.ROUND_TRIP, ipc, Percentiles::p50Ns, 3);
        roundTrip("round trip, IPC, SHARED, p99", Part.ROUND_TRIP, ipc, Percentiles::p99Ns, 2);
        roundTrip("round trip, UDP, p50", Part.UDP_ROUND_TRIP, "echo-udp round trip", Percentiles::p50Ns, 1.5);
    }

    private void roundTrip(
            String name, Part part, String bare, ToLongFunction<Percentiles> percentileNs, double mostTimes) {
        Double value = figures.latency(part, ORDER, percentileNs);
        Double floor = figures.latency(Part.FLOOR, bare, percentileNs);
        add(name, US, value, floor, atMostTimes(mostTimes, "a bare echo"));
    }

    private void openLoop() {
        Part part = Part.OPEN_LOOP;
        Double rate = figures.setting(part, "rate");
        Double count = figures.setting(part, ORDERS);
        String schedule = rate == null || count == null
                ? ""
                : ": " + Numbers.text(rate) + "/s for " + Math.round(count / rate) + " s";
        add(
                "half of the most, by a schedule" + schedule,
                ORDERS_PER_S,
                orders(part),
                rate,
                atLeastTimes(0.99, "the rate"));
        add("at that rate, p99", US, figures.latency(part, ORDER, Percentiles::p99Ns), null, atMost(100));
        add("at that rate, p99.9", US, figures.latency(part, ORDER, Percentiles::p999Ns), null, Target.TOLD);
        add("at that rate, worst", US, figures.latency(part, ORDER, Percentiles::maxNs), null, Target.TOLD);
        add("at that rate, garbage collections", "count", figures.median(part, "collections"), null, atMost(0));
    }

    private void synced() {
        add(
                "synced, window 4,096",
                ORDERS_PER_S,
                orders(Part.SYNCED),
                figures.median(Part.FLOOR, "fsync batch 4096"),
                atLeast(1_000_000));
        add(
                "synced, round trip, p50",
                US,
                figures.latency(Part.SYNCED_ROUND_TRIP, ORDER, Percentiles::p50Ns),
                figures.latency(Part.FLOOR, "fsync batch 1", Percentiles::p50Ns),
                atMostTimes(1.3, "an fdatasync"));
    }

    private void engine() {
        String unit = "commands/s";
        Double few = figures.median(Part.ENGINE, "engine, half a million open");
        Double many = figures.median(Part.ENGINE, "engine, many open");
        add("engine alone, hot, one line", unit, few, null, atLeast(15_000_000));
        add("engine alone, " + count("open orders", Part.ENGINE) + " open", unit, many, null, atLeast(5_000_000));
    }

    private void recovery() {
        add("replay", "records/s", figures.median(Part.RECOVERY, "replay"), null, atLeast(4_000_000));
        add(
                count("openOrders", Part.RECOVERY) + " open orders from a snapshot",
                "s",
                figures.median(Part.RECOVERY, "recovery from a snapshot of open orders"),
                null,
                atMost(5));
    }

    private void rest() {
        add(
                "allocated per command, whole server",
                "B/command",
                figures.median(Part.HOT_ONE, "allocated"),
                null,
                below(0.01));
        add(
                "memory of an open order of one line",
                "bytes",
                figures.median(Part.FOOTPRINT, "an open order of one line, all indexes counted"),
                null,
                atMost(120));
        add(
                "DEDICATED, by SHARED",
                ORDERS_PER_S,
                orders(Part.DEDICATED),
                orders(Part.HOT_ONE),
                atLeastTimes(0.5, "SHARED"));
        // The rate of orders differs by more than what is looked for between two runs of the same thing.
        add(
                "round trip, p50, with counters, by without",
                US,
                figures.latency(Part.ROUND_TRIP, ORDER, Percentiles::p50Ns),
                figures.latency(Part.WITHOUT_COUNTERS, ORDER, Percentiles::p50Ns),
                atMostTimes(1.02, "without"));
    }

    private Double orders(Part part) {
        return figures.median(part, ORDERS);
    }

    /** Of a setting; the word if it was not measured. */
    private String count(String setting, Part part) {
        Double count = figures.setting(part, setting);
        return count == null ? "many" : Numbers.text(count);
    }
}
