// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What became of something that was measured in two runs.
 *
 * <p>It is better or worse if the repeats of the two would fall apart like that, or further, in less than one of a hundred
 * cases if nothing had changed: the exact two-sided test of Mann, Whitney and Wilcoxon ({@link RankTest}) at a level of 1 %. It asks
 * only which values are greater than which, so a repeat that something disturbed weighs no more than any other, and
 * nothing is assumed of how values are distributed. With five repeats each it takes that the ranges do not overlap; with
 * fewer it can never be told (with three each that happens by chance in one of ten cases), and is not. Spreads are
 * shown beside it and decide nothing. Of a hundred things that did not change, one is still told to have: measure again what
 * matters. The repeats of one run share a machine in one state, so what two runs differ by is more than the noise
 * within them where the machine was busy with something else in one of them.
 *
 * @param name    of what was measured; of latencies with the percentile.
 * @param unit    of the values.
 * @param before  the median of the first run, its least and its greatest value.
 * @param after   the same of the second run.
 * @param percent by how much the median changed; null if it was 0 before.
 * @param chance  that repeats fall apart like that if nothing has changed.
 * @param verdict what that means.
 */
public record Change(
        String name, String unit, Spread before, Spread after, Double percent, double chance, Verdict verdict) {
    static final double LEVEL = 0.01;
    private static final double PERCENT = 100;

    /** What a change is. */
    public enum Verdict {
        BETTER,
        WORSE,
        /** No more than the noise. */
        NOISE,
        /** There are too few repeats for any values of them to tell. */
        UNDECIDED;

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The values of some repeats in short. */
    public record Spread(double median, double least, double most, int repeats) {
        static Spread of(Measured measured) {
            return new Spread(
                    measured.median(),
                    measured.least(),
                    measured.most(),
                    measured.values().size());
        }
    }

    static Change of(Measured before, Measured after) {
        double chance = RankTest.chance(before.values(), after.values());
        double was = before.median();
        double is = after.median();
        return new Change(
                before.name(),
                before.unit(),
                Spread.of(before),
                Spread.of(after),
                was == 0 ? null : (is - was) / Math.abs(was) * PERCENT,
                chance,
                verdict(before, after, chance));
    }

    private static Verdict verdict(Measured before, Measured after, double chance) {
        if (RankTest.leastChance(before.values().size(), after.values().size()) >= LEVEL) {
            return Verdict.UNDECIDED;
        }
        if (chance >= LEVEL || before.median() == after.median()) {
            return Verdict.NOISE;
        }
        boolean isHigher = after.median() > before.median();
        return isHigher == (before.better() == Measured.Better.HIGHER) ? Verdict.BETTER : Verdict.WORSE;
    }
}
