// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import io.holdfast.engine.pipeline.Halt;
import io.holdfast.journal.JournalAppender;
import java.io.IOException;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.NanoClock;

/** Syncs the journal at intervals, off the pipeline, so that what a power failure could take is bounded. */
final class BackgroundSync implements Agent {
    private final JournalAppender journal;
    private final long intervalNs;
    private final Halt halt;
    private final NanoClock clock;

    private long lastNs;

    BackgroundSync(JournalAppender journal, long intervalNs, Halt halt, NanoClock clock) {
        this.journal = journal;
        this.intervalNs = intervalNs;
        this.halt = halt;
        this.clock = clock;
        this.lastNs = clock.nanoTime();
    }

    @Override
    public int doWork() {
        long nowNs = clock.nanoTime();
        if (!halt.isHalted() && nowNs - lastNs >= intervalNs) {
            try {
                journal.sync();
                lastNs = nowNs;
            } catch (IOException e) {
                halt.because(roleName(), e);
            }
        }
        return 0;
    }

    @Override
    public String roleName() {
        return "journal-sync";
    }
}
