// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is allocated per record or batch after warm-up, as long as Chronicle does not map another block. */
class AppenderAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Of 100 bytes and a few, in batches of 1 to 3: all trials together stay within a block of 64 MiB. */
    private static final int RECORDS = 20_000;

    private static final int MAX_TRIALS = 1_000;

    @TempDir
    private Path directory;

    private final UnsafeBuffer bytes = new UnsafeBuffer(new byte[128]);
    private long sequence;

    /** The compiler takes its time to remove what it finds needless, so there are several trials; one must be at zero. */
    @Test
    void shouldAllocateNothing() throws IOException {
        try (DataDirectory owned = DataDirectory.own(directory);
                JournalAppender journal = JournalAppender.open(owned, Durability.WRITTEN, Entry.START_MS)) {
            long allocated = Long.MAX_VALUE;
            for (int trial = 0; trial < MAX_TRIALS && allocated > 0; trial++) {
                long before = THREADS.getCurrentThreadAllocatedBytes();
                append(journal);
                allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            }
            assertEquals(0, allocated);
        }
    }

    private void append(JournalAppender journal) {
        long timestampNs = TimeUnit.MILLISECONDS.toNanos(Entry.START_MS);
        for (int i = 0; i < RECORDS; i++) {
            journal.append(++sequence, timestampNs, bytes, 0, 60, bytes, 60, 40);
            if (sequence % 4 != 0) {
                journal.commit();
            }
        }
    }
}
