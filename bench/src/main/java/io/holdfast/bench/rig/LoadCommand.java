// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.rig;

import io.holdfast.bench.workload.Demand;
import io.holdfast.bench.workload.LineCounts;
import io.holdfast.bench.workload.Submissions;
import io.holdfast.server.command.ExitCode;
import io.holdfast.transport.client.BlockingClient;
import io.holdfast.transport.client.ClientSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code holdfast bench load}. */
@Command(name = "load", description = "Orders a second and their latency, server and clients in processes of their own.")
public final class LoadCommand implements Callable<Integer> {
    @Option(names = "--demand", defaultValue = "HOT")
    private Demand demand;

    @Option(names = "--lines", defaultValue = "MIX")
    private LineCounts lines;

    @Option(names = "--window", defaultValue = "4096")
    private int window;

    @Option(names = "--rate", defaultValue = "0")
    private double rate;

    @Option(names = "--clients", defaultValue = "1")
    private int clients;

    @Option(names = "--orders", defaultValue = "2000000")
    private int orders;

    @Option(names = "--warm-up", defaultValue = "2000000")
    private int warmUp;

    @Option(names = "--repeats", defaultValue = "5")
    private int repeats;

    @Option(names = "--channel", defaultValue = "aeron:ipc")
    private String channel;

    @Option(names = "--seed", defaultValue = "1")
    private long seed;

    @Option(names = "--spin")
    private boolean spin;

    @Option(names = "--set")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--jvm")
    private List<String> jvmFlags = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        int planned = warmUp + repeats * orders;
        Map<String, String> all = new LinkedHashMap<>();
        all.put("holdfast.max.orders", Integer.toString(planned + 1));
        all.put("holdfast.max.order.lines", Integer.toString(3 * planned));
        all.putAll(settings);
        try (MeasuredServer server = MeasuredServer.start(channel, all, jvmFlags)) {
            OrderFlood workload = new OrderFlood(new Submissions(demand, lines, seed), planned);
            try (BlockingClient client =
                    BlockingClient.connect(server.connection().aeron(), ClientSettings.of(channel))) {
                workload.open(client);
                Histogram latencyNs = new Histogram(3);
                LoadSession[] sessions = new LoadSession[clients];
                int most = rate > 0 ? 65536 : window;
                for (int i = 0; i < clients; i++) {
                    sessions[i] = new LoadSession(server.connection().aeron(), channel, workload, most, latencyNs);
                }
                var idle = spin ? new BusySpinIdleStrategy() : new YieldingIdleStrategy();
                ClosedLoop loop = new ClosedLoop(sessions, window / clients, idle);
                long from = 0;
                loop.run(0, warmUp);
                from = warmUp;
                for (int repeat = 0; repeat < repeats; repeat++) {
                    latencyNs.reset();
                    long ns = rate > 0
                            ? new OpenLoop(sessions, most, rate, idle).run(from, from + orders)
                            : loop.run(from, from + orders);
                    from += orders;
                    System.out.printf(
                            "%,.0f orders/s  p50 %.2f p99 %.2f p99.9 %.2f p99.99 %.2f max %.1f us%n",
                            orders * 1e9 / ns,
                            latencyNs.getValueAtPercentile(50) / 1e3,
                            latencyNs.getValueAtPercentile(99) / 1e3,
                            latencyNs.getValueAtPercentile(99.9) / 1e3,
                            latencyNs.getValueAtPercentile(99.99) / 1e3,
                            latencyNs.getMaxValue() / 1e3);
                }
                System.out.println("accepted " + workload.accepted(from) + " of " + from);
                List<String> wrong = workload.audit(client, from);
                wrong.stream().limit(5).forEach(System.out::println);
                for (LoadSession session : sessions) {
                    session.close();
                }
                return wrong.isEmpty() ? ExitCode.OK : ExitCode.CHECK_FAILED;
            }
        }
    }
}
