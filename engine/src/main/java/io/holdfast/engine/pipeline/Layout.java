// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine.pipeline;

import java.util.List;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.CompositeAgent;

/** How agents are laid out over threads. The code, the order and the promises are the same in each. */
public enum Layout {
    /** All on one thread: best where cores are few, and best for latency up to the rate that one thread can do. */
    SHARED {
        @Override
        public List<Agent> threads(List<Agent> agents) {
            return List.of(new CompositeAgent(agents));
        }
    },
    /** A thread each: best where every one of them can have a core of its own. */
    DEDICATED {
        @Override
        public List<Agent> threads(List<Agent> agents) {
            return List.copyOf(agents);
        }
    };

    /**
     * Groups agents by thread.
     *
     * @param agents in the order in which work passes through them.
     * @return one agent for each thread.
     */
    public abstract List<Agent> threads(List<Agent> agents);
}
