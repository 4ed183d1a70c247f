// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.holdfast.engine.Seed;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chronicle's mark at the end of a file that another one follows: its header is written first, and nobody syncs it. */
class EndMarkTest {
    private static final int MARK_LENGTH = 8;

    @TempDir
    private Path directory;

    @Test
    void shouldDoWithWhatThereIsOfIt() {
        Seed.run(random -> {
            List<Entry> entries = TestJournal.flat(Entry.batches(random, 1, 2, 1)).stream()
                    .map(entry ->
                            entry.sequence() < 3 ? entry : entry.at(entry.timestampNs() + TimeUnit.HOURS.toNanos(1)))
                    .toList();
            TestJournal.write(directory, List.of(entries.subList(0, 2), entries.subList(2, 3)));
            JournalImage image = JournalImage.of(directory);
            assertEquals(2, image.names().size());
            String first = image.names().get(0);
            int end = image.used(first);
            for (int missing = 1; missing <= MARK_LENGTH; missing++) {
                JournalImage cut = image.copy();
                Arrays.fill(cut.file(first), end - missing, end, (byte) 0);
                expectAll(cut, entries);
                cut.remove(image.lastName());
                expectAll(cut, entries.subList(0, 2));
            }
            JournalImage headless = image.copy();
            Arrays.fill(headless.file(first), end - MARK_LENGTH, end - MARK_LENGTH / 2, (byte) 0);
            expectAll(headless, entries);

            image.file(first)[end - 1] ^= 1;
            image.layDown(directory);
            assertThrows(DamagedJournalException.class, () -> TestJournal.read(directory));
        });
    }

    private void expectAll(JournalImage image, List<Entry> entries) throws Exception {
        image.layDown(directory);
        TestJournal.ReadBack read = TestJournal.read(directory);
        assertEquals(entries, read.entries());
        assertNull(read.end().torn());
    }
}
