// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Seed;
import io.holdfast.journal.TestJournal.ReadBack;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that somebody is writing is read as far as it goes for now, and nothing is taken for its end that is not. */
class LiveJournalTest {
    private static final int NOT_COMPLETE = 0x8000_0000;
    private static final int STARTS = 3;
    private static final int READS_PER_START = 12;

    @TempDir
    private Path directory;

    @Test
    void shouldKnowWhetherDirectoryIsOwned() throws Exception {
        try (DataDirectory owned = DataDirectory.own(directory)) {
            assertTrue(DataDirectory.journalSource(owned.path()).isLive());
        }
        assertFalse(DataDirectory.journalSource(directory).isLive());
        try (ChildJvm child = ChildJvm.start(OwningChild.class, directory.toString())) {
            child.readLine();
            assertTrue(DataDirectory.journalSource(directory).isLive());
            child.kill();
        }
    }

    @Test
    void shouldRefuseWhatIsNoDataDirectory() {
        assertThrows(DataDirectoryException.class, () -> DataDirectory.journalSource(directory));
    }

    /** Through rolls, new starts, and kills in the middle of a write. */
    @Test
    void shouldReadAtLeastWhatWasCommittedWhileAnotherProcessAppends() throws Exception {
        DataDirectory.own(directory).close();
        long lastSequence = 0;
        for (int start = 0; start < STARTS; start++) {
            try (ChildJvm child = ChildJvm.start(AppendingChild.class, directory.toString())) {
                // Before, while and after it begins its first file.
                for (int i = 0; i < READS_PER_START; i++) {
                    lastSequence = read(lastSequence);
                }
                for (int i = 0; i < READS_PER_START; i++) {
                    lastSequence = read(Math.max(lastSequence, Long.parseLong(child.readLine())));
                    // It goes on only as far as its output is taken.
                    for (int line = 0; line < 2_000; line++) {
                        child.readLine();
                    }
                }
                child.kill();
            }
        }
        assertTrue(lastSequence > 100_000, "it should have come to a second file, not only to " + lastSequence);
    }

    private long read(long committed) throws Exception {
        JournalSource source = new JournalSource(directory.resolve("journal"), true);
        JournalEnd end = JournalReader.read(source, AppendingChild::expect);
        assertTrue(committed <= end.lastSequence(), () -> committed + " was committed, but this was read: " + end);
        assertEquals(end.lastSequence(), end.records());
        assertNull(end.torn());
        return end.lastSequence();
    }

    @Test
    void shouldEndBeforeDocumentThatIsBeingWritten() {
        Seed.run(random -> {
            List<List<Entry>> batches = Entry.batches(random, 1, 2, 1, 3);
            TestJournal.write(directory, batches);
            JournalImage whole = JournalImage.of(directory);
            List<Integer> documents = whole.documents(whole.lastName());
            int last = documents.get(2);
            List<Entry> before = TestJournal.flat(batches.subList(0, 2));
            int headersLength = Integer.BYTES;
            for (int written = 0; written <= whole.used(whole.lastName()) - last - headersLength; written++) {
                JournalImage image = whole.copy();
                byte[] file = image.lastFile();
                Arrays.fill(file, last, last + headersLength, (byte) 0);
                Arrays.fill(file, last + headersLength + written, file.length, (byte) 0);
                image.layDown(directory);
                assertEquals(before, readLive().entries(), "with " + written + " bytes");
            }
        });
    }

    @Test
    void shouldFindMissingDocumentBeforeTheEnd() {
        Seed.run(random -> {
            TestJournal.write(directory, Entry.batches(random, 1, 2, 1, 3));
            JournalImage whole = JournalImage.of(directory);
            List<Integer> documents = whole.documents(whole.lastName());
            for (int i = 0; i < 2; i++) {
                int from = documents.get(i);
                for (int to = from + Integer.BYTES; to <= documents.get(i + 1); to++) {
                    JournalImage image = whole.copy();
                    Arrays.fill(image.lastFile(), from, to, (byte) 0);
                    image.layDown(directory);
                    String message = assertThrows(DamagedJournalException.class, this::readLive)
                            .getMessage();
                    assertTrue(message.contains("byte " + from), message);
                }
            }
        });
    }

