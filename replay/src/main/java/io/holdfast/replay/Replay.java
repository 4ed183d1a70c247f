// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import io.holdfast.engine.Engine;
import io.holdfast.journal.DataDirectoryException;
import io.holdfast.journal.JournalEnd;
import io.holdfast.journal.JournalRange;
import io.holdfast.journal.JournalReader;
import io.holdfast.journal.JournalSource;
import io.holdfast.journal.JournalTail;
import io.holdfast.journal.RecordHandler;
import io.holdfast.journal.Repairs;
import io.holdfast.journal.snapshot.Snapshots;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Runs a journal through an engine, record by record, by the very call that the pipeline makes, and compares every outcome with
 * the one on record.
 */
public final class Replay {
    private final Engine engine;
    private final JournalEnd end;

    private Replay(Engine engine, JournalEnd end) {
        this.engine = engine;
        this.end = end;
    }

    /**
     * Replays a journal; changes nothing in it.
     *
     * @param journal the directory of its files.
     * @throws io.holdfast.journal.DamagedJournalException if the journal is not as it was written.
     * @throws DivergedException if an outcome is not the one on record.
     * @throws UndecidedException if a command has no outcome, and is not to be skipped.
     */
    public static Replay of(Path journal) throws IOException {
        return of(JournalSource.atRest(journal), ReplayObserver.NONE);
    }

    /** Replays a journal, which may be one that is being written, before somebody's eyes; see {@link #of(Path)}. */
    public static Replay of(JournalSource journal, ReplayObserver observer) throws IOException {
        return of(journal, JournalRange.ALL, observer);
    }

    /**
     * Replays a journal, which may be one that is being written, up to some place: from the first record, or from the oldest snapshot
     * if the journal's oldest files have been removed.
     *
     * @param range that begins with the first record.
     * @throws DataDirectoryException if it ends before that snapshot.
     */
    public static Replay of(JournalSource journal, JournalRange range, ReplayObserver observer) throws IOException {
        Engine engine =
                Snapshots.beside(journal).restoreOldest(journal, observer).engine();
        long beginSequence = engine.lastSequence();
        if (range.lastSequence() < beginSequence || range.lastTimestampNs() < engine.lastTimestampNs()) {
            throw new DataDirectoryException("the oldest files of the journal " + journal.path()
                    + " have been removed, and the oldest snapshot is at sequence " + beginSequence + ", "
                    + Instant.ofEpochSecond(0, engine.lastTimestampNs())
                    + ": to tell what was before, put the files back from the archive");
        }
        observer.onBegin(engine);
        JournalRange rest = new JournalRange(beginSequence, range.lastSequence(), range.lastTimestampNs());
        Replayer replayer = new Replayer(engine, Repairs.of(journal), observer);
        return new Replay(engine, JournalTail.read(journal, rest, replayer));
    }

    /**
     * Replays what a journal has behind the last command of an engine; see {@link #of(Path)}.
     *
     * @param engine   is used from now on by this alone.
     * @param observer is shown each record when its outcome has been found to be the one on record.
     * @throws io.holdfast.journal.DamagedJournalException also if the journal does not have the engine's last command.
     */
    public static Replay goOn(Engine engine, JournalSource journal, RecordHandler observer) throws IOException {
        Replayer replayer = new Replayer(engine, Repairs.of(journal), observer);
        return new Replay(engine, JournalReader.readAfter(journal, engine.lastSequence(), replayer));
    }

    /** The engine as the last record left it. */
    public Engine engine() {
        return engine;
    }

    /** Where the journal ends, or the range. */
    public JournalEnd end() {
        return end;
    }
}
