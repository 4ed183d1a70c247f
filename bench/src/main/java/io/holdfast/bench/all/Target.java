// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.all;

import io.holdfast.bench.result.Numbers;
import io.holdfast.bench.result.Row;
import io.holdfast.bench.result.Row.Verdict;
import java.util.function.DoublePredicate;

/**
 * What is to be reached.
 *
 * @param text      in words.
 * @param isOfRatio whether by the ratio of a value to its floor, and not by the value.
 * @param isReached by this.
 */
record Target(String text, boolean isOfRatio, DoublePredicate isReached) {
    /** There is none: what was measured is told, and not judged. */
    static final Target TOLD = new Target("none: it is told", false, value -> true);

    static Target atLeast(double least) {
        return new Target("at least " + Numbers.text(least), false, value -> value >= least);
    }

    static Target atMost(double most) {
        return new Target("at most " + Numbers.text(most), false, value -> value <= most);
    }

    static Target below(double limit) {
        return new Target("below " + Numbers.text(limit), false, value -> value < limit);
    }

    static Target atLeastTimes(double least, String floor) {
        return new Target("at least " + Numbers.text(least) + " × " + floor, true, ratio -> ratio >= least);
    }

    static Target atMostTimes(double most, String floor) {
        return new Target("at most " + Numbers.text(most) + " × " + floor, true, ratio -> ratio <= most);
    }

    /**
     * What was reached of it.
     *
     * @param value null if it was not measured.
     * @param floor null if it was not, or there is none.
     */
    Row row(String name, String unit, Double value, Double floor) {
        Double ratio = value == null || floor == null || floor == 0 ? null : Double.valueOf(value / floor);
        Double judged = isOfRatio ? ratio : value;
        if (judged == null) {
            return new Row(name, value, unit, floor, null, text, Verdict.SKIPPED);
        }
        return new Row(name, value, unit, floor, ratio, text, verdict(judged));
    }

    private Verdict verdict(double judged) {
        if (equals(TOLD)) {
            return Verdict.SKIPPED;
        }
        return isReached.test(judged) ? Verdict.MET : Verdict.MISSED;
    }
}
