// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import io.holdfast.engine.Engine;
import io.holdfast.engine.StockListener;
import io.holdfast.journal.DamagedJournalException;
import io.holdfast.journal.JournalSource;
import io.holdfast.journal.RecordHandler;
import io.holdfast.journal.snapshot.SnapshotHeader;
import io.holdfast.journal.snapshot.Snapshots;
import io.holdfast.journal.snapshot.UnusableSnapshotException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Whether a snapshot is what it should be: every byte as it was written, of this journal, and with the digest that a replay has
 * at its sequence.
 *
 * @param header what it says of itself; null if that cannot be read.
 * @param fault  what is wrong with it; null if nothing is.
 */
public record SnapshotCheck(Path file, SnapshotHeader header, String fault) {

    /**
     * Checks the snapshots of a data directory, and replays its journal for that.
     *
     * @param observer is shown each record that was replayed.
     * @return the newest first.
     * @throws DamagedJournalException if the journal is not as it was written.
     * @throws DivergedException       if an outcome is not the one on record.
     */
    public static List<SnapshotCheck> all(Snapshots snapshots, JournalSource journal, RecordHandler observer)
            throws IOException {
        List<SnapshotCheck> checks = new ArrayList<>();
        for (Path file : snapshots.files()) {
            checks.add(alone(file, journal));
        }
        if (checks.stream().anyMatch(SnapshotCheck::isGood)) {
            Engine engine = snapshots.restoreOldest(journal, StockListener.NONE).engine();
            RecordHandler comparison =
                    (sequence, timestampNs, buffer, commandOffset, commandLength, outcomeOffset, outcomeLength) -> {
                        checks.replaceAll(check -> check.compare(sequence, engine.digest()));
                        observer.onRecord(
                                sequence,
                                timestampNs,
                                buffer,
                                commandOffset,
                                commandLength,
                                outcomeOffset,
                                outcomeLength);
                    };
            Replay.goOn(engine, journal, comparison);
        }
        return checks;
    }

    private static SnapshotCheck alone(Path file, JournalSource journal) throws IOException {
        SnapshotHeader header = null;
        try {
            header = Snapshots.header(file);
            Snapshots.expectSameJournal(file, header, journal);
            Snapshots.read(file, StockListener.NONE);
            return new SnapshotCheck(file, header, null);
        } catch (UnusableSnapshotException | DamagedJournalException e) {
            return new SnapshotCheck(file, header, e.getMessage());
        }
    }

    private SnapshotCheck compare(long sequence, long digest) {
        if (!isGood() || header.sequence() != sequence || header.digest() == digest) {
            return this;
        }
        return new SnapshotCheck(
                file, header, "a replay has the digest " + HexFormat.of().toHexDigits(digest) + " there");
    }

    public boolean isGood() {
        return fault == null;
    }
}
