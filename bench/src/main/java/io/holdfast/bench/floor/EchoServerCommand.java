// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.floor;

import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.holdfast.server.Drivers;
import io.holdfast.server.Idle;
import io.holdfast.server.command.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.agrona.concurrent.AgentRunner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holdfast bench echo-server}: the server of {@link AeronEcho}, in a process of its own until its input ends. */
@Command(name = EchoServerCommand.NAME, hidden = true, description = "The server of the floors that echo.")
public final class EchoServerCommand implements Callable<Integer> {
    static final String NAME = "echo-server";
    /** Stands before the channel in the line that is printed when it is ready. */
    static final String READY = "listens on ";

    @Option(names = "--aeron-dir", required = true)
    private String aeronDir;

    @Option(names = "--channel", required = true)
    private String channel;

    @Option(names = "--idle", required = true)
    private Idle idle;

    @Option(names = "--answer-bytes", required = true)
    private int answerBytes;

    @Option(names = "--log")
    private Path logFile;

    @Option(names = "--log-pages", defaultValue = "TOUCHED")
    private MappedLog.Pages logPages;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (MediaDriver driver = Drivers.launch(aeronDir);
                Aeron aeron = Aeron.connect(
                        Drivers.client(driver.aeronDirectoryName()).useConductorAgentInvoker(true))) {
            EchoServer server = new EchoServer(aeron, channel, answerBytes, logFile, logPages);
            String listening = server.channel();
            while (listening == null) {
                Thread.onSpinWait();
                listening = server.channel();
            }
            AgentRunner runner = new AgentRunner(idle.strategy(), this::fail, null, server);
            AgentRunner.startOnThread(runner);
            spec.commandLine().getOut().println(READY + listening);
            spec.commandLine().getOut().flush();
            // Whoever started us is gone when the input ends.
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
            runner.close();
        }
        return ExitCode.OK;
    }

    /** Nothing is answered any more, so nothing is measured. */
    private void fail(Throwable e) {
        spec.commandLine().getErr().println("holdfast: the echo failed: " + e);
        spec.commandLine().getErr().flush();
        Runtime.getRuntime().halt(ExitCode.HALTED);
    }
}
