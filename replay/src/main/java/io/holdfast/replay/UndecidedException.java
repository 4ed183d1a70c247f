// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import io.holdfast.journal.Repairs;
import java.time.Instant;

/** A command is on record that the engine could not decide when it came, and nobody has said that it is to be skipped. */
public final class UndecidedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Throws it unless there is a repair for a record without an outcome. */
    public static void unlessSkipped(Repairs repairs, long sequence, long timestampNs) {
        if (!repairs.skips(sequence, timestampNs)) {
            throw new UndecidedException(sequence, timestampNs);
        }
    }

    private UndecidedException(long sequence, long timestampNs) {
        super("sequence " + sequence + ", " + Instant.ofEpochSecond(0, timestampNs)
                + ": the engine could not decide this command when it came, and halted; nobody was answered. Look at it with"
                + " holdfast journal print --dir DIR --from " + sequence + " --to " + sequence
                + "; to go on without it: holdfast repair skip --dir DIR --sequence " + sequence + " --reason TEXT");
    }
}
