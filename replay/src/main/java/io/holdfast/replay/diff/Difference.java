// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.diff;

import io.holdfast.replay.history.Decision;
import io.holdfast.replay.history.RecordedOutcome;

/**
 * A command that is decided otherwise.
 *
 * @param decision as it is on record.
 * @param now      what is decided now.
 * @param amount   of what is accepted now; of what was accepted on record, if it is refused now; of the difference, if both
 *                 accept it.
 */
public record Difference(Decision decision, Kind kind, RecordedOutcome now, Amount amount) {
    /** How the decision differs. */
    public enum Kind {
        ACCEPTED("accepted instead of refused"),
        REFUSED("refused instead of accepted"),
        ANOTHER_REASON("refused for another reason"),
        ANOTHER_AMOUNT("accepted for another amount, or with another status"),
        /** Told only where the rules are the same: otherwise versions and stocks are others because of other differences. */
        ANOTHER_ANSWER("decided the same, but something else is other");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }
}
