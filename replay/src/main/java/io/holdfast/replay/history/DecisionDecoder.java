// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.history;

import java.util.List;
import org.agrona.DirectBuffer;

/** Reads records. */
public final class DecisionDecoder {
    private final CommandDecoder command = new CommandDecoder();
    private final OutcomeDecoder outcome = new OutcomeDecoder();

    /** Decodes a record, given as in {@link io.holdfast.journal.RecordHandler}. */
    public Decision decode(
            long sequence,
            long timestampNs,
            DirectBuffer buffer,
            int commandOffset,
            int outcomeOffset,
            int outcomeLength) {
        return new Decision(
                sequence,
                timestampNs,
                command.firstSentNs(buffer, commandOffset),
                command.decode(buffer, commandOffset),
                outcomeLength == 0 ? new RecordedOutcome.Undecided(sequence) : outcome.decode(buffer, outcomeOffset),
                outcome.effects(buffer, outcomeOffset, outcomeLength),
                outcome.digest(buffer, outcomeOffset, outcomeLength));
    }

    /** Decodes a command alone. */
    public RecordedCommand command(DirectBuffer buffer, int offset) {
        return command.decode(buffer, offset);
    }

    /** Decodes an answer alone, without the effects behind it. */
    public RecordedOutcome outcome(DirectBuffer buffer, int offset) {
        return outcome.decode(buffer, offset);
    }

    /** Decodes the effects behind an answer. */
    public List<Effect> effects(DirectBuffer buffer, int offset, int length) {
        return outcome.effects(buffer, offset, length);
    }

    /** Whether a record's command names an order, or one of its effects is on it. */
    boolean touches(long orderId, DirectBuffer buffer, int commandOffset, int outcomeOffset, int outcomeLength) {
        return command.isOfOrder(buffer, commandOffset, orderId)
                || outcome.isEffectOn(orderId, buffer, outcomeOffset, outcomeLength);
    }
}
