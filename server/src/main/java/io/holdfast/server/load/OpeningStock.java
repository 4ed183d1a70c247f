// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.load;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What lies in stock before a year begins: of each SKU a share of the units that will be ordered, rounded down. The share
 * is kept as it was written, for no unit may hang on a rounding error.
 */
public record OpeningStock(BigDecimal share) {

    /**
     * Reads a share.
     *
     * @throws IllegalArgumentException if it is no decimal number, or below 0.
     */
    public static OpeningStock parse(String text) {
        try {
            BigDecimal share = Decimals.parse(text);
            if (share.signum() >= 0) {
                return new OpeningStock(share);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(expected(text), e);
        }
        throw new IllegalArgumentException(expected(text));
    }

    private static String expected(String text) {
        return "'" + text + "' is not a share of demand: a decimal number of at least 0, like 0.6";
    }

    /**
     * The opening stock of SKU 1, of SKU 2 …
     *
     * @throws CannotLoadException if it is more of a SKU than one adjustment can bring in.
     */
    public int[] units(RetailYear year) {
        long[] demanded = year.unitsDemanded();
        int[] units = new int[demanded.length];
        for (int i = 0; i < units.length; i++) {
            BigDecimal opening = share.multiply(BigDecimal.valueOf(demanded[i])).setScale(0, RoundingMode.FLOOR);
            try {
                units[i] = opening.intValueExact();
            } catch (ArithmeticException e) {
                throw new CannotLoadException(
                        "an opening stock of " + opening + " units of "
                                + year.skuCodes().get(i)
                                + " is more than can be received at once: choose a smaller share",
                        e);
            }
        }
        return units;
    }
}
