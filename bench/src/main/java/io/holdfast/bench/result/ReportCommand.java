// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import io.holdfast.server.command.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code holdfast bench report}. */
@Command(
        name = "report",
        description = "A kept run of bench all as Markdown: what was reached, by which commands, on which machine.")
public final class ReportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DIR", description = "The run: its directory, or its run.json.")
    private Path kept;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        spec.commandLine().getOut().print(new Report(RunFile.read(kept)).text());
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }
}
