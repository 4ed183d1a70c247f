// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningStockTest {
    private static RetailYear demandOf(int units, int times) {
        InvoiceLine line = new InvoiceLine(1, units, 0);
        return new RetailYear(List.of(new Invoice("1", 0, Collections.nCopies(times, line))), List.of("X"), times);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0.0,0", "1,10", "0.6,6", "0.7,7", "0.99,9", "0.0999,0", "2.55,25", "1e1,100"})
    void shouldBeAShareOfTheDemandRoundedDown(String share, int opening) {
        assertArrayEquals(new int[] {opening}, OpeningStock.parse(share).units(demandOf(10, 1)));
    }

    @Test
    void shouldReckonExactly() {
        // In binary floating point 0.29 * 100 is 28.999…
        assertArrayEquals(new int[] {29}, OpeningStock.parse("0.29").units(demandOf(100, 1)));
    }

    @Test
    void shouldBeNoMoreThanOneAdjustmentBringsIn() {
        RetailYear year = demandOf(Integer.MAX_VALUE, 2);
        assertArrayEquals(
                new int[] {Integer.MAX_VALUE}, OpeningStock.parse("0.5").units(year));
        assertThrows(CannotLoadException.class, () -> OpeningStock.parse("0.51").units(year));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "x", "", "60%", "NaN", "1e999999999", "0,6"})
    void shouldRefuseWhatIsNoShare(String text) {
        assertThrows(IllegalArgumentException.class, () -> OpeningStock.parse(text));
    }
}
