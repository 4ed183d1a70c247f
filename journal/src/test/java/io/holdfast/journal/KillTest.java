// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Seed;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that appends as fast as it can is killed at random moments, over and over. What it has said to be committed
 * is there, nothing is missing before it, and the next one goes on behind it. {@code -Dholdfast.kill.seconds=...} for
 * longer.
 */
class KillTest {
    private static final long SECONDS = Long.getLong("holdfast.kill.seconds", 3);

    @TempDir
    private Path directory;

    private long committed;

    @Test
    void shouldLoseNothingThatWasCommitted() {
        Seed.run(random -> {
            DataDirectory.own(directory).close();
            long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            do {
                appendAndKill(random);
                expectCommitted();
            } while (System.nanoTime() < endNs);
        });
    }

    private void appendAndKill(Random random) throws Exception {
        try (ChildJvm child = ChildJvm.start(AppendingChild.class, directory.toString())) {
            // Sometimes it is killed while it starts.
            long lines = random.nextInt(4) == 0 ? 0 : random.nextInt(1 << random.nextInt(14));
            long spinNs = random.nextInt(1_000_000);
            String line = null;
            for (long i = 0; i <= lines && lines > 0; i++) {
                line = child.readLine();
            }
            long nowNs = System.nanoTime();
            while (System.nanoTime() < nowNs + spinNs) {
                Thread.onSpinWait();
            }
            child.kill();
            for (String next = child.readLine(); next != null; next = child.readLine()) {
                line = next;
            }
            assertTrue(lines == 0 || line != null, "the process ended by itself");
            committed = line == null ? committed : Long.parseLong(line);
        }
    }

    private void expectCommitted() throws Exception {
        Path journal = DataDirectory.journalToRead(directory);
        JournalEnd end = JournalReader.read(journal, AppendingChild::expect);
        assertTrue(committed <= end.lastSequence(), () -> committed + " was committed, but this is left: " + end);
        assertEquals(end.lastSequence(), end.records());
        if (end.torn() != null) {
            end.torn().cutOff();
        }
        JournalEnd again = JournalReader.read(journal, AppendingChild::expect);
        assertEquals(end.records(), again.records());
        assertNull(again.torn());
    }
}
