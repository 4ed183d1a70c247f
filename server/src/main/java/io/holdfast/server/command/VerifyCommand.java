// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.engine.StockListener;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.JournalSource;
import io.holdfast.journal.snapshot.Restored;
import io.holdfast.journal.snapshot.Snapshots;
import io.holdfast.replay.Replay;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Replays a data directory and compares every outcome. */
@Command(
        name = "verify",
        description =
                "Replays a data directory that no server is using, from its first record, and compares every outcome."
                        + " Where the journal no longer has its first records, from the oldest snapshot that it goes on from.")
final class VerifyCommand implements Callable<Integer> {
    @Option(
            names = "--dir",
            paramLabel = "DIR",
            required = true,
            description = "The data directory; it is not changed.")
    private Path dir;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        JournalSource journal = JournalSource.atRest(DataDirectory.journalToRead(dir));
        Restored restored = Snapshots.of(dir).restoreOldest(journal, StockListener.NONE);
        long firstSequence = restored.engine().lastSequence() + 1;
        Replay replay = WatchedRecords.replaying(journal, records -> Replay.goOn(restored.engine(), journal, records));
        Snapshots.of(dir).expectNewestFits(journal);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("records", replay.end().records());
        result.put("firstSequence", firstSequence);
        result.put("lastSequence", replay.end().lastSequence());
        result.put("digest", HexFormat.of().toHexDigits(replay.engine().digest()));
        result.put(
                "tornEnd",
                replay.end().torn() == null ? null : replay.end().torn().toString());

        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(result));
        } else {
            out.println(dir + " is whole: " + result.get("records") + " records, last sequence "
                    + result.get("lastSequence") + ", digest " + result.get("digest")
                    + (firstSequence == 1 ? "" : "; the first " + (firstSequence - 1) + " are in a snapshot only"));
            if (replay.end().torn() != null) {
                out.println("torn end, to be cut off at the next start: " + result.get("tornEnd"));
            }
        }
        out.flush();
        return ExitCode.OK;
    }
}
