// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.server.Version;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The {@code holdfast} command. Results go to stdout; errors, notices and progress to stderr. */
@Command(
        name = "holdfast",
        description = "An order and inventory engine that never sells what is not there.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Holdfast.BuildVersion.class,
        subcommands = {
            BackupCommand.class,
            DemoCommand.class,
            ExportCommand.class,
            JournalCommand.class,
            LoadCommand.class,
            OrderCommand.class,
            RepairCommand.class,
            ReplayCommand.class,
            RestoreCommand.class,
            ServeCommand.class,
            SnapshotCommand.class,
            StatCommand.class,
            StockCommand.class,
            VerifyCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a check failed",
            "2:it cannot be done like that",
            "3:cannot connect",
            "4:damaged data",
            "5:the engine halted"
        })
public final class Holdfast {
    @Option(names = "--verbose", description = "Tell where an error comes from.", scope = ScopeType.INHERIT)
    private boolean verbose;

    private Holdfast() {}

    boolean isVerbose() {
        return verbose;
    }

    public static void main(String[] args) {
        System.exit(run(List.of(), args));
    }

    /**
     * Runs a command line.
     *
     * @param moreCommands picocli commands that there are besides those of this module.
     * @return its {@link ExitCode}.
     */
    public static int run(List<?> moreCommands, String... args) {
        Holdfast holdfast = new Holdfast();
        CommandLine commandLine = new CommandLine(holdfast);
        moreCommands.forEach(commandLine::addSubcommand);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setParameterExceptionHandler((e, unused) -> usage(e));
        commandLine.setExecutionExceptionHandler((e, command, unused) -> holdfast.fail(e, command.getErr()));
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        commandLine.setOut(out);
        if (args.length == 0) {
            commandLine.usage(commandLine.getErr());
            return ExitCode.USAGE;
        }
        int exitCode;
        try {
            exitCode = commandLine.execute(args);
        } catch (OutOfMemoryError e) {
            commandLine.getErr().println("holdfast: not enough memory: give more with HOLDFAST_JAVA_OPTS=-Xmx…");
            return ExitCode.USAGE;
        } catch (Error e) {
            return holdfast.fail(e, commandLine.getErr());
        }
        if (out.checkError() && exitCode == ExitCode.OK) {
            return holdfast.fail(new OutputLostException(), commandLine.getErr());
        }
        return exitCode;
    }

    private static int usage(ParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        e.getCommandLine().getErr().println(command + ": " + e.getMessage() + " (" + command + " --help tells more)");
        return ExitCode.USAGE;
    }

    private int fail(Throwable e, PrintWriter err) {
        Failure failure = Failure.of(e);
        err.println("holdfast: " + failure.line());
        if (verbose) {
            e.printStackTrace(err);
        }
        return failure.exitCode();
    }

    /** Tells the version of this build. */
    static final class BuildVersion implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"holdfast " + Version.TEXT, "Java " + Runtime.version()};
        }
    }
}
