// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import io.holdfast.engine.pipeline.Halt;
import io.holdfast.journal.JournalAppender;
import java.io.IOException;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/**
 * Syncs the journal in the background, so that what a power failure could take is bounded; on a thread of its own, off the
 * pipeline.
 */
final class JournalSync implements Agent {
    private static final long INTERVAL_MS = 100;

    private final JournalAppender journal;
    private final Halt halt;

    JournalSync(JournalAppender journal, Halt halt) {
        this.journal = journal;
        this.halt = halt;
    }

    static IdleStrategy interval() {
        return new SleepingMillisIdleStrategy(INTERVAL_MS);
    }

    @Override
    public int doWork() {
        if (!halt.isHalted()) {
            try {
                journal.sync();
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
