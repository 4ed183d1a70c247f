// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.journal.Durability;
import io.holdfast.server.demo.Demo;
import io.holdfast.server.demo.DemoReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tells the 60-second story. */
@Command(
        name = "demo",
        description =
                "A flash sale over Aeron against a server that is killed with SIGKILL in the middle; then the accounts.")
final class DemoCommand implements Callable<Integer> {
    /** In the journal, from its submission to its end, and in a snapshot. */
    private static final long BYTES_PER_ORDER = 1_000;

    @Option(names = "--orders", defaultValue = "1000000", description = "Orders wanted (default ${DEFAULT-VALUE}).")
    private int orders;

    @Option(names = "--clients", defaultValue = "4", description = "Clients at once (default ${DEFAULT-VALUE}).")
    private int clients;

    @Option(names = "--kills", defaultValue = "1", description = "Kills on the way (default ${DEFAULT-VALUE}).")
    private int kills;

    @Option(
            names = "--durability",
            defaultValue = "WRITTEN",
            description = "When the server answers: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Durability durability;

    @Option(names = "--seed", defaultValue = "1", description = "Makes the orders (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", description = "Print one JSON object instead of the report.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        require(orders >= 1 && orders <= 50_000_000, "--orders must be from 1 to 50000000");
        require(
                clients >= 1 && clients <= 64 && clients <= orders,
                "--clients must be from 1 to 64, and no more than orders");
        require(kills >= 0 && kills <= 100, "--kills must be from 0 to 100");
        DemoReport report;
        try (TemporaryDirectory directory = TemporaryDirectory.create("holdfast-demo", orders * BYTES_PER_ORDER);
                Progress progress = Progress.start("orders answered", orders)) {
            Map<String, String> settings = Map.of("holdfast.durability", durability.name());
            report = new Demo(directory.path(), settings, orders, clients, kills, seed, progress::reach).run();
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(report));
        } else {
            tell(report, out);
        }
        out.flush();
        return report.isGood() ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private static void tell(DemoReport report, PrintWriter out) {
        out.println("The sale");
        count(out, "orders wanted", report.orders(), "each with an id of its own");
        count(
                out,
                "accepted",
                report.accepted(),
                String.format(Locale.ROOT, "%,d paid, %,d cancelled again", report.confirmed(), report.cancelled()));
        count(out, "walked away without paying", report.abandoned(), "a second later their units were for sale again");
        count(out, "refused", report.rejected(), reasons(report));
        count(
                out,
                "units sold",
                report.soldUnits(),
                String.format(Locale.ROOT, "for %,.2f", report.soldMinor() / 100.0));
        count(out, "submitted twice on purpose", report.sentTwice(), "");
        if (report.kills() > 0) {
            tellCrash(report, out);
        }
        out.println("What must be so");
        must(out, "units sold that were not there", report.oversold());
        must(out, "orders that took effect twice", report.duplicatedEffects());
        must(out, "answered orders missing after the crash", report.lostAnswers());
        must(out, "stocks unlike the clients' accounts", report.differences());
        must(out, "answers that make no sense", report.unexpectedAnswers());
        must(out, "states unlike an independent replay", report.digestsMatch() ? 0 : 1);
        out.println("The speed");
        count(
                out,
                "orders per second",
                report.ordersPerSecond(),
                "submitted, journalled, answered, then paid or cancelled");
        DemoReport.Latency latency = report.latencyMicros();
        count(
                out,
                "answer after, µs",
                Math.round(latency.p50()),
                String.format(
                        Locale.ROOT,
                        "half of the time; 99 %%: %,.0f; 99.9 %%: %,.0f; with all clients' windows full",
                        latency.p99(),
                        latency.p999()));
        count(out, "all of it, s", Math.round(report.seconds()), "seed " + report.seed());
    }

    private static void tellCrash(DemoReport report, PrintWriter out) {
        out.println("The crash");
        count(out, "server killed with SIGKILL", report.kills(), "in the middle of the sale");
        count(out, "commands found in the journal", report.recoveredSequence(), "by the last recovery");
        count(out, "recovery, ms", report.recoveryMillis(), "the slowest, from the start of the process until ready");
        count(out, "asked again", report.askedAgain(), "because no answer had come");
    }

    private static String reasons(DemoReport report) {
        StringBuilder reasons = new StringBuilder();
        report.rejectedBecause()
                .forEach((reason, count) -> reasons.append(reasons.isEmpty() ? "" : ", ")
                        .append(String.format(Locale.ROOT, "%,d ", count))
                        .append(reason.toLowerCase(Locale.ROOT).replace('_', ' ')));
        return reasons.toString();
    }

    private static void must(PrintWriter out, String what, long count) {
        count(out, what, count, count == 0 ? "as it must be" : "WRONG: must be 0");
    }

    private static void count(PrintWriter out, String what, long count, String remark) {
        out.println(String.format(Locale.ROOT, "  %-40s %,12d   %s", what, count, remark)
                .stripTrailing());
    }
}
