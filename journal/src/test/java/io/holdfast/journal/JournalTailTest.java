// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Seed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is appended to a journal is read once, in order, when it is whole. */
@Timeout(120)
class JournalTailTest {
    private static final int STARTS = 3;

    @TempDir
    private Path directory;

    private JournalSource live() {
        return new JournalSource(directory.resolve("journal"), true);
    }

    private JournalSource atRest() {
        return new JournalSource(directory.resolve("journal"), false);
    }

    private static List<Entry> poll(JournalTail tail) throws IOException {
        List<Entry> entries = new ArrayList<>();
        long count = tail.poll((sequence, timestampNs, buffer, commandOffset, commandLength, outcomeOffset, length) ->
                entries.add(Entry.copyOf(
                        sequence, timestampNs, buffer, commandOffset, commandLength, outcomeOffset, length)));
        assertEquals(entries.size(), count);
        return entries;
    }

    /** A batch in the hour that comes after so many others. */
    private static List<Entry> batch(Random random, long firstSequence, int length, long hour) {
        return Entry.batches(random, firstSequence, length).get(0).stream()
                .map(entry -> entry.at(entry.timestampNs() + TimeUnit.HOURS.toNanos(hour)))
                .toList();
    }

    private static void append(JournalAppender journal, List<Entry> batch) {
        batch.forEach(entry -> entry.appendTo(journal));
        journal.commit();
    }

    @Test
    void shouldReadEachBatchOnceThroughRollsAndStarts() {
        Seed.run(random -> {
            DataDirectory.own(directory).close();
            try (JournalTail tail = JournalTail.open(live())) {
                assertEquals(List.of(), poll(tail));
                long hour = 0;
                for (int start = 0; start < STARTS; start++) {
                    try (DataDirectory owned = DataDirectory.own(directory);
                            JournalAppender journal = JournalAppender.open(owned, Durability.WRITTEN, Entry.START_MS)) {
                        assertEquals(List.of(), poll(tail));
                        for (int i = 0; i < 20; i++) {
                            hour += random.nextInt(4) == 0 ? 1 : 0;
                            List<Entry> batch = batch(random, tail.lastSequence() + 1, 1 + random.nextInt(5), hour);
                            append(journal, batch);
                            assertEquals(batch, poll(tail));
                            assertEquals(List.of(), poll(tail));
                        }
                    }
                }
            }
        });
    }

    @Test
    void shouldBeginBehindAnySequence() {
        Seed.run(random -> {
            List<Entry> all = new ArrayList<>();
            for (int start = 0; start < STARTS; start++) {
                try (DataDirectory owned = DataDirectory.own(directory);
                        JournalAppender journal = JournalAppender.open(owned, Durability.WRITTEN, Entry.START_MS)) {
                    for (int i = 0; i < 4; i++) {
                        List<Entry> batch = batch(random, all.size() + 1, 1 + random.nextInt(3), start * 4 + i / 2);
                        append(journal, batch);
                        all.addAll(batch);
                    }
                }
            }
            for (JournalSource journal : List.of(live(), atRest())) {
                for (int behind = 0; behind <= all.size(); behind++) {
                    try (JournalTail tail = JournalTail.open(journal, JournalRange.after(behind))) {
                        assertEquals(all.subList(behind, all.size()), poll(tail));
                        assertEquals(List.of(), poll(tail));
                        assertEquals(all.size(), tail.lastSequence());
                    }
                }
                try (JournalTail tail = JournalTail.open(journal, JournalRange.after(all.size() + 10))) {
                    assertEquals(List.of(), poll(tail));
                    assertEquals(all.size(), tail.lastSequence());
                }
            }
        });
    }

