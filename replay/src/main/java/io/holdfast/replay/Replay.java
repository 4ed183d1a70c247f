// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import io.holdfast.engine.Engine;
import io.holdfast.journal.JournalEnd;
import io.holdfast.journal.JournalRange;
import io.holdfast.journal.JournalSource;
import io.holdfast.journal.JournalTail;
import io.holdfast.journal.RecordHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Runs a journal through a new engine, from the first record to the last, by the very call that the pipeline makes, and
 * compares every outcome with the one on record.
 */
public final class Replay {
    private final Engine engine;
    private final RecordHandler observer;
    private final UnsafeBuffer outcome = new UnsafeBuffer(ByteBuffer.allocateDirect(Engine.MAX_OUTCOME_LENGTH));
    private final OutcomeComparison comparison = new OutcomeComparison();
    private final JournalEnd end;

    private Replay(JournalSource journal, JournalRange range, Engine engine, RecordHandler observer)
            throws IOException {
        this.engine = engine;
        this.observer = observer;
        end = JournalTail.read(journal, range, this::onRecord);
    }

    /**
     * Replays a journal; changes nothing in it.
     *
     * @param journal the directory of its files.
     * @throws io.holdfast.journal.DamagedJournalException if the journal is not as it was written.
     * @throws DivergedException if an outcome is not the one on record.
     */
    public static Replay of(Path journal) throws IOException {
        return new Replay(
                JournalSource.atRest(journal),
                JournalRange.ALL,
                new Engine(),
                (sequence, timestampNs, buffer, commandOffset, commandLength, outcomeOffset, outcomeLength) -> {});
    }

    /** Replays a journal, which may be one that is being written, before somebody's eyes; see {@link #of(Path)}. */
    public static Replay of(JournalSource journal, ReplayObserver observer) throws IOException {
        return of(journal, JournalRange.ALL, observer);
    }

    /**
     * Replays a journal, which may be one that is being written, up to some place.
     *
     * @param range that begins with the first record.
     */
    public static Replay of(JournalSource journal, JournalRange range, ReplayObserver observer) throws IOException {
        return new Replay(journal, range, new Engine(observer), observer);
    }

    /** The engine as the last record left it. */
    public Engine engine() {
        return engine;
    }

    /** Where the journal ends, or the range. */
    public JournalEnd end() {
        return end;
    }

    private void onRecord(
            long sequence,
            long timestampNs,
            DirectBuffer buffer,
            int commandOffset,
            int commandLength,
            int outcomeOffset,
            int outcomeLength) {
        int length;
        try {
            length = engine.decide(sequence, timestampNs, buffer, commandOffset, outcome, 0);
        } catch (RuntimeException e) {
            throw new DivergedException("sequence " + sequence + ": the command on record cannot be decided: " + e, e);
        }
        if (!comparison.isSame(buffer, outcomeOffset, outcomeLength, outcome, 0, length)) {
            throw new DivergedException(
                    "sequence " + sequence + ": replay decides otherwise than the record says", null);
        }
        observer.onRecord(sequence, timestampNs, buffer, commandOffset, commandLength, outcomeOffset, outcomeLength);
    }
}
