// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import io.holdfast.engine.pipeline.Halt;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.JournalAppender;
import java.io.IOException;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/**
 * Syncs the journal in the background, so that what a power failure could take is bounded, and watches the room on its
 * disk; on a thread of its own, off the pipeline.
 */
final class JournalSync implements Agent {
    private static final long INTERVAL_MS = 100;
    /** A write to a full disk cannot be noticed in time, so it must not come to one. */
    private static final long MIN_USABLE_BYTES = 256L * 1024 * 1024;

    private final DataDirectory directory;
    private final JournalAppender journal;
    private final Halt halt;

    JournalSync(DataDirectory directory, JournalAppender journal, Halt halt) {
        this.directory = directory;
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
                if (directory.usableBytes() < MIN_USABLE_BYTES) {
                    throw new IOException("less than " + MIN_USABLE_BYTES / 1024 / 1024
                            + " MiB are free on the disk of " + directory.path() + ": make room, then start again");
                }
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