    @Test
    void shouldNotLookAtFilesThatEndBeforeTheRangeNorBehindIt() {
        Seed.run(random -> {
            List<List<Entry>> batches = Entry.batches(random, 1, 3, 3, 3);
            for (List<Entry> batch : batches) {
                TestJournal.write(directory, List.of(batch));
            }
            JournalImage image = JournalImage.of(directory);
            Arrays.fill(image.file(image.names().get(0)), (byte) 1);
            Arrays.fill(image.file(image.names().get(2)), (byte) 1);
            image.layDown(directory);
            for (long behind = 3; behind < 6; behind++) {
                List<Entry> entries = new ArrayList<>();
                JournalTail.read(
                        atRest(),
                        new JournalRange(behind, 5, Long.MAX_VALUE),
                        (sequence, timestampNs, buffer, commandOffset, commandLength, outcomeOffset, length) ->
                                entries.add(Entry.copyOf(
                                        sequence,
                                        timestampNs,
                                        buffer,
                                        commandOffset,
                                        commandLength,
                                        outcomeOffset,
                                        length)));
                assertEquals(TestJournal.flat(batches).subList((int) behind, 5), entries);
            }
            assertThrows(
                    DamagedJournalException.class,
                    () -> JournalTail.read(
                            atRest(),
                            JournalRange.ALL,
                            (sequence, time, buffer, command, length, outcome, outcomeLength) -> {}));
        });
    }

    @Test
    void shouldEndWithARange() {
        Seed.run(random -> {
            List<List<Entry>> batches = Entry.batches(random, 1, 3, 2, 4);
            TestJournal.write(directory, batches);
            List<Entry> all = TestJournal.flat(batches);
            for (int end = 0; end <= all.size(); end++) {
                try (JournalTail tail = JournalTail.open(live(), JournalRange.upTo(end))) {
                    assertEquals(all.subList(0, end), poll(tail));
                    assertEquals(List.of(), poll(tail));
                }
                long timeNs = end == 0 ? 0 : all.get(end - 1).timestampNs();
                try (JournalTail tail = JournalTail.open(atRest(), JournalRange.upToTime(timeNs))) {
                    assertEquals(all.subList(0, end), poll(tail));
                    assertEquals(end, tail.end().lastSequence());
                }
            }
        });
    }

