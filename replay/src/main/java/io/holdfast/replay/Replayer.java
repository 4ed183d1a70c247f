// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import io.holdfast.engine.Engine;
import io.holdfast.journal.RecordHandler;
import io.holdfast.journal.Repairs;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Has an engine decide each record's command, and compares the outcome with the one on record. A command that had none is skipped
 * if there is a repair that says so. For one thread.
 */
final class Replayer implements RecordHandler {
    private final Engine engine;
    private final Repairs repairs;
    private final RecordHandler observer;
    private final UnsafeBuffer outcome = new UnsafeBuffer(ByteBuffer.allocateDirect(Engine.MAX_OUTCOME_LENGTH));
    private final OutcomeComparison comparison = new OutcomeComparison();

    /** @param observer is shown each record when its outcome has been found to be the one on record. */
    Replayer(Engine engine, Repairs repairs, RecordHandler observer) {
        this.engine = engine;
        this.repairs = repairs;
        this.observer = observer;
    }

    @Override
    public void onRecord(
            long sequence,
            long timestampNs,
            DirectBuffer buffer,
            int commandOffset,
            int commandLength,
            int outcomeOffset,
            int outcomeLength) {
        if (outcomeLength == 0) {
            UndecidedException.unlessSkipped(repairs, sequence, timestampNs);
            engine.skip(sequence, timestampNs);
        } else {
            decide(sequence, timestampNs, buffer, commandOffset, outcomeOffset, outcomeLength);
        }
        observer.onRecord(sequence, timestampNs, buffer, commandOffset, commandLength, outcomeOffset, outcomeLength);
    }

    private void decide(
            long sequence,
            long timestampNs,
            DirectBuffer buffer,
            int commandOffset,
            int outcomeOffset,
            int outcomeLength) {
        int length;
        try {
            length = engine.decide(sequence, timestampNs, buffer, commandOffset, outcome, 0);
        } catch (RuntimeException e) {
            throw new DivergedException("sequence " + sequence + ": the command on record cannot be decided: " + e, e);
        }
        if (!comparison.isSame(sequence, buffer, outcomeOffset, outcomeLength, outcome, 0, length)) {
            throw new DivergedException(
                    "sequence " + sequence + ": replay decides otherwise than the record says", null);
        }
    }
}
