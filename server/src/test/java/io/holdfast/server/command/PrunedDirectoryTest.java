// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.JournalRange;
import io.holdfast.journal.JournalReader;
import io.holdfast.journal.JournalSource;
import io.holdfast.journal.Retention;
import io.holdfast.journal.snapshot.SnapshotPolicy;
import io.holdfast.journal.snapshot.Snapshots;
import io.holdfast.replay.Replay;
import io.holdfast.replay.ReplayObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tools tell of a directory whose oldest journal file is gone is what they told before. */
class PrunedDirectoryTest {
    /** The first of the second file; the shipment of order 4712. */
    private static final long FIRST_LEFT = 11;

    @TempDir
    private Path temporary;

    private Path whole;
    private Path pruned;

    @BeforeEach
    void prune() throws IOException {
        whole = temporary.resolve("whole");
        pruned = temporary.resolve("pruned");
        SmallShop.write(whole);
        SmallShop.write(pruned);
        JournalSource journal = JournalSource.atRest(DataDirectory.journalToRead(pruned));
        Replay replay = Replay.of(journal, JournalRange.upTo(FIRST_LEFT), ReplayObserver.NONE);
        SnapshotPolicy policy =
                new SnapshotPolicy(1, 0, new Retention(Retention.Policy.ARCHIVE, temporary.resolve("archive")));
        Snapshots.of(pruned).write(replay.engine(), journal, policy);
        assertEquals(FIRST_LEFT, JournalReader.firstSequence(journal));
    }

    @Test
    void shouldTellTheSameState() {
        for (String what : new String[] {"digest", "state"}) {
            assertEquals(out(whole, "replay", what), out(pruned, "replay", what));
        }
        for (String what : new String[] {"stock", "orders"}) {
            assertEquals(out(whole, "export", what, "--format", "csv"), out(pruned, "export", what, "--format", "csv"));
        }
        assertEquals(
                out(whole, "replay", "state", "--sku", "SNEAKER-42"),
                out(pruned, "replay", "state", "--sku", "SNEAKER-42"));
    }

    @Test
    void shouldTellWhatIsLeft() {
        assertTrue(out(pruned, "verify").contains("1 records, last sequence 12"), out(pruned, "verify"));
        String history = out(pruned, "order", "history", "4713");
        assertTrue(history.contains("sequence 12"), history);
        String stock = out(pruned, "stock", "history", "SNEAKER-42");
        assertTrue(stock.contains("the same"), stock);
        assertTrue(out(pruned, "journal", "print").startsWith("2026"), out(pruned, "journal", "print"));
        // Order 4712 asked for the SKU before the journal begins.
        String print = out(pruned, "journal", "print", "--sku", "SNEAKER-42");
        assertTrue(print.contains("ship order 4712"), print);
        assertTrue(out(pruned, "journal", "stats").contains("2 records"), out(pruned, "journal", "stats"));
        assertTrue(out(pruned, "snapshot", "verify").contains("good"), out(pruned, "snapshot", "verify"));
    }

    @Test
    void shouldSayWhatCannotBeTold() {
        expectRefused("archive", CommandLineRun.on(pruned, "replay", "digest", "--at", "3"));
        expectRefused("opening stock", CommandLineRun.of("replay", "diff", pruned, "--with", "--opening-stock", "0.5"));
        assertEquals(ExitCode.OK, CommandLineRun.of("replay", "diff", pruned).exitCode());
        CommandLineRun run = CommandLineRun.on(pruned, "replay", "digest");
        assertTrue(run.err().contains("it begins with sequence " + FIRST_LEFT), run.err());
    }

    @Test
    void shouldBeCopiedWithItsSnapshot() {
        Path backup = temporary.resolve("backup");
        Path restored = temporary.resolve("restored");
        assertEquals(ExitCode.OK, CommandLineRun.of("backup", pruned, backup).exitCode());
        CommandLineRun restore = CommandLineRun.of("restore", backup, restored);
        assertEquals(ExitCode.OK, restore.exitCode(), restore.err());
        assertEquals(out(whole, "replay", "digest"), out(restored, "replay", "digest"));
    }

    @Test
    void shouldNotServeWithAnArchiveInTheDataDirectory() throws IOException {
        Path settings = Files.writeString(
                temporary.resolve("archive.properties"),
                "holdfast.journal.retention=ARCHIVE\nholdfast.journal.archive=" + whole.resolve("journal") + "\n");
        CommandLineRun.on(whole, "serve", settings).expectFailure(ExitCode.USAGE, "lies in the data directory");
    }

    @Test
    void shouldNotVerifyAJournalThatEndsBeforeItsSnapshot() throws IOException {
        Path shorter = temporary.resolve("shorter");
        SmallShop.write(shorter, engine -> {});
        JournalSource journal = JournalSource.atRest(DataDirectory.journalToRead(whole));
        Replay replay = Replay.of(journal, JournalRange.ALL, ReplayObserver.NONE);
        Path snapshot = Snapshots.of(whole).write(replay.engine(), journal, new SnapshotPolicy(1, 0, Retention.KEEP));
        Files.move(snapshot.getParent(), shorter.resolve("snapshots"));
        CommandLineRun.on(shorter, "verify").expectFailure(ExitCode.DAMAGED, "known to have had record 12");
    }

    @Test
    void shouldNotBackUpIntoTheDirectoryItself() {
        CommandLineRun.of("backup", whole, whole.resolve("backup")).expectFailure(ExitCode.USAGE, "another place");
    }

    /** Behind the notice that files have been removed. */
    private static void expectRefused(String part, CommandLineRun run) {
        assertEquals(ExitCode.USAGE, run.exitCode(), run.err());
        assertEquals(2, run.err().lines().count(), run.err());
        assertTrue(run.err().contains(part), run.err());
    }

    private static String out(Path dir, Object... args) {
        CommandLineRun run = CommandLineRun.on(dir, args);
        assertEquals(ExitCode.OK, run.exitCode(), run.err());
        return run.out();
    }
}
