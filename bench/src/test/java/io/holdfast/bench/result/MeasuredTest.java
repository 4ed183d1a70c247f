// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.holdfast.bench.result.Measured.Better;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuredTest {
    @Test
    void shouldTellTheMiddleAndTheEnds() {
        Measured measured = measured(3.0, 100.0, 1.0);
        assertEquals(3, measured.median());
        assertEquals(1, measured.least());
        assertEquals(100, measured.most());
    }

    @Test
    void shouldTakeTheMeanOfTheTwoInTheMiddle() {
        assertEquals(2.5, measured(4.0, 1.0, 3.0, 2.0).median());
    }

    @Test
    void shouldNotBeWithoutValues() {
        assertThrows(IllegalArgumentException.class, MeasuredTest::measured);
        assertThrows(IllegalArgumentException.class, () -> measured(1.0, Double.NaN));
    }

    private static Measured measured(Double... values) {
        return new Measured("a", "s", Better.LOWER, List.of(values));
    }
}
