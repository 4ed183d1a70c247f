// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import io.holdfast.server.command.ExitCode;
import io.holdfast.server.command.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code holdfast bench compare}. */
@Command(
        name = "compare",
        description = {
            "What changed from one run to another, and whether it is more than the noise.",
            "It is if repeats that come from the same distribution would fall apart like that in less than one of a hundred cases,"
                    + " by the exact two-sided test of Mann and Whitney; that takes five repeats each."
        })
public final class CompareCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "A", description = "The run before: its directory, or its run.json.")
    private Path before;

    @Parameters(index = "1", paramLabel = "B", description = "The run after.")
    private Path after;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(
            names = "--fail-on-worse",
            description = "End with exit code 1 if something got worse by more than the noise.")
    private boolean failOnWorse;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Comparison comparison =
                Comparison.of(before.toString(), RunFile.read(before), after.toString(), RunFile.read(after));
        spec.commandLine().getOut().print(json ? Json.text(comparison) + "\n" : new ComparisonText(comparison).text());
        spec.commandLine().getOut().flush();
        return failOnWorse && comparison.isWorse() ? ExitCode.CHECK_FAILED : ExitCode.OK;
    }
}
