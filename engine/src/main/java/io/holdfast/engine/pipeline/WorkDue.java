// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine.pipeline;

import java.util.concurrent.atomic.AtomicLong;

/**
 * When the engine has work to do that no client asks for, in nanoseconds since 1970. The engine stage says it after each
 * command, before the ring's sequences say that the command is decided; the sequencer, where ticks come from, reads it.
 */
final class WorkDue {
    private final AtomicLong timeNs;

    WorkDue(long timeNs) {
        this.timeNs = new AtomicLong(timeNs);
    }

    /** Says when. The engine stage only. */
    void at(long newTimeNs) {
        if (newTimeNs != timeNs.getPlain()) {
            timeNs.setRelease(newTimeNs);
        }
    }

    /** Whether that is now. The sequencer only. */
    boolean isReached(long nowNs) {
        return timeNs.getAcquire() <= nowNs;
    }
}
