// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holdfast.engine.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The room that a file gets ahead on the disk is given back when nobody will need it. */
class RoomAheadTest {
    private static final long MUCH = 100 << 20;
    private static final long LITTLE = 16 << 20;

    @TempDir
    private Path path;

    @Test
    void shouldBeGivenBackAtTheEnd() {
        Seed.run(random -> {
            List<List<Entry>> batches = Entry.batches(random, 1, 3, 4);
            try (DataDirectory directory = DataDirectory.own(path);
                    JournalAppender journal = open(directory)) {
                write(journal, batches);
            }
            assertTrue(allocatedBytes() < LITTLE, allocatedBytes() + " bytes");
            assertEquals(
                    batches.stream().flatMap(List::stream).toList(),
                    TestJournal.read(path).entries());
        });
    }

    @Test
    void shouldBeGivenBackByTheNextStartIfTheProcessIsKilled() {
        Seed.run(random -> {
            List<List<Entry>> batches = Entry.batches(random, 1, 3, 4);
            DataDirectory directory = DataDirectory.own(path);
            JournalAppender killed = open(directory);
            try {
                write(killed, batches);
                directory.close();
                try (DataDirectory again = DataDirectory.own(path)) {
                    open(again).close();
                }
                assertTrue(allocatedBytes() < LITTLE, allocatedBytes() + " bytes");
                assertEquals(
                        batches.stream().flatMap(List::stream).toList(),
                        TestJournal.read(path).entries());
            } finally {
                killed.close();
            }
        });
    }

    private static JournalAppender open(DataDirectory directory) throws IOException {
        return JournalAppender.open(directory, Durability.WRITTEN, Entry.START_MS);
    }

    private void write(JournalAppender journal, List<List<Entry>> batches) throws Exception {
        for (List<Entry> batch : batches) {
            batch.forEach(entry -> entry.appendTo(journal));
            journal.commit();
        }
        assertTrue(journal.allocateAhead());
        assumeTrue(allocatedBytes() > MUCH, "this file system cannot allocate ahead");
    }

    /** What the directory takes on the disk. */
    private long allocatedBytes() throws Exception {
        Process du = new ProcessBuilder("du", "-s", "--block-size=1", path.toString()).start();
        String text = new String(du.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, du.waitFor());
        return Long.parseLong(text.substring(0, text.indexOf('\t')));
    }
}
