// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Commands;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.Durability;
import io.holdfast.journal.JournalAppender;
import io.holdfast.journal.JournalEnd;
import io.holdfast.journal.JournalReader;
import io.holdfast.journal.RecordHandler;
import java.io.IOException;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator gets a server going again that halted on a command. */
class RepairCommandTest {
    @TempDir
    private Path dir;

    private long poisoned;

    /** A small shop, and a command behind it that the engine halted on. */
    @BeforeEach
    void poison() throws IOException {
        SmallShop.write(dir);
        try (DataDirectory directory = DataDirectory.own(dir)) {
            JournalEnd end = JournalReader.read(directory.journal(), RecordHandler.NONE);
            poisoned = end.lastSequence() + 1;
            long timestampNs = end.lastTimestampNs() + 1;
            Commands commands = new Commands().firstSentNs(timestampNs);
            int length = commands.cancelOrder(4712);
            try (JournalAppender journal =
                    JournalAppender.open(directory, Durability.WRITTEN, timestampNs / 1_000_000)) {
                journal.append(poisoned, timestampNs, commands.buffer(), 0, length, new UnsafeBuffer(0, 0), 0, 0);
                journal.commit();
            }
        }
    }

    @Test
    void shouldTellOfTheCommandWhateverReplaysIt() throws Exception {
        String hint = "holdfast repair skip --dir DIR --sequence " + poisoned;
        CommandLineRun.on(dir, "serve").expectFailure(ExitCode.HALTED, hint);
        CommandLineRun.on(dir, "replay", "digest").expectFailure(ExitCode.HALTED, hint);
        CommandLineRun.on(dir, "journal", "verify").expectFailure(ExitCode.HALTED, hint);
        CommandLineRun.of("replay", "diff", dir).expectFailure(ExitCode.HALTED, hint);

        CommandLineRun print = CommandLineRun.on(dir, "journal", "print", "--from", poisoned);
        assertEquals(ExitCode.OK, print.exitCode(), print.err());
        assertTrue(print.out().contains("cancel order 4712"), print.out());
        assertTrue(print.out().contains("could not decide it, and halted"), print.out());
        CommandLineRun json = CommandLineRun.on(dir, "journal", "print", "--from", poisoned, "--json");
        assertTrue(json.out().contains("\"outcome\":null"), json.out());
        CommandLineRun stats = CommandLineRun.on(dir, "journal", "stats");
        assertTrue(stats.out().contains("UNDECIDED"), stats.out());
    }

    @Test
    void shouldSkipIt() throws Exception {
        CommandLineRun skip =
                CommandLineRun.on(dir, "repair", "skip", "--sequence", poisoned, "--reason", "a bug, see #17");
        assertEquals(ExitCode.OK, skip.exitCode(), skip.err());

        CommandLineRun digest = CommandLineRun.on(dir, "replay", "digest");
        assertEquals(ExitCode.OK, digest.exitCode(), digest.err());
        assertTrue(digest.out().contains("sequence " + poisoned), digest.out());
        assertEquals(ExitCode.OK, CommandLineRun.on(dir, "journal", "verify").exitCode());
        assertEquals(ExitCode.OK, CommandLineRun.of("replay", "diff", dir).exitCode());
        CommandLineRun history = CommandLineRun.on(dir, "order", "history", "4712");
        assertEquals(ExitCode.OK, history.exitCode(), history.err());
        assertTrue(history.out().contains("could not decide it, and halted"), history.out());
        CommandLineRun.on(dir, "repair", "skip", "--sequence", poisoned, "--reason", "again")
                .expectFailure(ExitCode.USAGE, "already");
    }

    @Test
    void shouldSkipNothingThatWasDecidedOrIsNotThere() throws Exception {
        CommandLineRun.on(dir, "repair", "skip", "--sequence", poisoned - 1, "--reason", "we do not like it")
                .expectFailure(ExitCode.USAGE, "was decided");
        CommandLineRun.on(dir, "repair", "skip", "--sequence", poisoned + 1, "--reason", "who knows")
                .expectFailure(ExitCode.USAGE, "it has 1 to " + poisoned);
        CommandLineRun.on(dir, "repair", "skip", "--sequence", poisoned, "--reason", "two\nlines")
                .expectFailure(ExitCode.USAGE, "one line");
        try (DataDirectory owned = DataDirectory.own(dir)) {
            CommandLineRun.on(owned.path(), "repair", "skip", "--sequence", poisoned, "--reason", "in a hurry")
                    .expectFailure(ExitCode.USAGE, "in use");
        }
    }
}
