// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Seed;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that begins a new file with nearly each batch is killed at random moments, over and over, so most often while it begins one. What
 * it has said to be committed is there, nothing is missing before it, and the next one goes on behind it, where it is read again.
 * {@code -Dholdfast.kill.seconds=...} for longer.
 */
class RollKillTest {
    private static final long SECONDS = Long.getLong("holdfast.kill.seconds", 3);
    private static final long RECORDS_PER_HOUR = 2;
    /** Enough for one roll at least. */
    private static final int MIN_BATCHES = 4;

    private static final int MORE_BATCHES = 12;
    /** Far more than the records of an hour, or of a batch, take. */
    private static final int FILE_LENGTH = 256 * 1024;

    @TempDir
    private Path directory;

    private final Set<Path> known = new HashSet<>();
    private long committed;
    private int rolls;

    @Test
    void shouldLoseNothingThatWasCommitted() {
        Seed.run(random -> {
            DataDirectory.own(directory).close();
            long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            int kills = 0;
            do {
                appendAndKill(random);
                expectCommitted(random);
                kills++;
            } while (System.nanoTime() < endNs);
            assertTrue(rolls >= kills, rolls + " rolls in " + kills + " processes");
        });
    }

    private void appendAndKill(Random random) throws Exception {
        Durability durability = random.nextBoolean() ? Durability.WRITTEN : Durability.SYNCED;
        try (ChildJvm child = ChildJvm.start(
                AppendingChild.class, directory.toString(), durability.name(), Long.toString(RECORDS_PER_HOUR))) {
            String line = null;
            for (int batches = MIN_BATCHES + random.nextInt(MORE_BATCHES); batches > 0; batches--) {
                line = child.readLine();
                assertNotNull(line, "the process ended by itself");
            }
            long killNs = System.nanoTime() + random.nextInt(10_000_000);
            while (System.nanoTime() < killNs) {
                Thread.onSpinWait();
            }
            child.kill();
            for (String next = child.readLine(); next != null; next = child.readLine()) {
                line = next;
            }
            committed = Long.parseLong(line);
        }
    }

    private void expectCommitted(Random random) throws Exception {
        Path journal = DataDirectory.journalToRead(directory);
        JournalEnd end = JournalReader.read(journal, AppendingChild.expecting(RECORDS_PER_HOUR));
        assertTrue(committed <= end.lastSequence(), () -> committed + " was committed, but this is left: " + end);
        assertEquals(end.lastSequence(), end.records());
        cutNewFiles(JournalFiles.list(journal));
        if (end.torn() == null || random.nextBoolean()) {
            // What is torn the next process cuts off.
            return;
        }
        end.torn().cutOff();
        JournalEnd again = JournalReader.read(journal, AppendingChild.expecting(RECORDS_PER_HOUR));
        assertEquals(end.lastSequence(), again.lastSequence());
        assertNull(again.torn());
    }

    /** Leaves some of the zeros that they were given ahead, so that they are read quickly; each start has one file that is no roll. */
    private void cutNewFiles(List<Path> files) throws IOException {
        rolls--;
        for (Path file : files) {
            if (known.add(file)) {
                rolls++;
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(FILE_LENGTH);
                }
            }
        }
    }
}
