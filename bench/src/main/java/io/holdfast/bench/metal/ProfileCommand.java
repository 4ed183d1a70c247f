// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.metal;

import io.holdfast.server.command.ExitCode;
import io.holdfast.server.command.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holdfast bench profile}. */
@Command(
        name = "profile",
        description =
                "A flame graph of a running server, thread by thread: where its CPU time goes, where it allocates,"
                        + " or where its threads are.")
public final class ProfileCommand implements Callable<Integer> {
    private static final int MAX_SECONDS = 3_600;

    @Option(
            names = "--pid",
            paramLabel = "PID",
            required = true,
            description = "The server's process; its ready line says it.")
    private long pid;

    @Option(names = "--seconds", paramLabel = "N", description = "How long to look on; ${DEFAULT-VALUE} if not said.")
    private int seconds = 10;

    @Option(
            names = "--event",
            paramLabel = "EVENT",
            description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if not said.")
    private Profile.Event event = Profile.Event.CPU;

    @Option(
            names = "--out",
            paramLabel = "FILE.html",
            description = "The page to write; profile-EVENT.html if not said.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path page = out == null ? Path.of("profile-" + event.name().toLowerCase(Locale.ROOT) + ".html") : out;
        if (seconds < 1 || seconds > MAX_SECONDS) {
            throw new UsageException("--seconds must be from 1 to " + MAX_SECONDS + ", not " + seconds);
        }
        Path directory = page.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new UsageException(page + " cannot be written: there is no such directory");
        }
        Profile.take(
                pid, event, seconds, page, line -> spec.commandLine().getErr().println("holdfast: " + line));
        spec.commandLine().getOut().println(page);
        return ExitCode.OK;
    }
}
