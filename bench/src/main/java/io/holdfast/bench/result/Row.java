// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What was reached of what was to be reached.
 *
 * @param name    what it is.
 * @param value   what was measured; null if it was not, or has nothing to be judged by.
 * @param unit    of the value and of its floor.
 * @param floor   what the bare parts did in the same run; null where there is nothing to compare with.
 * @param ratio   the value divided by its floor; null where there is none.
 * @param target  what was to be reached, in words.
 * @param verdict whether it was; skipped also if there is nothing to reach.
 */
public record Row(String name, Double value, String unit, Double floor, Double ratio, String target, Verdict verdict) {
    /** Whether a target was reached. */
    public enum Verdict {
        MET,
        MISSED,
        SKIPPED;

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
