// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.server.counters.CounterReader;
import io.holdfast.server.counters.CounterReader.ServerValues;
import io.holdfast.server.counters.CounterReader.Value;
import io.holdfast.transport.client.CannotConnectException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what a running server counts. */
@Command(
        name = "stat",
        description =
                "Prints what a running server counts, which it does not notice. Aeron's own tools, such as AeronStat,"
                        + " show the same counters among those of its media driver.")
final class StatCommand implements Callable<Integer> {
    private static final int WATCH_INTERVAL_MS = 1_000;

    @Option(
            names = "--aeron-dir",
            paramLabel = "DIR",
            required = true,
            description = "The directory of the server's media driver, which its ready line names.")
    private Path aeronDir;

    @Option(names = "--json", description = "Print one JSON object; with --watch one a line.")
    private boolean json;

    @Option(names = "--watch", description = "Print them again each second, until the server is gone.")
    private boolean watches;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<ServerValues> servers = CounterReader.read(aeronDir);
        if (servers.isEmpty()) {
            throw new CannotConnectException("no server tells its counters in " + aeronDir
                    + ": its ready line names the directory, and holdfast.counters must be true");
        }
        print(servers);
        IdleStrategy interval = new SleepingMillisIdleStrategy(WATCH_INTERVAL_MS);
        while (watches && !servers.isEmpty()) {
            interval.idle();
            servers = CounterReader.read(aeronDir);
            print(servers);
        }
        return ExitCode.OK;
    }

    private void print(List<ServerValues> servers) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> all = Map.of("servers", servers);
            out.println(watches ? Json.line(all) : Json.text(all));
        } else {
            servers.forEach(server -> print(server, out));
        }
        if (out.checkError()) {
            throw new OutputLostException();
        }
    }

    private static void print(ServerValues server, PrintWriter out) {
        out.println("server of process " + server.pid());
        for (Value counter : server.counters()) {
            out.println(String.format(Locale.ROOT, "    %-58s %,20d", counter.name(), counter.value()));
        }
    }
}
