// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine.pipeline;

import java.util.concurrent.atomic.AtomicLong;

/**
 * When the engine has work to do that no client asks for, in nanoseconds since 1970. The engine stage says it after each
 * command, before the ring's sequences say that the command is decided; the door, where ticks come from, reads it.
 */
final class WorkDue {
    private final AtomicLong timeNs;

    WorkDue(long timeNs) {
        this.timeNs = new AtomicLong(timeNs);
    }

    /** The writer's: it is at another time than was said before, or at the same. */
    void at(long newTimeNs) {
        if (newTimeNs != timeNs.getPlain()) {
            timeNs.setRelease(newTimeNs);
        }
    }

    /** The reader's. */
    boolean isReached(long nowNs) {
        return timeNs.getAcquire() <= nowNs;
    }
}
