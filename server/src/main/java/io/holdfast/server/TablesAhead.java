// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import io.holdfast.engine.Engine;
import io.holdfast.engine.pipeline.Halt;
import org.agrona.concurrent.Agent;

/** Makes memory for the engine's tables before it is needed, off the pipeline: what the system gives is slow to touch for the first time. */
final class TablesAhead implements Agent {
    private final Engine engine;
    private final Halt halt;
    private boolean isMemoryFull;

    TablesAhead(Engine engine, Halt halt) {
        this.engine = engine;
        this.halt = halt;
    }

    @Override
    public int doWork() {
        if (!halt.isHalted() && !isMemoryFull) {
            try {
                engine.growAhead();
            } catch (OutOfMemoryError e) {
                // What is only in advance stops nobody. Whether there is enough the engine finds out when it needs it.
                isMemoryFull = true;
            }
        }
        return 0;
    }

    @Override
    public String roleName() {
        return "tables-ahead";
    }
}
