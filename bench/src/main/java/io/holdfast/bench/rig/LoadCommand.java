// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.rig;

import io.aeron.CommonContext;
import io.holdfast.bench.result.DiskOption;
import io.holdfast.bench.result.RepeatsOption;
import io.holdfast.bench.result.ResultOptions;
import io.holdfast.bench.result.Results;
import io.holdfast.bench.workload.LineCounts;
import io.holdfast.engine.pipeline.Layout;
import io.holdfast.journal.Durability;
import io.holdfast.server.Idle;
import io.holdfast.server.command.ExitCode;
import io.holdfast.server.command.TimeConverter;
import io.holdfast.server.command.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holdfast bench load}. */
@Command(
        name = "load",
        description =
                "Orders a second and their latency: a server in a process of its own, its clients in this one. Afterwards"
                        + " the accounts are checked: what clients were told must be what the engine has.")
public final class LoadCommand implements Callable<Integer> {
    private static final String IPC = CommonContext.IPC_CHANNEL;
    private static final String UDP = "aeron:udp?endpoint=localhost:7110";
    private static final int MOST_WRONG_LINES = 10;

    /** How clients reach the server. */
    enum Media {
        IPC,
        UDP
    }

    @Option(
            names = "--workload",
            defaultValue = "HOT",
            description = "HOT: orders, one SKU takes 90 %% of the demand; UNIFORM: orders, 10,000 SKUs alike;"
                    + " LIFECYCLE: as HOT, but of 100 commands 33 submit an order, 30 confirm one, 23 ship one, 5 cancel one and"
                    + " 9 ask for one, and of 100 orders 15 are not paid in time and expire;"
                    + " RETAIL: the invoices of --file, again and again. Default: ${DEFAULT-VALUE}.")
    private LoadKind kind;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "For RETAIL: invoices in the format of the Online Retail data set, .csv or .csv.gz.")
    private Path file;

    @Option(
            names = "--lines",
            defaultValue = "MIX",
            description =
                    "Of an order, but for RETAIL. ONE; or MIX: 60/25/15 %% have one, two, three. Default: ${DEFAULT-VALUE}.")
    private LineCounts lines;

    @Option(
            names = "--window",
            paramLabel = "N",
            defaultValue = "4096",
            description =
                    "Commands in flight, all clients together, where no rate is given. Default: ${DEFAULT-VALUE}.")
    private int window;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description =
                    "Commands a second, sent by a schedule that waits for no answer; latency counts from when each was due.")
    private Double rate;

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "1",
            description = "Sessions, all on one thread. Default: ${DEFAULT-VALUE}.")
    private int clients;

    @Option(
            names = "--orders",
            paramLabel = "N",
            description = "Orders of each repeat; of LIFECYCLE, commands. Default: 2000000, of RETAIL 100000.")
    private Integer orders;

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = TimeConverter.class,
            description =
                    "How long to send before the first repeat; no more than five repeats, with pauses where that is"
                            + " less than could be sent. Default: ${DEFAULT-VALUE}.")
    private Duration warmUp;

    @Option(
            names = "--media",
            defaultValue = "IPC",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Media media;

    @Option(names = "--layout", defaultValue = "SHARED", description = "Of the server. Default: ${DEFAULT-VALUE}.")
    private Layout layout;

    @Option(names = "--durability", defaultValue = "WRITTEN", description = "Of the server. Default: ${DEFAULT-VALUE}.")
    private Durability durability;

    @Option(names = "--idle", defaultValue = "BACKOFF", description = "Of the server. Default: ${DEFAULT-VALUE}.")
    private Idle idle;

    @Option(names = "--client-idle", defaultValue = "YIELD", description = "Default: ${DEFAULT-VALUE}.")
    private Idle clientIdle;

    @Option(names = "--seed", defaultValue = "1", description = "Of the orders. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of the server, such as holdfast.ring.capacity=16384.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--jvm", paramLabel = "FLAG", description = "A flag for the server's JVM, such as --jvm=-Xmx8g.")
    private List<String> jvmFlags = new ArrayList<>();

    @Mixin
    private DiskOption disk;

    @Mixin
    private RepeatsOption repeats;

    @Mixin
    private ResultOptions resultOptions;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        LoadTerms terms = terms();
        double ratePerS = terms.ratePerS();
        Results results = new Results();
        Workload workload = kind.workload(terms);
        LoadRun.Accounts accounts = new LoadRun(terms, workload).run(results);
        Map<String, Object> settings = new LinkedHashMap<>(terms.settings(workload));
        settings.put("accounts", accounts.wrong().isEmpty() ? "right" : "WRONG: " + accounts.wrong());
        if (ratePerS > 0) {
            settings.put("reached share of the rate", accounts.reachedShare());
        }
        resultOptions.finish(results, settings, terms.dir());
        PrintWriter err = spec.commandLine().getErr();
        err.printf(
                Locale.ROOT,
                "%,d of %,d submissions accepted; %,d were sent again because the server had no room; the accounts are %s%n",
                accounts.accepted(),
                accounts.submitted(),
                accounts.refusals(),
                accounts.wrong().isEmpty() ? "right" : "WRONG");
        if (ratePerS > 0 && accounts.reachedShare() < LoadRun.ENOUGH) {
            err.printf(
                    Locale.ROOT,
                    "WARNING: only %.1f %% of the rate of %,.0f/s was reached: the latencies are those of an overload%n",
                    100 * accounts.reachedShare(),
                    ratePerS);
        }
        accounts.wrong().stream().limit(MOST_WRONG_LINES).forEach(line -> err.println("accounts: " + line));
        return accounts.wrong().isEmpty() ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    private LoadTerms terms() {
        int commands = orders == null ? kind.usualCommands() : orders;
        if (window < 1 || clients < 1 || commands < 1 || (rate != null && rate <= 0)) {
            throw new UsageException("--window, --rate, --clients and --orders must be above 0");
        }
        if (settings.containsKey("holdfast.dir")) {
            throw new UsageException(
                    "--set holdfast.dir: a run makes a data directory of its own, and --dir says where");
        }
        if ((kind == LoadKind.RETAIL) != (file != null)) {
            throw new UsageException("--workload RETAIL needs --file with its invoices, and nothing else does");
        }
        if (window < clients) {
            throw new UsageException("--window must be at least --clients: each client has something in flight");
        }
        Map<String, String> all = new LinkedHashMap<>();
        all.put("holdfast.channels", media == Media.IPC ? IPC : UDP);
        all.put("holdfast.layout", layout.name());
        all.put("holdfast.durability", durability.name());
        all.put("holdfast.idle", idle.name());
        all.putAll(settings);
        LoadTerms terms = new LoadTerms(
                kind,
                lines,
                file,
                window,
                rate == null ? 0 : rate,
                clients,
                commands,
                warmUp,
                repeats.repeats(),
                clientIdle,
                seed,
                disk.dir(),
                all,
                List.copyOf(jvmFlags));
        try {
            terms.mostCommands();
        } catch (ArithmeticException e) {
            throw new UsageException("--orders and --repeats: that is more than a server can remember", e);
        }
        return terms;
    }
}
