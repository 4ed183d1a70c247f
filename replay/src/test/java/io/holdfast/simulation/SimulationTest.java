// SPDX-License-Identifier: Apache-2.0
package io.holdfast.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.EnumSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Runs of the {@link Simulation}, each with a seed of its own, which a failure tells. {@code -Dholdfast.simulation.runs=...} for
 * more, {@code -Dholdfast.seed=...} for the first one's seed.
 */
class SimulationTest {
    private static final int RUNS = Integer.getInteger("holdfast.simulation.runs", 60);
    private static final int ENOUGH_RUNS = 200;

    @Test
    void shouldLoseNothingDoubleNothingAndOversellNothing() {
        long seed = Long.getLong("holdfast.seed", new Random().nextLong());
        Random seeds = new Random(seed);
        for (int i = 0; i < RUNS; i++) {
            Simulation.run(i == 0 ? seed : seeds.nextLong());
        }
    }

    /** With a few runs that are always the same. */
    @Test
    void shouldGetEverywhere() {
        Tally all = new Tally();
        for (int seed = 1; seed <= ENOUGH_RUNS && !all.events().equals(EnumSet.allOf(Event.class)); seed++) {
            all.add(Simulation.run(seed));
        }
        assertEquals(EnumSet.allOf(Event.class), all.events());
    }

    @Test
    void shouldRunTheSameAgainWithTheSameSeed() {
        for (long seed = 1; seed <= 3; seed++) {
            Tally once = Simulation.run(seed);
            assertEquals(once.toString(), Simulation.run(seed).toString());
            assertNotEquals(once.traceHash(), Simulation.run(-seed).traceHash());
        }
    }
}
