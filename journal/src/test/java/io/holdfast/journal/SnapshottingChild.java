// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import io.holdfast.engine.Engine;
import io.holdfast.engine.StockListener;
import io.holdfast.journal.snapshot.SnapshotPolicy;
import io.holdfast.journal.snapshot.Snapshots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Test fixture, a process: goes on from the newest snapshot, replays the journal, writes a snapshot every few records and prints
 * each sequence when it is written; keeps two. Begins again with the first record when it has come to the end.
 */
final class SnapshottingChild {
    private static final int RECORDS_PER_SNAPSHOT = 40;

    private SnapshottingChild() {}

    public static void main(String[] arguments) throws Exception {
        Path path = Path.of(arguments[0]);
        JournalSource journal = DataDirectory.journalSource(path);
        Snapshots snapshots = Snapshots.of(path);
        run(snapshots.restore(journal, StockListener.NONE, 0).engine(), snapshots, journal);
        while (true) {
            for (Path file : snapshots.files()) {
                Files.delete(file);
            }
            System.out.println(0);
            run(new Engine(), snapshots, journal);
        }
    }

    private static void run(Engine engine, Snapshots snapshots, JournalSource journal) throws IOException {
        UnsafeBuffer outcome = new UnsafeBuffer(new byte[Engine.MAX_OUTCOME_LENGTH]);
        JournalReader.readAfter(
                journal,
                engine.lastSequence(),
                (sequence, timestampNs, buffer, commandOffset, commandLength, outcomeOffset, outcomeLength) -> {
                    engine.decide(sequence, timestampNs, buffer, commandOffset, outcome, 0);
                    if (sequence % RECORDS_PER_SNAPSHOT == 0) {
                        write(engine, snapshots, journal);
                    }
                });
    }

    private static void write(Engine engine, Snapshots snapshots, JournalSource journal) {
        try {
            snapshots.write(engine, journal, new SnapshotPolicy(2, 0, Retention.KEEP));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println(engine.lastSequence());
    }
}
