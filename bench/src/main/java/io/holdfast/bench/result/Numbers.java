// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as people read them: four digits that count, and no more. */
public final class Numbers {
    static final double NS_PER_US = 1e3;

    private static final int DIGITS = 4;
    private static final double LEAST_WHOLE = 1e3;

    private Numbers() {}

    public static String text(double value) {
        if (Math.abs(value) >= LEAST_WHOLE) {
            return String.format(Locale.ROOT, "%,d", Math.round(value));
        }
        return new BigDecimal(value)
                .round(new MathContext(DIGITS, RoundingMode.HALF_EVEN))
                .stripTrailingZeros()
                .toPlainString();
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Nanoseconds as microseconds. */
    static String us(long ns) {
        return text(ns / NS_PER_US);
    }

    /** A number that there may not be. */
    public static String textOrNothing(Double value) {
        return value == null ? "" : text(value);
    }
}
