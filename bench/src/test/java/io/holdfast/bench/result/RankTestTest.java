// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankTestTest {
    private static final double EXACT = 1e-12;

    @Test
    void shouldCountTheWaysToDealTheValues() {
        assertEquals(2.0 / 252, RankTest.leastChance(5, 5), EXACT, "2 of 10 over 5 ways");
        assertEquals(2.0 / 20, RankTest.leastChance(3, 3), EXACT);
        assertEquals(1, RankTest.leastChance(1, 1), EXACT);
        // Of the 20 ways, sums of ranks from 6 to 15: 7 or less, 14 or more are 4.
        assertEquals(4.0 / 20, RankTest.chance(List.of(1.0, 2.0, 4.0), List.of(3.0, 5.0, 6.0)), EXACT);
        assertEquals(4.0 / 20, RankTest.chance(List.of(3.0, 5.0, 6.0), List.of(1.0, 2.0, 4.0)), EXACT);
    }

    @Test
    void shouldShareRanksAmongEqualValues() {
        assertEquals(1, RankTest.chance(List.of(1.0, 1.0), List.of(1.0, 1.0, 1.0)), EXACT);
        // Ranks 1, 2.5, 2.5, 4: of the 6 pairs, only 1 and 2.5 (twice) and 2.5 (twice) and 4 are that far from 5.
        assertEquals(4.0 / 6, RankTest.chance(List.of(1.0, 2.0), List.of(2.0, 3.0)), EXACT);
    }

    @Test
    void shouldTakeManyRepeats() {
        double chance = RankTest.chance(Collections.nCopies(50, 1.0), Collections.nCopies(50, 2.0));
        assertEquals(0, chance, 1e-20);
    }
}
