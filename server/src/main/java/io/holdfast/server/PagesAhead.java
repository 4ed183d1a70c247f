// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import io.holdfast.engine.pipeline.Halt;
import io.holdfast.journal.JournalAppender;
import org.agrona.concurrent.Agent;

/** Has the journal's next pages in memory before they are needed, off the pipeline. */
final class PagesAhead implements Agent {
    private final JournalAppender journal;
    private final Halt halt;

    PagesAhead(JournalAppender journal, Halt halt) {
        this.journal = journal;
        this.halt = halt;
    }

    @Override
    public int doWork() {
        return !halt.isHalted() && journal.fetchAhead() ? 1 : 0;
    }

    @Override
    public String roleName() {
        return "pages-ahead";
    }
}
