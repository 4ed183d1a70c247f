// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.journal.JournalSource;
import io.holdfast.replay.diff.DiffReport;
import io.holdfast.replay.diff.Difference;
import io.holdfast.replay.diff.OtherRules;
import io.holdfast.replay.diff.ReplayDiff;
import io.holdfast.replay.history.RecordedCommand;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what would have been decided otherwise. */
@Command(
        name = "diff",
        description =
                "Runs the commands on record through an engine under other rules, and tells what is decided otherwise."
                        + " Without other rules it is the test of this build before it takes over: exit code 1 if anything is"
                        + " decided otherwise than on record.")
final class ReplayDiffCommand extends DirectoryCommand {
    @Parameters(
            paramLabel = "DIR",
            description = "The data directory. It is not changed, and a server may be writing to it:"
                    + " then it is read as far as it goes for now.")
    private Path dir;

    @Mixin
    private RuleOptions options;

    @Option(names = "--orders", description = "Print each command on an order that is decided otherwise; --json does.")
    private boolean orders;

    @Override
    Path dir() {
        return dir;
    }

    @Override
    public Integer call() throws IOException {
        JournalSource journal = journal();
        OtherRules rules = options.rules(journal, dir);
        DiffReport report = watched(
                journal,
                progress ->
                        ReplayDiff.run(journal, rules, handler -> new WatchedRecords(handler, progress), this::tell));
        print(isJson() ? Json.line(DiffText.json(report, options.words())) : DiffText.text(report, options.words()));
        printEnd(report.end(), journal.isLive());
        return rules.isNone() && !report.isSame() ? ExitCode.CHECK_FAILED : ExitCode.OK;
    }

    private void tell(Difference difference) {
        if (isJson()) {
            print(Json.line(DiffText.json(difference)));
        } else if (orders && difference.decision().command() instanceof RecordedCommand.OfOrder) {
            print(DiffText.text(difference));
        }
    }
}
