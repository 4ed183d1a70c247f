// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.holdfast.engine.Seed;
import io.holdfast.journal.TestJournal.ReadBack;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal whose last file was being made, and has no record yet, loses nothing and can go on. */
class HalfMadeFileTest {
    private static final int CUTS_PER_APPEND = 60;

    /** In a long run of zeros one byte in so many is tried. */
    private static final int ZEROS_PER_CUT = 16;

    private static final int LONG_RUN = 24;

    /** What becomes of a file that is made up to a byte. */
    private interface Cut {
        byte[] apply(byte[] file, int at);
    }

    @TempDir
    private Path directory;

    @Test
    void shouldGoOnWhenLastFileEndsAtAnyByte() {
        atEachByte(2, Arrays::copyOf);
    }

    @Test
    void shouldGoOnWhenLastFileIsZeroFromAnyByteOn() {
        atEachByte(2, HalfMadeFileTest::zeroFrom);
    }

    @Test
    void shouldGoOnWhenOnlyFileEndsAtAnyByte() {
        atEachByte(0, Arrays::copyOf);
    }

    @Test
    void shouldGoOnWhenOnlyFileIsZeroFromAnyByteOn() {
        atEachByte(0, HalfMadeFileTest::zeroFrom);
    }

    private void atEachByte(int filesBefore, Cut cut) {
        Seed.run(random -> {
            for (int i = 0; i < filesBefore; i++) {
                TestJournal.write(directory, Entry.batches(random, 1 + 3L * i, 2, 1));
            }
            List<Entry> before =
                    filesBefore == 0 ? List.of() : TestJournal.read(directory).entries();
            TestJournal.write(directory, Entry.batches(random, before.size() + 1, 1));
            JournalImage whole = JournalImage.of(directory);
            int firstDocument = whole.documents(whole.lastName()).get(0);
            for (int at = 0; at <= firstDocument; at++) {
                if (isInLongRunOfZeros(whole.lastFile(), at) && random.nextInt(ZEROS_PER_CUT) != 0) {
                    continue;
                }
                JournalImage image = whole.copy();
                image.put(image.lastName(), cut.apply(image.lastFile(), at)).layDown(directory);
                expectNothingLost(before, at, random);
            }
        });
    }

    private void expectNothingLost(List<Entry> before, int at, Random random) throws Exception {
        ReadBack read = TestJournal.read(directory);
        assertEquals(before, read.entries(), () -> "made up to byte " + at);
        if (read.end().torn() != null) {
            read.end().torn().cutOff();
            assertEquals(before, TestJournal.read(directory).entries());
            assertNull(TestJournal.read(directory).end().torn());
        }
        if (random.nextInt(CUTS_PER_APPEND) == 0 || at == 0) {
            TestJournal.expectAppendable(directory, before, random);
        }
    }

    private static boolean isInLongRunOfZeros(byte[] file, int at) {
        return at >= LONG_RUN && Arrays.equals(file, at - LONG_RUN, at, new byte[LONG_RUN], 0, LONG_RUN);
    }

    private static byte[] zeroFrom(byte[] file, int at) {
        Arrays.fill(file, at, file.length, (byte) 0);
        return file;
    }
}
