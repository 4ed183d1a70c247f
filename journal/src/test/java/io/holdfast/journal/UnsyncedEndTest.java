// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Seed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three batches, of which the first is known to have been synced. */
class UnsyncedEndTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(0);

    @TempDir
    private Path dir;

    private List<List<Entry>> batches;
    private Path file;
    private byte[] firstSynced;

    @BeforeEach
    void write() {
        Seed.run(random -> {
            batches = Entry.batches(random, 1, 20, 30, 10);
            try (DataDirectory owned = DataDirectory.own(dir);
                    JournalAppender journal = JournalAppender.open(owned, Durability.WRITTEN, Entry.START_MS)) {
                for (List<Entry> batch : batches) {
                    batch.forEach(entry -> entry.appendTo(journal));
                    journal.commit();
                    if (firstSynced == null) {
                        journal.sync();
                        firstSynced = Files.readAllBytes(dir.resolve("synced"));
                    }
                }
            }
            file = JournalFiles.list(dir.resolve("journal")).get(0);
        });
    }

    @Test
    void shouldBeWrittenAgainAsItIs() throws IOException {
        Files.write(dir.resolve("synced"), firstSynced);
        byte[] before = Files.readAllBytes(file);

        Files.setLastModifiedTime(file, LONG_AGO);
        JournalSource.atRest(dir.resolve("journal")).rewriteUnsynced();

        assertNotEquals(LONG_AGO, Files.getLastModifiedTime(file), "nothing was written");
        assertArrayEquals(before, Files.readAllBytes(file));
        assertEquals(TestJournal.flat(batches), TestJournal.read(dir).entries());
    }

    @Test
    void shouldBeginNoLaterThanTheFirstRecordThatMayBeMissing() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(0, CycleFile.documentOf(file, 0));
        for (int synced = 1; synced <= 60; synced++) {
            long firstOfBatch = synced <= 20 ? 1 : synced <= 50 ? 21 : 51;
            int document = (int) CycleFile.documentOf(file, synced);
            assertEquals(
                    firstOfBatch, bytes.getLong(document + CycleFile.HEADER_LENGTH + RecordDescriptor.SEQUENCE_OFFSET));
        }
        assertTrue(CycleFile.documentOf(file, 60) < CycleFile.contentEnd(file));
    }
}