    @Test
    void shouldFindWhatIsFarBehindTheEnd() {
        Seed.run(random -> {
            TestJournal.write(directory, Entry.batches(random, 1, 2));
            JournalImage whole = JournalImage.of(directory);
            int end = whole.used(whole.lastName());
            byte[] file = Arrays.copyOf(whole.lastFile(), end + 2 * RecordBatch.MAX_LENGTH);
            file[end + RecordBatch.MAX_LENGTH + Integer.BYTES] = 1;
            whole.put(whole.lastName(), file).layDown(directory);
            assertThrows(DamagedJournalException.class, this::readLive);
        });
    }

    @Test
    void shouldFindFlippedBitBeforeTheEnd() {
        Seed.run(random -> {
            TestJournal.write(directory, Entry.batches(random, 1, 2, 1, 3));
            JournalImage whole = JournalImage.of(directory);
            List<Integer> documents = whole.documents(whole.lastName());
            for (int at = documents.get(0); at < documents.get(2); at++) {
                JournalImage image = whole.copy();
                image.lastFile()[at] ^= (byte) (1 << random.nextInt(8));
                image.layDown(directory);
                assertThrows(DamagedJournalException.class, this::readLive, "flipped in byte " + at);
            }
        });
    }

    @Test
    void shouldTakeHalfWrittenEndOfFileMarkForTheEnd() throws Exception {
        Seed.run(random -> {
            List<List<Entry>> batches = Entry.batches(random, 1, 2, 1);
            TestJournal.write(directory, batches);
            JournalImage whole = JournalImage.of(directory);
            int end = whole.used(whole.lastName());
            byte[] text = {(byte) 0xC3, 'E', 'O', 'F'};
            for (int written = 0; written <= text.length; written++) {
                JournalImage image = whole.copy();
                ByteBuffer file = ByteBuffer.wrap(image.lastFile()).order(ByteOrder.LITTLE_ENDIAN);
                file.putInt(end, 0xC000_0000).put(end + Integer.BYTES, text, 0, written);
                image.layDown(directory);
                assertEquals(TestJournal.flat(batches), readLive().entries());
            }
        });
    }

    @Test
    void shouldReadNothingFromFileThatIsBeingMade() {
        Seed.run(random -> {
            TestJournal.write(directory, Entry.batches(random, 1, 1));
            JournalImage whole = JournalImage.of(directory);
            int firstDocument = whole.documents(whole.lastName()).get(0);
            for (int made : whole.headers(whole.lastName())) {
                if (made > firstDocument) {
                    break;
                }
                JournalImage image = whole.copy();
                Arrays.fill(image.lastFile(), made, image.lastFile().length, (byte) 0);
                image.layDown(directory);
                assertEquals(List.of(), readLive().entries(), "made up to byte " + made);
            }
            // Its first header says at first that it is not complete.
            for (int made = 0; made <= whole.headers(whole.lastName()).get(1) - Integer.BYTES; made++) {
                JournalImage image = whole.copy();
                ByteBuffer file = ByteBuffer.wrap(image.lastFile()).order(ByteOrder.LITTLE_ENDIAN);
                file.putInt(0, file.getInt(0) | NOT_COMPLETE);
                Arrays.fill(image.lastFile(), Integer.BYTES + made, image.lastFile().length, (byte) 0);
                image.layDown(directory);
                assertEquals(List.of(), readLive().entries(), "made up to byte " + made);
            }
            whole.copy().put(whole.lastName(), new byte[0]).layDown(directory);
            assertEquals(List.of(), readLive().entries());
        });
    }

    private ReadBack readLive() throws Exception {
        return TestJournal.read(new JournalSource(directory.resolve("journal"), true));
    }
}
