// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.counters;

import io.aeron.driver.status.DutyCycleStallTracker;
import org.agrona.concurrent.Agent;

/**
 * What a thread of the pipeline runs: its duty cycles are timed, and its figures put into the counters every few of them, if any did
 * something. So that costs next to nothing, whether commands come in batches or alone.
 *
 * <p>A duty cycle lasts until the next one begins, if it did something; otherwise the thread may sleep in between. That takes
 * one reading of the clock, before what has come is looked at: one between the stages would hold up the answers, by far more than it
 * takes itself.
 */
final class CountedAgent implements Agent {
    private static final int CYCLES = 16;

    private final Agent agent;
    private final DutyCycleStallTracker dutyCycles;
    private final Runnable publish;

    private long startNs;
    private boolean hasWorked;
    private boolean isUntold;
    private int cycles;

    /**
     * @param dutyCycles takes how long they were.
     * @param publish    puts the figures into the counters.
     */
    CountedAgent(Agent agent, DutyCycleStallTracker dutyCycles, Runnable publish) {
        this.agent = agent;
        this.dutyCycles = dutyCycles;
        this.publish = publish;
    }

    @Override
    public int doWork() throws Exception {
        long nowNs = System.nanoTime();
        if (hasWorked) {
            dutyCycles.reportMeasurement(nowNs - startNs);
        }
        startNs = nowNs;
        int work = agent.doWork();
        hasWorked = work > 0;
        isUntold |= hasWorked;
        if (isUntold && ++cycles >= CYCLES) {
            tell();
        }
        return work;
    }

    private void tell() {
        isUntold = false;
        cycles = 0;
        // If the driver dies, the counters' memory is given back a while after they were closed.
        if (!dutyCycles.maxCycleTime().isClosed()) {
            publish.run();
        }
    }

    @Override
    public void onStart() {
        agent.onStart();
    }

    @Override
    public void onClose() {
        agent.onClose();
    }

    @Override
    public String roleName() {
        return agent.roleName();
    }
}
