// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import io.holdfast.engine.Engine;
import io.holdfast.journal.JournalEnd;
import io.holdfast.journal.JournalReader;
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
    private final Engine engine = new Engine();
    private final UnsafeBuffer outcome = new UnsafeBuffer(ByteBuffer.allocateDirect(Engine.MAX_ANSWER_LENGTH));
    private final UnsafeBuffer recorded = new UnsafeBuffer();
    private final UnsafeBuffer decided = new UnsafeBuffer();
    private final JournalEnd end;

    private Replay(Path journal) throws IOException {
        end = JournalReader.read(journal, this::onRecord);
    }

    /**
     * Replays a journal; changes nothing in it.
     *
     * @param journal the directory of its files.
     * @throws io.holdfast.journal.DamagedJournalException if the journal is not as it was written.
     * @throws DivergedException if an outcome is not the one on record.
     */
    public static Replay of(Path journal) throws IOException {
        return new Replay(journal);
    }

    /** The engine as the last record left it. */
    public Engine engine() {
        return engine;
    }

    /** Where the journal ends. */
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
        recorded.wrap(buffer, outcomeOffset, outcomeLength);
        decided.wrap(outcome, 0, length);
        if (!decided.equals(recorded)) {
            throw new DivergedException(
                    "sequence " + sequence + ": replay decides otherwise than the record says", null);
        }
    }
}
