// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.engine.pipeline.Halt;
import io.holdfast.engine.pipeline.PoisonedCommandException;
import io.holdfast.journal.DamagedJournalException;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.DataDirectoryException;
import io.holdfast.replay.RecoveryEstimate;
import io.holdfast.server.Server;
import io.holdfast.server.ServerSettings;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Runs a server until SIGTERM. */
@Command(
        name = "serve",
        description =
                "Runs a server until SIGTERM or SIGINT, then stops it in order. Prints one line when it is ready.")
final class ServeCommand implements Callable<Integer> {
    @Option(names = "--dir", paramLabel = "DIR", description = "The data directory; wins over holdfast.dir.")
    private Path dir;

    @Parameters(paramLabel = "FILE.properties", description = "Settings; of several files the later wins.")
    private List<Path> files = List.of();

    @Option(
            names = "--until-end-of-input",
            hidden = true,
            description = "Stop when stdin ends: whoever started us is gone.")
    private boolean untilEndOfInput;

    @ParentCommand
    private Holdfast holdfast;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ServerSettings settings = settings();
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        AtomicInteger exitCode = new AtomicInteger(ExitCode.HALTED);
        Server server = start(settings, ended::countDown);
        // From here on SIGTERM stops the server in order, and the exit code is ours, not the signal's.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ended.countDown();
            awaitUninterruptibly(closed);
            Runtime.getRuntime().halt(exitCode.get());
        }));
        if (untilEndOfInput) {
            stopAtEndOfInput(ended);
        }
        spec.commandLine().getOut().println(server.readyLine().text());
        spec.commandLine().getOut().flush();

        ended.await();
        try {
            if (server.halted() == null) {
                server.close();
            }
            if (server.halted() == null) {
                exitCode.set(ExitCode.OK);
            } else {
                tell(server.halted(), server.readyLine().dir());
            }
        } catch (RuntimeException e) {
            notice("could not stop in order: " + e);
        } finally {
            closed.countDown();
        }
        return exitCode.get();
    }

    private Server start(ServerSettings settings, Runnable onHalt) throws IOException {
        RecoveryEstimate estimate = estimate(settings.dir());
        if (estimate.seconds() >= 1) {
            notice(text(estimate));
        }
        try (Progress progress = Progress.start("recovering, records", estimate.records())) {
            Server server = Server.start(
                    settings,
                    line -> progress.printMeanwhile(() -> notice(line)),
                    new CountedRecords(progress),
                    onHalt);
            progress.reach(estimate.records());
            return server;
        }
    }

    private static RecoveryEstimate estimate(Path directory) throws IOException {
        try {
            return RecoveryEstimate.of(DataDirectory.journalSource(directory));
        } catch (DataDirectoryException | DamagedJournalException | NoSuchFileException e) {
            // A new one; or what is wrong with it the server will say.
            return new RecoveryEstimate(0, 0, 0);
        }
    }

    private static String text(RecoveryEstimate estimate) {
        String snapshot = estimate.snapshotSequence() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "the snapshot at sequence %d, of %,d MiB, and ",
                        estimate.snapshotSequence(),
                        estimate.snapshotBytes() >> 20);
        return String.format(
                Locale.ROOT,
                "recovering from %s%,d records of the journal: about %,.0f s",
                snapshot,
                estimate.records(),
                Math.ceil(estimate.seconds()));
    }

    private void stopAtEndOfInput(CountDownLatch ended) {
        Thread thread = new Thread(() -> {
            try {
                while (System.in.read() >= 0) {
                    // What is said does not matter.
                }
            } catch (IOException e) {
                notice("stdin cannot be read, so it counts as ended: " + e.getMessage());
            } finally {
                ended.countDown();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private ServerSettings settings() throws IOException {
        Properties properties = new Properties();
        for (Path file : files) {
            if (Files.isDirectory(file)) {
                throw new UsageException(file + " is a directory, not a file of settings");
            }
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (CharacterCodingException e) {
                throw new UsageException(file + " is not text in UTF-8, as files of settings must be", e);
            } catch (IllegalArgumentException e) {
                throw new UsageException(file + " is not a file of settings: " + e.getMessage(), e);
            }
        }
        try {
            return ServerSettings.of(properties, System.getenv(), systemProperties());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Properties systemProperties() {
        Properties system = new Properties();
        system.putAll(System.getProperties());
        if (dir != null) {
            system.setProperty("holdfast.dir", dir.toString());
        }
        return system;
    }

    private void notice(String line) {
        spec.commandLine().getErr().println("holdfast: " + line);
        spec.commandLine().getErr().flush();
    }

    private void tell(Halt.Reason reason, String directory) {
        notice("halted, and nothing more was answered: " + reason.stage() + ": " + reason.cause());
        if (reason.cause() instanceof PoisonedCommandException poison) {
            notice("look at it with holdfast journal print --dir " + directory + " --from " + poison.sequence()
                    + "; to go on without it: holdfast repair skip --dir " + directory + " --sequence "
                    + poison.sequence() + " --reason TEXT");
        }
        if (isShortOfMemory(reason.cause())) {
            notice(
                    "the memory is full: give more with HOLDFAST_JAVA_OPTS=-Xmx… (for the tables too, unless -XX:MaxDirectMemorySize=… says otherwise),"
                            + " and allow less with holdfast.max.…");
        }
        if (holdfast.isVerbose()) {
            reason.cause().printStackTrace(spec.commandLine().getErr());
        }
        spec.commandLine().getErr().flush();
    }

    private static boolean isShortOfMemory(Throwable cause) {
        return cause instanceof OutOfMemoryError || (cause != null && isShortOfMemory(cause.getCause()));
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
