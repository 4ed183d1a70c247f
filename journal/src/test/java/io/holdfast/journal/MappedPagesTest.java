// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in this process's page tables is told by Linux in {@code /proc/self/smaps}. */
class MappedPagesTest {
    private static final int RECORDS = 40_000;
    private static final int RECORD_BYTES = 512;

    @TempDir
    private Path directory;

    @Test
    void whatIsWrittenIsNotMappedForLong() throws IOException {
        long timestampNs = TimeUnit.MILLISECONDS.toNanos(Entry.START_MS);
        UnsafeBuffer bytes = new UnsafeBuffer(new byte[RECORD_BYTES]);
        try (DataDirectory owned = DataDirectory.own(directory);
                JournalAppender journal = JournalAppender.open(owned, Durability.WRITTEN, Entry.START_MS)) {
            long before = 0;
            for (int sequence = 1; sequence <= RECORDS; sequence++) {
                journal.append(sequence, timestampNs, bytes, 0, RECORD_BYTES / 2, bytes, 0, RECORD_BYTES / 2);
                if (sequence % 100 == 0) {
                    journal.commit();
                }
                if (sequence == 100) {
                    before = mappedKib();
                }
            }
            long more = mappedKib() - before;
            assertTrue(
                    before > 0 && more < 1_024, "KiB mapped: " + before + " at first, and after 20 MiB more: " + more);
        }
    }

    /** The resident part of all mappings of the journal's files. */
    private long mappedKib() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc/self/smaps"));
        long kib = 0;
        boolean isJournal = false;
        for (String line : lines) {
            if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
                isJournal = line.contains(directory.toString());
            } else if (isJournal && line.startsWith("Rss:")) {
                kib += Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        return kib;
    }
}
