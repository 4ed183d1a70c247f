// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Seed;
import io.holdfast.journal.TestJournal.ReadBack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What has been written comes back, whatever the lengths of records, batches and files. */
class RoundTripTest {
    private static final int MAX_BODY = 64 * 1024;

    @TempDir
    private Path directory;

    private final List<Entry> written = new ArrayList<>();

    @Test
    void shouldReadNothingFromEmptyJournal() throws IOException {
        DataDirectory.own(directory).close();

        assertEquals(new ReadBack(List.of(), new JournalEnd(0, 0, 0, null)), TestJournal.read(directory));
    }

    @Test
    void shouldReadNothingFromJournalThatWasOnlyOpened() throws IOException {
        TestJournal.write(directory, List.of());

        expectAll();
    }

    @Test
    void shouldReadRecordsOfAllLengthsInBatchesOfAllLengths() {
        Seed.run(random -> {
            for (int open = 0; open < 3; open++) {
                write(batches(random));
            }
            expectAll();
            assertEquals(3, fileNames().size());
        });
    }

    @Test
    void shouldReadLongestRecordsInBatchLongerThanDocument() {
        Seed.run(random -> {
            List<Entry> batch = new ArrayList<>();
            for (int i = 1; i <= 20; i++) {
                batch.add(Entry.random(random, i, MAX_BODY, MAX_BODY));
            }
            write(List.of(batch));
            expectAll();
        });
    }

    @Test
    void shouldRefuseRecordThatCouldNotBeReadBack() {
        Seed.run(random -> {
            Entry tooLong = Entry.random(random, 2, RecordDescriptor.MAX_LENGTH, 0);
            write(Entry.batches(random, 1, 1));
            assertThrows(IllegalArgumentException.class, () -> TestJournal.write(directory, List.of(List.of(tooLong))));
            expectAll();
        });
    }

    @Test
    void shouldBeginNewFileInNewHourOfSequencedTime() {
        Seed.run(random -> {
            List<List<Entry>> batches = new ArrayList<>();
            long timestampNs = TimeUnit.MILLISECONDS.toNanos(Entry.START_MS);
            for (long sequence = 1; sequence <= 7; sequence++) {
                batches.add(List.of(Entry.random(random, sequence, 20, 10).at(timestampNs)));
                timestampNs += TimeUnit.MINUTES.toNanos(20);
            }
            write(batches);
            expectAll();
            assertEquals(List.of("20260131-2315.cq4", "20260201-0015.cq4", "20260201-0115.cq4"), fileNames());
        });
    }

    @Test
    void shouldReadManyFilesOfOneMinute() {
        Seed.run(random -> {
            for (int open = 0; open < 4; open++) {
                write(Entry.batches(random, written.size() + 1, 1, 2));
            }
            expectAll();
            assertEquals(
                    List.of("20260131-2315.cq4", "20260131-2316.cq4", "20260131-2317.cq4", "20260131-2318.cq4"),
                    fileNames());
        });
    }

    /** Lengths are drawn so that each power of two is as likely as the next. */
    private List<List<Entry>> batches(Random random) {
        List<List<Entry>> batches = new ArrayList<>();
        long sequence = written.size();
        for (int b = 0; b < 30; b++) {
            List<Entry> batch = new ArrayList<>();
            int length = logUniform(random, 64);
            for (int i = 0; i < length; i++) {
                batch.add(Entry.random(random, ++sequence, logUniform(random, MAX_BODY), logUniform(random, 2048)));
            }
            batches.add(batch);
        }
        return batches;
    }

    private static int logUniform(Random random, int bound) {
        return (int) Math.pow(bound, random.nextDouble());
    }

    private void write(List<List<Entry>> batches) throws IOException {
        TestJournal.write(directory, batches);
        written.addAll(TestJournal.flat(batches));
    }

    private List<String> fileNames() throws IOException {
        return JournalFiles.list(directory.resolve("journal")).stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }

    private void expectAll() throws IOException {
        ReadBack read = TestJournal.read(directory);
        assertTrue(written.equals(read.entries()), "other records came back than were written");
        assertNull(read.end().torn());
        assertEquals(written.size(), read.end().records());
        assertEquals(written.size(), read.end().lastSequence());
        long lastTimestampNs =
                written.isEmpty() ? 0 : written.get(written.size() - 1).timestampNs();
        assertEquals(lastTimestampNs, read.end().lastTimestampNs());
    }
}
