// SPDX-License-Identifier: Apache-2.0
package io.holdfast.simulation;

import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.EpochNanoClock;

/** The machine's clock: time passes by hand, and the clock may jump or stand still. */
final class SimulatedClock implements EpochNanoClock {
    private static final long JUMP_NS = TimeUnit.HOURS.toNanos(1);

    /** What a clock on the wall would show that nobody ever set. */
    private long trueNs;

    private long offsetNs;
    private long largestOffsetNs;
    private long frozenAtNs;
    private boolean isFrozen;

    SimulatedClock(long startNs) {
        trueNs = startNs;
    }

    void pass(long ns) {
        trueNs += ns;
    }

    void jump(boolean forward) {
        offsetNs += forward ? JUMP_NS : -JUMP_NS;
        largestOffsetNs = Math.max(largestOffsetNs, offsetNs);
    }

    void freeze() {
        frozenAtNs = nanoTime();
        isFrozen = true;
    }

    void goOn() {
        isFrozen = false;
    }

    /** From now on it is as late as it ever was. */
    void mend() {
        goOn();
        offsetNs = largestOffsetNs;
    }

    @Override
    public long nanoTime() {
        return isFrozen ? frozenAtNs : trueNs + offsetNs;
    }

    /** The clients' clocks: set as often as the machine's, but never standing still. */
    long clientsNs() {
        return trueNs + offsetNs;
    }

    /** For who measures intervals. */
    long monotonicNs() {
        return trueNs;
    }
}
