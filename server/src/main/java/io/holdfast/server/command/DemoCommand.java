// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.server.demo.Demo;
import io.holdfast.server.demo.DemoReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
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
    @Option(names = "--orders", defaultValue = "1000000", description = "Orders wanted (default ${DEFAULT-VALUE}).")
    private int orders;

    @Option(names = "--clients", defaultValue = "4", description = "Clients at once (default ${DEFAULT-VALUE}).")
    private int clients;

    @Option(names = "--kills", defaultValue = "1", description = "Kills on the way (default ${DEFAULT-VALUE}).")
    private int kills;

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
        try (TemporaryDirectory directory = TemporaryDirectory.create("holdfast-demo");
                Progress progress = Progress.start("orders answered", orders)) {
            report = new Demo(directory.path(), orders, clients, kills, seed, progress::reach).run();
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
        line(out, "The sale");
        line(
                out,
                "  orders wanted                     %,12d   by %s",
                report.orders(),
                "clients over Aeron, each order with its own id");
        line(
                out,
                "  accepted                          %,12d   %,d paid, %,d cancelled again",
                report.accepted(),
                report.confirmed(),
                report.cancelled());
        line(out, "  refused                           %,12d   %s", report.rejected(), reasons(report));
        line(
                out,
                "  units sold                        %,12d   for %,.2f",
                report.soldUnits(),
                report.soldMinor() / 100.0);
        line(out, "  submitted twice on purpose        %,12d", report.sentTwice());
        line(out, "The crash");
        line(out, "  server killed with SIGKILL        %,12d   time(s), in the middle of the sale", report.kills());
        line(out, "  commands found in the journal     %,12d   after the last kill", report.recoveredSequence());
        line(
                out,
                "  recovery                          %,12d   ms at most, from the start of the process until ready",
                report.recoveryMillis());
        line(out, "  asked again, without an answer    %,12d", report.askedAgain());
        line(out, "What must be so");
        line(out, "  units sold that were not there    %,12d   %s", report.oversold(), verdict(report.oversold() == 0));
        line(
                out,
                "  orders that took effect twice     %,12d   %s",
                report.duplicatedEffects(),
                verdict(report.duplicatedEffects() == 0));
        line(
                out,
                "  answered orders lost in the crash %,12d   %s",
                report.lostAnswers(),
                verdict(report.lostAnswers() == 0));
        line(
                out,
                "  stocks that differ from the clients' accounts %d   %s",
                report.differences(),
                verdict(report.differences() == 0));
        line(
                out,
                "  answers that make no sense        %,12d   %s",
                report.unexpectedAnswers(),
                verdict(report.unexpectedAnswers() == 0));
        line(
                out,
                "  state equals an independent replay         %s   %s",
                report.digestsMatch() ? "yes" : " no",
                verdict(report.digestsMatch()));
        line(out, "The speed");
        line(
                out,
                "  orders per second                 %,12d   each submitted, journalled and answered; most then paid or cancelled",
                report.ordersPerSecond());
        line(
                out,
                "  from submission to answer         p50 %,.0f µs, p99 %,.0f µs, p99.9 %,.0f µs, with every client's window full",
                report.latencyMicros().p50(),
                report.latencyMicros().p99(),
                report.latencyMicros().p999());
        line(out, "  all of it                         %,12.1f   s; seed %d", report.seconds(), report.seed());
    }

    private static String reasons(DemoReport report) {
        StringBuilder reasons = new StringBuilder();
        report.rejectedBecause()
                .forEach((reason, count) -> reasons.append(reasons.isEmpty() ? "" : ", ")
                        .append(String.format(Locale.ROOT, "%,d ", count))
                        .append(reason.toLowerCase(Locale.ROOT).replace('_', ' ')));
        return reasons.toString();
    }

    private static String verdict(boolean good) {
        return good ? "good" : "WRONG";
    }

    private static void line(PrintWriter out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
