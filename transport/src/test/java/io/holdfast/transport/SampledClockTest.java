// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.junit.jupiter.api.Test;

class SampledClockTest {
    /** Far more than clocks go apart in a second, and far less than a unit too few or too many makes. */
    private static final long TOLERANCE_NS = TimeUnit.MILLISECONDS.toNanos(50);

    @Test
    void tellsTheSystemsTimeAlsoWhenItHasAskedAgain() {
        SampledClock clock = new SampledClock();
        long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1_100);
        while (System.nanoTime() < endNs) {
            long beforeNs = SystemEpochNanoClock.INSTANCE.nanoTime();
            long toldNs = clock.nanoTime();
            long afterNs = SystemEpochNanoClock.INSTANCE.nanoTime();
            assertTrue(
                    toldNs > beforeNs - TOLERANCE_NS && toldNs < afterNs + TOLERANCE_NS,
                    () -> toldNs + " is not between " + beforeNs + " and " + afterNs);
        }
    }
}
