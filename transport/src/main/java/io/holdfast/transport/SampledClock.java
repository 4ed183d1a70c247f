// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport;

import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.SystemEpochNanoClock;

/**
 * The system's time in nanoseconds since 1970, sampled once a second and advanced by {@link System#nanoTime()} in between, which is cheaper and
 * allocates nothing. A system clock that is set is followed within a second. Agrona's {@code OffsetEpochNanoClock} samples milliseconds.
 *
 * <p>For one thread.
 */
public final class SampledClock implements EpochNanoClock {
    private static final long INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);
    /** A sample that took longer, because the thread was stopped between the two clocks, is taken again. */
    private static final long TOLERANCE_NS = 1_000;

    private static final int TRIES = 10;

    private long sampledNs;
    private long epochNs;

    public SampledClock() {
        sample();
    }

    @Override
    public long nanoTime() {
        long sinceNs = System.nanoTime() - sampledNs;
        if (sinceNs >= INTERVAL_NS) {
            sample();
            sinceNs = System.nanoTime() - sampledNs;
        }
        return epochNs + sinceNs;
    }

    private void sample() {
        long closestNs = Long.MAX_VALUE;
        for (int i = 0; i < TRIES && closestNs > TOLERANCE_NS; i++) {
            long beforeNs = System.nanoTime();
            long askedNs = SystemEpochNanoClock.INSTANCE.nanoTime();
            long tookNs = System.nanoTime() - beforeNs;
            if (tookNs < closestNs) {
                closestNs = tookNs;
                epochNs = askedNs;
                sampledNs = beforeNs + tookNs / 2;
            }
        }
    }
}
