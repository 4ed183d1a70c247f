// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Seed;
import io.holdfast.journal.TestJournal.ReadBack;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each bit of a journal flipped, one at a time. Either the journal is refused and the place named, or every record still
 * comes back as it was written, if need be after a torn end with no record in it was cut off. None ever disappears.
 */
class FlippedBitTest {
    /** Of a long run of zeros one byte in so many is tried. */
    private static final int ZEROS_PER_TRIAL = 8;

    private static final int LONG_RUN = 24;

    /** To go on opens Chronicle anew, so that is tried behind one harmless flip in so many. */
    private static final int FLIPS_PER_GOING_ON = Integer.getInteger("holdfast.flips.per.going.on", 200);

    /** How far from the bit the place may be that is named; but a document's length may lead anywhere in the file. */
    private static final int NEAR = 600;

    private static final Pattern MESSAGE = Pattern.compile("(.*), byte (\\d+): .+");

    @TempDir
    private Path directory;

    private final List<Entry> written = new ArrayList<>();
    private JournalImage image;

    @Test
    void shouldNoticeBitsInTheMiddle() {
        Seed.run(random -> {
            prepare(random, "72 80", "64 72+48+80 96 64", "72");
            flipEachBit(image.names().get(1), random);
        });
    }

    @Test
    void shouldNoticeBitsInLastFile() {
        Seed.run(random -> {
            prepare(random, "72 80", "56 72+48+80 96");
            flipEachBit(image.lastName(), random);
        });
    }

    @Test
    void shouldNoticeBitsInFileThatChronicleHasEnded() {
        Seed.run(random -> {
            List<List<Entry>> batches = Entry.batches(random, 1, "72 80+56 64");
            Entry nextHour = batches.get(2).get(0).at(batches.get(0).get(0).timestampNs() + 3_600_000_000_000L);
            write(List.of(batches.get(0), batches.get(1), List.of(nextHour)));
            assertEquals(2, image.names().size());
            flipEachBit(image.names().get(0), random);
        });
    }

    /** The index before the record has a length that one bit makes reach over it. */
    @Test
    void shouldNoticeBitsInLastFileOfOneRecord() {
        Seed.run(random -> {
            prepare(random, "72 80", "64");
            flipEachBit(image.lastName(), random);
        });
    }

    /** One bit makes the last document end where its first record does. */
    @Test
    void shouldNoticeBitsWhereLengthsArePowersOfTwo() {
        Seed.run(random -> {
            prepare(random, "72 80", "64 128+64");
            flipEachBit(image.lastName(), random);
        });
    }

    private void prepare(Random random, String... files) throws IOException {
        for (String file : files) {
            write(Entry.batches(random, written.size() + 1, file));
        }
    }

    private void write(List<List<Entry>> batches) throws IOException {
        TestJournal.write(directory, batches);
        written.addAll(TestJournal.flat(batches));
        image = JournalImage.of(directory);
    }

    private void flipEachBit(String name, Random random) throws IOException {
        image.layDown(directory);
        byte[] bytes = image.file(name);
        int zeros = 0;
        for (int at = 0; at < bytes.length; at++) {
            zeros = bytes[at] == 0 ? zeros + 1 : 0;
            if (zeros < LONG_RUN || random.nextInt(ZEROS_PER_TRIAL) == 0) {
                for (int bit = 0; bit < Byte.SIZE; bit++) {
                    flip(name, at, bit, random);
                }
            }
        }
    }

    private void flip(String name, int at, int bit, Random random) throws IOException {
        Path file = JournalImage.path(directory, name);
        write(file, at, image.file(name)[at] ^ (1 << bit));
        String where = "bit " + bit + " of byte " + at + " flipped in " + file;
        try {
            ReadBack read = TestJournal.read(directory);
            assertEquals(written, read.entries(), where);
            boolean isBehindEnd = at >= image.used(name);
            if ((read.end().torn() != null && !isBehindEnd) || random.nextInt(FLIPS_PER_GOING_ON) == 0) {
                goOn(read, where, random);
                image.layDown(directory);
            }
        } catch (DamagedJournalException e) {
            Matcher message = MESSAGE.matcher(e.getMessage());
            assertTrue(message.matches(), e::getMessage);
            assertEquals(file.toString(), message.group(1), where);
            boolean isNear = Math.abs(at - Long.parseLong(message.group(2))) < NEAR;
            assertTrue(isNear || isInHeader(name, at), () -> where + ": " + e.getMessage());
        }
        write(file, at, image.file(name)[at]);
    }

    private boolean isInHeader(String name, int at) {
        return image.headers(name).contains(at - at % CycleFile.HEADER_LENGTH);
    }

    /** What a start does. */
    private void goOn(ReadBack read, String where, Random random) throws IOException {
        if (read.end().torn() != null) {
            read.end().torn().cutOff();
            ReadBack again = TestJournal.read(directory);
            assertEquals(written, again.entries(), where);
            assertNull(again.end().torn(), where);
        }
        TestJournal.expectAppendable(directory, written, random);
    }

    private static void write(Path file, int at, int value) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {(byte) value}), at);
        }
    }
}
