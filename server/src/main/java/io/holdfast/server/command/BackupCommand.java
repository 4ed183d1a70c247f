// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.DirectoryCopy;
import io.holdfast.journal.JournalEnd;
import io.holdfast.journal.JournalSource;
import io.holdfast.journal.snapshot.Snapshots;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Copies a data directory. */
@Command(
        name = "backup",
        description =
                "Copies a data directory, while a server is using it or not: every record that is whole by now, each with"
                        + " its checksum looked at, and the snapshots that are whole. The copy is a data directory like any other.")
final class BackupCommand extends DirectoryCommand {
    @Parameters(index = "0", paramLabel = "DIR", description = "The data directory; it is not changed.")
    private Path dir;

    @Parameters(
            index = "1",
            paramLabel = "TO",
            description = "Where the copy is to be: an empty directory, or a new one.")
    private Path to;

    @Override
    Path dir() {
        return dir;
    }

    @Override
    public Integer call() throws IOException {
        JournalSource journal = journal();
        JournalEnd end = watched(
                journal,
                progress -> DirectoryCopy.run(
                        journal,
                        to,
                        handler -> new WatchedRecords(handler, progress),
                        copy -> Snapshots.beside(journal).copyTo(DataDirectory.journalSource(copy))));
        if (!isJson()) {
            print("copied " + end.records() + " records from " + dir + " to " + to);
        }
        printEnd(end, journal.isLive());
        return ExitCode.OK;
    }
}
