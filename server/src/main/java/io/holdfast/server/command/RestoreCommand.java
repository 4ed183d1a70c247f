// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.DirectoryCopy;
import io.holdfast.journal.JournalEnd;
import io.holdfast.journal.JournalSource;
import io.holdfast.journal.snapshot.Snapshots;
import io.holdfast.replay.Replay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes a data directory out of a backup. */
@Command(
        name = "restore",
        description =
                "Copies a backup to where a server is to use it, and replays the copy, from its first record, before it"
                        + " gets its name: every outcome is compared with the one on record.")
final class RestoreCommand extends DirectoryCommand {
    @Parameters(index = "0", paramLabel = "FROM", description = "The backup; it is not changed.")
    private Path from;

    @Parameters(
            index = "1",
            paramLabel = "DIR",
            description = "The data directory to be: an empty directory, or a new one.")
    private Path to;

    private long digest;

    @Override
    Path dir() {
        return from;
    }

    @Override
    public Integer call() throws IOException {
        JournalSource journal = journal();
        JournalEnd end = watched(
                journal,
                progress ->
                        DirectoryCopy.run(journal, to, handler -> new WatchedRecords(handler, progress), this::verify));
        String digestText = HexFormat.of().toHexDigits(digest);
        if (isJson()) {
            Map<String, Object> json = endJson(end, journal.isLive());
            json.put("digest", digestText);
            print(Json.line(json));
        } else {
            print("restored " + end.records() + " records from " + from + " to " + to + ", digest " + digestText);
            printEnd(end, journal.isLive());
        }
        return ExitCode.OK;
    }

    private void verify(Path copy) throws IOException {
        Snapshots.of(from).copyTo(DataDirectory.journalSource(copy));
        digest = Replay.of(DataDirectory.journalToRead(copy)).engine().digest();
    }
}
