// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.holdfast.engine.Seed;
import io.holdfast.journal.TestJournal.ReadBack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A journal that ends at any byte of its last documents: the whole records before the cut are kept, the rest is cut off,
 * and what is appended then reads back.
 */
class TornEndTest {
    private static final int HEADER_LENGTH = CycleFile.HEADER_LENGTH;

    /** Appending opens Chronicle anew, so it is tried behind one in so many cuts. */
    private static final int CUTS_PER_APPEND = 40;

    /** What becomes of a file that is cut at a byte of a document. */
    private interface Cut {
        byte[] apply(byte[] file, int document, int at);
    }

    @TempDir
    private Path directory;

    private List<Entry> written;
    private int writtenBefore;
    /** Where the records of the last file end. */
    private List<Integer> ends;

    private JournalImage image;

    @Test
    void shouldCutOffFileThatEndsAtAnyByte() {
        atEachByte((file, document, at) -> Arrays.copyOf(file, at));
    }

    @Test
    void shouldCutOffFileThatIsZeroFromAnyByteOn() {
        atEachByte((file, document, at) -> zero(file, at, file.length));
    }

    /** What kill -9 leaves: the header is the last that is written of a document. */
    @Test
    void shouldCutOffDocumentWithoutHeader() {
        atEachByte((file, document, at) -> zero(zero(file, at, file.length), document, document + HEADER_LENGTH));
    }

    @Test
    void shouldCutOffDocumentWithoutHeaderInFileThatEndsAtAnyByte() {
        atEachByte((file, document, at) -> Arrays.copyOf(zero(file, document, document + HEADER_LENGTH), at));
    }

    @Test
    void shouldCutOffAgainAfterBeingKilledInBetween() {
        Seed.run(random -> {
            prepare(random);
            int document = image.documents(image.lastName()).get(1);
            int kept = document + HEADER_LENGTH + written.get(writtenBefore + 1).length();
            // Truncated behind what is kept, and the header is not yet as it will be.
            image.put(
                    image.lastName(), Arrays.copyOf(zero(image.lastFile(), document, document + HEADER_LENGTH), kept));
            expectTorn(writtenBefore + 2, "killed while cutting off");
        });
    }

    private void atEachByte(Cut cut) {
        Seed.run(random -> {
            prepare(random);
            List<Integer> documents = image.documents(image.lastName());
            for (int d = 1; d < documents.size() - 1; d++) {
                for (int at = documents.get(d) + 1; at <= documents.get(d + 1); at++) {
                    JournalImage whole = image;
                    image = whole.copy();
                    image.put(image.lastName(), cut.apply(image.lastFile(), documents.get(d), at));
                    expectCut(whole, documents.get(d), documents.get(d + 1), at, random);
                    image = whole;
                }
            }
        });
    }

    private void prepare(Random random) throws IOException {
        List<List<Entry>> before = Entry.batches(random, 1, 2, 1);
        writtenBefore = TestJournal.flat(before).size();
        List<List<Entry>> last = Entry.batches(random, writtenBefore + 1, "64 48+56 40");
        TestJournal.write(directory, before);
        TestJournal.write(directory, last);
        written = new ArrayList<>(TestJournal.flat(before));
        written.addAll(TestJournal.flat(last));
        image = JournalImage.of(directory);
        ends = new ArrayList<>();
        for (int d = 0; d < last.size(); d++) {
            int end = image.documents(image.lastName()).get(d) + HEADER_LENGTH;
            for (Entry entry : last.get(d)) {
                end += entry.length();
                ends.add(end);
            }
        }
    }

    private void expectCut(JournalImage whole, int document, int end, int at, Random random) throws IOException {
        String where = "cut at byte " + (at - document) + " of a document of " + (end - document);
        byte[] cut = image.lastFile();
        boolean isWhole = at == end
                && Arrays.equals(
                        whole.lastFile(), document, document + HEADER_LENGTH, cut, document, document + HEADER_LENGTH);
        boolean isEmpty = IntStream.range(document, cut.length).allMatch(i -> cut[i] == 0);
        if (isWhole || isEmpty) {
            image.layDown(directory);
            expect(wholeRecords(at), where);
        } else {
            expectTorn(wholeRecords(at), where);
        }
        if (random.nextInt(CUTS_PER_APPEND) == 0) {
            TestJournal.expectAppendable(directory, written.subList(0, wholeRecords(at)), random);
        }
    }

    private void expectTorn(int records, String where) throws IOException {
        image.layDown(directory);
        ReadBack read = TestJournal.read(directory);
        assertEquals(written.subList(0, records), read.entries(), where);
        if (read.end().torn() == null) {
            throw new AssertionError(where + ": not reported");
        }
        read.end().torn().cutOff();
        expect(records, where);
    }

    private void expect(int records, String where) throws IOException {
        ReadBack read = TestJournal.read(directory);
        assertEquals(written.subList(0, records), read.entries(), where);
        assertEquals(records, read.end().records(), where);
        assertNull(read.end().torn(), where);
    }

    /** How many records end at or before a byte of the last file. */
    private int wholeRecords(int at) {
        int records = writtenBefore;
        while (records < written.size() && ends.get(records - writtenBefore) <= at) {
            records++;
        }
        return records;
    }

    private static byte[] zero(byte[] file, int from, int to) {
        Arrays.fill(file, from, to, (byte) 0);
        return file;
    }
}
