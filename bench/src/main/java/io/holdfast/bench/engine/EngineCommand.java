// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.engine;

import io.holdfast.bench.result.Measured.Better;
import io.holdfast.bench.result.RepeatsOption;
import io.holdfast.bench.result.ResultOptions;
import io.holdfast.bench.result.Results;
import io.holdfast.bench.workload.Demand;
import io.holdfast.bench.workload.LineCounts;
import io.holdfast.bench.workload.Submissions;
import io.holdfast.server.command.ExitCode;
import io.holdfast.server.command.UsageException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast bench engine}. */
@Command(
        name = "engine",
        description =
                "Submissions a second that the engine decides by itself, on one thread, with few orders open and with many.")
public final class EngineCommand implements Callable<Integer> {
    /** So many are measured together. */
    private static final int SPAN = 1 << 19;

    @Option(names = "--demand", defaultValue = "HOT", description = "HOT or UNIFORM. Default: ${DEFAULT-VALUE}.")
    private Demand demand;

    @Option(names = "--lines", defaultValue = "ONE", description = "ONE or MIX. Default: ${DEFAULT-VALUE}.")
    private LineCounts lines;

    @Option(
            names = "--open-orders",
            paramLabel = "N",
            defaultValue = "10000000",
            description =
                    "How many are many. Default: ${DEFAULT-VALUE}; each takes 120 bytes outside the heap (HOLDFAST_JAVA_OPTS).")
    private int openOrders;

    @Mixin
    private RepeatsOption repeats;

    @Mixin
    private ResultOptions resultOptions;

    @Override
    public Integer call() throws IOException {
        if (openOrders < 2 * SPAN) {
            throw new UsageException("--open-orders must be at least " + 2 * SPAN);
        }
        Results results = new Results();
        // The first one warms the JVM up.
        measure(new Results());
        for (int repeat = 0; repeat < repeats.repeats(); repeat++) {
            measure(results);
        }
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("demand", demand);
        settings.put("lines", lines);
        settings.put("open orders", openOrders);
        resultOptions.finish(results, settings);
        return ExitCode.OK;
    }

    private void measure(Results results) {
        int spans = openOrders / SPAN;
        EngineAlone engine = new EngineAlone(new Submissions(demand, lines, 1), (spans + 1) * SPAN);
        decideSpan(engine);
        results.add("engine, half a million open", "commands/s", Better.HIGHER, decideSpan(engine));
        while (engine.openOrders() < spans * SPAN) {
            decideSpan(engine);
        }
        results.add("engine, many open", "commands/s", Better.HIGHER, decideSpan(engine));
    }

    /** Returns how many commands were decided a second. */
    private static double decideSpan(EngineAlone engine) {
        long tookNs = 0;
        for (int decided = 0; decided < SPAN; decided += EngineAlone.BLOCK) {
            tookNs += engine.decideBlock();
        }
        return (double) SPAN * TimeUnit.SECONDS.toNanos(1) / tookNs;
    }
}
