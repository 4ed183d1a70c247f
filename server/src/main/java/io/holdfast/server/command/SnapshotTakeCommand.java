// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.engine.Engine;
import io.holdfast.engine.StockListener;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.JournalSource;
import io.holdfast.journal.Retention;
import io.holdfast.journal.snapshot.Restored;
import io.holdfast.journal.snapshot.SnapshotPolicy;
import io.holdfast.journal.snapshot.Snapshots;
import io.holdfast.replay.IndexSeed;
import io.holdfast.replay.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes a snapshot, in this process. */
@Command(
        name = "take",
        description =
                "Goes on from the newest snapshot, replays what the journal has behind it, and writes a snapshot of that."
                        + " A server may be using the directory: it does not notice. It takes the memory that a server would.")
final class SnapshotTakeCommand implements Callable<Integer> {
    /** More than a server with its default settings needs to take commands. */
    private static final long LEAVE_FREE_BYTES = 1280L << 20;

    @Option(names = "--dir", paramLabel = "DIR", required = true, description = "The data directory.")
    private Path dir;

    @Option(
            names = "--keep",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many snapshots to keep, the newest ones: ${DEFAULT-VALUE}, as a server does by itself.")
    private int keep;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (keep < 1) {
            throw new UsageException("--keep must be at least 1");
        }
        JournalSource journal = DataDirectory.journalSource(dir);
        Snapshots snapshots = Snapshots.of(dir);
        Restored restored = snapshots.restore(journal, StockListener.NONE, IndexSeed.draw());
        restored.passedOver()
                .forEach(snapshot ->
                        spec.commandLine().getErr().println("holdfast: this snapshot cannot be used: " + snapshot));
        Engine engine = restored.engine();
        long before = engine.lastSequence();
        WatchedRecords.replaying(journal, records -> Replay.goOn(engine, journal, records));
        if (engine.lastSequence() == 0) {
            throw new UsageException(dir + " has no record yet, so there is nothing to take a snapshot of");
        }
        boolean isNew = engine.lastSequence() > before;
        SnapshotPolicy policy = new SnapshotPolicy(keep, LEAVE_FREE_BYTES, Retention.KEEP);
        Path file = isNew
                ? snapshots.write(engine, journal, policy)
                : snapshots.files().get(0);
        print(file, engine, isNew, engine.lastSequence() - before);
        return ExitCode.OK;
    }

    private void print(Path file, Engine engine, boolean isNew, long replayed) throws IOException {
        if (json) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("file", file.toString());
            result.putAll(SnapshotText.json(engine.lastSequence(), engine.lastTimestampNs(), engine.digest()));
            result.put("bytes", Files.size(file));
            result.put("replayed", replayed);
            result.put("new", isNew);
            spec.commandLine().getOut().println(Json.text(result));
        } else {
            spec.commandLine()
                    .getOut()
                    .println((isNew ? "took " : "nothing new since ") + file + ": "
                            + SnapshotText.of(engine.lastSequence(), engine.lastTimestampNs(), engine.digest())
                            + ", " + Files.size(file) + " bytes");
        }
    }
}
