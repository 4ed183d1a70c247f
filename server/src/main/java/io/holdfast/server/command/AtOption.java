// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.journal.JournalEnd;
import io.holdfast.journal.JournalRange;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** At which place of the journal. */
final class AtOption {
    @Option(
            names = "--at",
            paramLabel = "SEQUENCE|TIME",
            converter = Moment.Converter.class,
            description =
                    "Behind the command with this sequence, or behind the last one that was decided by this time, like"
                            + " 2026-01-31T23:15:02Z or 2026-01-31. Default: the end.")
    private Moment at;

    JournalRange range() {
        return at == null ? JournalRange.ALL : at.upTo();
    }

    /** A journal that does not get to a sequence cannot tell what was there. */
    void check(JournalEnd end, Path dir) {
        long last = end.lastSequence();
        if (at != null && at.sequence() != null && last < at.sequence()) {
            throw new UsageException("the journal of " + dir + " ends with sequence " + last + ": --at " + at.sequence()
                    + " is not there yet");
        }
    }
}
