// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.counters;

import org.agrona.concurrent.Agent;
import org.agrona.concurrent.status.AtomicCounter;

/** An agent off the pipeline, behind each of whose duty cycles its figures are put into the counters. */
final class ToldAgent implements Agent {
    private final Agent agent;
    private final AtomicCounter any;
    private final Runnable publish;

    /**
     * @param any     one of the counters; they are all closed together.
     * @param publish puts the figures into them.
     */
    ToldAgent(Agent agent, AtomicCounter any, Runnable publish) {
        this.agent = agent;
        this.any = any;
        this.publish = publish;
    }

    @Override
    public int doWork() throws Exception {
        int work = agent.doWork();
        if (!any.isClosed()) {
            publish.run();
        }
        return work;
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
