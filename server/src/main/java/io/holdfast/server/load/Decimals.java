// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.load;

import java.math.BigDecimal;

/** Decimal numbers in files and options. */
final class Decimals {
    private static final int MAX_SCALE = 100;

    private Decimals() {}

    /**
     * Reads a number, exactly.
     *
     * @throws NumberFormatException if it is none, or of such a magnitude that calculating with it would take for ever.
     */
    static BigDecimal parse(String text) {
        BigDecimal number = new BigDecimal(text);
        if (Math.abs((long) number.scale()) > MAX_SCALE) {
            throw new NumberFormatException("too many digits: " + text);
        }
        return number;
    }
}
