// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.journal.JournalSource;
import io.holdfast.journal.JournalTail;
import io.holdfast.replay.history.Decision;
import io.holdfast.replay.records.DecisionFilter;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints records. */
@Command(
        name = "print",
        description = "Prints what was asked, what was decided, and what else happened with it; all of it, or what is"
                + " picked out. Amounts are in minor units.")
final class JournalPrintCommand extends DirectoryCommand {
    @Mixin
    private DirOption dir;

    @Mixin
    private RecordOptions options;

    @Override
    Path dir() {
        return dir.path();
    }

    @Override
    public Integer call() throws IOException {
        JournalSource journal = journal();
        DecisionFilter filter = options.filter(journal, dir(), this::print);
        try (JournalTail tail = JournalTail.open(journal, options.range(journal))) {
            read(journal, tail, filter);
            printEnd(tail.end(), journal.isLive());
        }
        return ExitCode.OK;
    }

    private void print(Decision decision) {
        print(isJson() ? Json.line(RecordText.json(decision)) : RecordText.text(decision));
    }
}