    @Test
    void shouldReadDocumentOnlyWhenItsHeaderIsThere() {
        Seed.run(random -> {
            List<List<Entry>> batches = Entry.batches(random, 1, 2, 3);
            TestJournal.write(directory, batches);
            JournalImage whole = JournalImage.of(directory);
            int last = whole.documents(whole.lastName()).get(1);
            JournalImage image = whole.copy();
            Arrays.fill(image.lastFile(), last, last + Integer.BYTES, (byte) 0);
            image.layDown(directory);
            try (JournalTail tail = JournalTail.open(live())) {
                assertEquals(batches.get(0), poll(tail));
                assertEquals(List.of(), poll(tail));
                Path file = JournalImage.path(directory, whole.lastName());
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.write(ByteBuffer.wrap(whole.lastFile(), last, Integer.BYTES), last);
                }
                assertEquals(batches.get(1), poll(tail));
            }
        });
    }

    /** A start that was killed early leaves a file without a record, and the next one puts another in its place. */
    @Test
    void shouldReadFileThatTakesThePlaceOfAHalfMadeOne() {
        Seed.run(random -> {
            List<List<Entry>> batches = Entry.batches(random, 1, 2, 3);
            TestJournal.write(directory, batches);
            JournalImage whole = JournalImage.of(directory);
            whole.copy().put(whole.lastName(), new byte[0]).layDown(directory);
            try (JournalTail tail = JournalTail.open(live())) {
                assertEquals(List.of(), poll(tail));
                whole.layDown(directory);
                assertEquals(TestJournal.flat(batches), poll(tail));
            }
        });
    }

    @Test
    void shouldFindMissingSequenceWhenItGetsThere() {
        Seed.run(random -> {
            List<List<Entry>> batches = Entry.batches(random, 1, 3, 3);
            TestJournal.write(directory, batches.subList(0, 1));
            try (JournalTail tail = JournalTail.open(live())) {
                assertEquals(batches.get(0), poll(tail));
                TestJournal.write(directory, List.of(batches.get(1).subList(1, 3)));
                String message = assertThrows(DamagedJournalException.class, () -> poll(tail))
                        .getMessage();
                assertTrue(message.contains("record 5 follows record 3"), message);
            }
        });
    }

    @Test
    void shouldFindDocumentBehindAMissingOne() {
        Seed.run(random -> {
            TestJournal.write(directory, Entry.batches(random, 1, 1, 2, 3));
            JournalImage whole = JournalImage.of(directory);
            List<Integer> documents = whole.documents(whole.lastName());
            JournalImage image = whole.copy();
            Arrays.fill(image.lastFile(), documents.get(1), documents.get(3), (byte) 0);
            image.layDown(directory);
            try (JournalTail tail = JournalTail.open(live())) {
                assertEquals(1, poll(tail).size());
                assertEquals(List.of(), poll(tail));
                Path file = JournalImage.path(directory, whole.lastName());
                int from = documents.get(2);
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.write(ByteBuffer.wrap(whole.lastFile(), from, documents.get(3) - from), from);
                }
                // The third has come and the second has not: that is seen when the next file is begun, at the latest.
                TestJournal.write(directory, Entry.batches(random, 7, 1));
                assertThrows(DamagedJournalException.class, () -> poll(tail));
            }
        });
    }

    @Test
    void shouldFollowAFileThatGrowsWhileAnotherThreadAppends() {
        Seed.run(random -> {
            int records = 800;
            Entry model = Entry.random(random, 1, 100_000, 20_000);
            DataDirectory.own(directory).close();
            AtomicLong committed = new AtomicLong();
            Thread writer = new Thread(() -> write(model, records, committed));
            writer.start();
            long read = 0;
            try (JournalTail tail = JournalTail.open(live())) {
                while (read < records) {
                    long atLeast = committed.get();
                    for (Entry entry : poll(tail)) {
                        assertEquals(++read, entry.sequence());
                        assertEquals(model.command(), entry.command());
                    }
                    assertTrue(read >= atLeast, atLeast + " was committed, read: " + read);
                }
                assertEquals(records, tail.lastSequence());
            }
            writer.join();
            Path file = JournalFiles.list(directory.resolve("journal")).get(0);
            assertTrue(Files.size(file) > 64 * 1024 * 1024, "it should have grown");
        });
    }

    private void write(Entry model, int records, AtomicLong committed) {
        try (DataDirectory owned = DataDirectory.own(directory);
                JournalAppender journal = JournalAppender.open(owned, Durability.WRITTEN, Entry.START_MS)) {
            for (int sequence = 1; sequence <= records; sequence++) {
                new Entry(sequence, model.timestampNs(), model.command(), model.outcome()).appendTo(journal);
                journal.commit();
                committed.set(sequence);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Through rolls, new starts, and kills in the middle of a write. */
    @Test
    void shouldFollowProcessesThatAreKilled() throws Exception {
        DataDirectory.own(directory).close();
        try (JournalTail tail = JournalTail.open(live())) {
            for (int start = 0; start < STARTS; start++) {
                try (ChildJvm child = ChildJvm.start(AppendingChild.class, directory.toString())) {
                    for (int i = 0; i < 12; i++) {
                        long committed = Long.parseLong(child.readLine());
                        while (tail.poll(AppendingChild::expect) > 0) {
                            // As far as it goes.
                        }
                        long read = tail.lastSequence();
                        assertTrue(committed <= read, () -> committed + " was committed, read: " + read);
                        for (int line = 0; line < 2_000; line++) {
                            child.readLine();
                        }
                    }
                    child.kill();
                }
            }
            while (tail.poll(AppendingChild::expect) > 0) {
                // As far as it goes.
            }
            JournalEnd end = JournalReader.read(atRest(), AppendingChild::expect);
            assertTrue(
                    tail.lastSequence() <= end.lastSequence() && tail.lastSequence() > 100_000,
                    "read " + tail.lastSequence() + " of " + end);
            assertEquals(tail.lastSequence(), tail.end().records());
        }
    }
}
