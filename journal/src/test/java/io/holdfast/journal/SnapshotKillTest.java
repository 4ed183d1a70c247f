// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Seed;
import io.holdfast.engine.StockListener;
import io.holdfast.journal.snapshot.Restored;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that writes snapshots and deletes old ones as fast as it can is killed at random moments, over and over. What it has said to be
 * written is there and whole, and nothing half-written is ever taken for a snapshot. {@code -Dholdfast.kill.seconds=...} for longer.
 */
class SnapshotKillTest {
    private static final long SECONDS = Long.getLong("holdfast.kill.seconds", 4);
    private static final int RECORDS = 4_000;

    @TempDir
    private Path path;

    @Test
    void shouldAlwaysHaveTheNewestThatWasWritten() {
        Seed.run(random -> {
            try (EngineJournal journal = new EngineJournal(path, random).decide(RECORDS)) {
                long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
                do {
                    expectAtLeast(writeAndKill(random), journal);
                } while (System.nanoTime() < endNs);
            }
        });
    }

    private long writeAndKill(Random random) throws Exception {
        try (ChildJvm child = ChildJvm.start(SnapshottingChild.class, path.toString())) {
            String line = null;
            for (int lines = 1 + random.nextInt(30); lines > 0; lines--) {
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
            return Long.parseLong(line);
        }
    }

    /** It may have begun anew, or be one further than it said. */
    private static void expectAtLeast(long written, EngineJournal journal) throws Exception {
        Restored restored = journal.snapshots().restore(journal.source(), StockListener.NONE, 0);
        assertEquals(List.of(), restored.passedOver());
        long sequence = restored.engine().lastSequence();
        assertTrue(sequence >= written || written == RECORDS, () -> written + " was written, but there is " + sequence);
        assertEquals(journal.digest(sequence), restored.engine().digest());
    }
}
