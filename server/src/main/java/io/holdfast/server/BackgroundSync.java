// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import io.holdfast.engine.pipeline.Halt;
import io.holdfast.journal.JournalAppender;
import java.io.IOException;
import org.agrona.concurrent.Agent;

/** Syncs the journal off the pipeline, so that what a power failure could take is bounded. Its idle strategy is the interval. */
final class BackgroundSync implements Agent {
    private final JournalAppender journal;
    private final Halt halt;

    BackgroundSync(JournalAppender journal, Halt halt) {
        this.journal = journal;
        this.halt = halt;
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
