// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.history;

import io.holdfast.engine.codec.ResultCode;
import java.util.ArrayList;
import java.util.List;

/**
 * One record of the journal.
 *
 * @param sequence    the command's place in the total order.
 * @param timestampNs when it was decided, nanoseconds since 1970.
 * @param firstSentNs when its client first sent it, nanoseconds since 1970.
 * @param effects     what else happened while it was decided, in this order; before the command or after it.
 * @param digest      of the state that it left; null where it is not on record.
 */
public record Decision(
        long sequence,
        long timestampNs,
        long firstSentNs,
        RecordedCommand command,
        RecordedOutcome outcome,
        List<Effect> effects,
        Long digest) {

    /** Whether the engine could decide it. */
    public boolean isDecided() {
        return !(outcome instanceof RecordedOutcome.Undecided);
    }

    /** Whether the command is one that had been decided before, and was answered as then. */
    public boolean repeats() {
        return outcome.decidedSequence() < sequence;
    }

    /** Whether the command itself did what it asked for. */
    boolean takesEffect() {
        return outcome.code() == ResultCode.OK && !repeats();
    }

    /** The command and its outcome, a line each. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(command.title());
        lines.addAll(command.details());
        if (!isDecided()) {
            lines.add("not answered: the engine could not decide it, and halted");
            return lines;
        }
        lines.add("answered " + outcome.code()
                + (repeats() ? " again, as decided at sequence " + outcome.decidedSequence() : "") + outcome.title()
                + (isRefusedForItsTime() ? ", first sent " + Wording.time(firstSentNs) : ""));
        lines.addAll(outcome.details());
        return lines;
    }

    private boolean isRefusedForItsTime() {
        return outcome.code() == ResultCode.TOO_OLD || outcome.code() == ResultCode.FROM_THE_FUTURE;
    }
}
