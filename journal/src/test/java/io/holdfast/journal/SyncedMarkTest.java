// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncedMarkTest {
    private static final int SLOT = 4096;
    private static final int MARK_BITS = 24 * Byte.SIZE;

    @TempDir
    private Path directory;

    @Test
    void shouldTellTheLastOfWhatWasSynced() throws Exception {
        assertEquals(SyncedMark.Known.NOTHING, SyncedMark.read(directory.resolve("journal")));
        for (int length = 1; length <= 3; length++) {
            try (SyncedMark mark = SyncedMark.open(directory.resolve("journal"), Durability.SYNCED)) {
                for (long sequence = 1; sequence <= length; sequence++) {
                    mark.advance(10L * length + sequence);
                }
            }
            assertEquals(
                    new SyncedMark.Known(11L * length, Durability.SYNCED, false),
                    SyncedMark.read(directory.resolve("journal")));
        }
    }

    @Test
    void shouldKeepTheSequenceAndNoteTheModeWhenOpenedAgain() throws Exception {
        try (SyncedMark mark = SyncedMark.open(directory.resolve("journal"), Durability.SYNCED)) {
            mark.advance(7);
        }
        SyncedMark.open(directory.resolve("journal"), Durability.WRITTEN).close();
        assertEquals(new SyncedMark.Known(7, Durability.WRITTEN, false), SyncedMark.read(directory.resolve("journal")));
    }

    @Test
    void shouldKnowThatTheMachineWentDown() throws Exception {
        SyncedMark.open(directory.resolve("journal"), Durability.WRITTEN).close();
        PowerLoss.forgetBoot(directory.resolve("synced"));
        assertTrue(SyncedMark.read(directory.resolve("journal")).machineWentDown());
    }

    /** The place that is written while the machine goes down may hold anything; then the other one counts. */
    @Test
    void shouldFallBackToTheOtherPlace() throws Exception {
        try (SyncedMark mark = SyncedMark.open(directory.resolve("journal"), Durability.WRITTEN)) {
            mark.advance(8);
            mark.advance(9);
        }
        Path file = directory.resolve("synced");
        byte[] whole = Files.readAllBytes(file);
        for (int bit = 0; bit < MARK_BITS; bit++) {
            for (int slot = 0; slot < 2; slot++) {
                byte[] flipped = whole.clone();
                flipped[slot * SLOT + bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
                Files.write(file, flipped);
                long other = sequence(whole, 1 - slot);
                assertEquals(
                        other, SyncedMark.read(directory.resolve("journal")).sequence());
            }
        }
    }

    private static long sequence(byte[] file, int slot) {
        return file[slot * SLOT]; // small enough for its first byte
    }

    @Test
    void shouldRefuseWhatIsNoMark() throws Exception {
        Path file = directory.resolve("synced");
        for (int length : List.of(0, 23, SLOT, 2 * SLOT, 3 * SLOT)) {
            Files.write(file, new byte[length]);
            String message = assertThrows(
                            DamagedJournalException.class, () -> SyncedMark.read(directory.resolve("journal")))
                    .getMessage();
            if (length == 2 * SLOT) {
                // Zeros have a checksum of zero only where nothing is checked.
                assertTrue(message.contains("neither of its two marks is whole"), message);
            }
        }
    }

    @Test
    void shouldRefuseJournalThatEndsBeforeIt() {
        Seed.run(random -> {
            TestJournal.write(directory, Entry.batches(random, 1, 2, 1, 1));
            byte[] mark = Files.readAllBytes(directory.resolve("synced"));
            JournalImage image = JournalImage.of(directory);
            String name = image.lastName();
            List<Integer> documents = image.documents(name);
            Arrays.fill(image.lastFile(), documents.get(documents.size() - 2), image.lastFile().length, (byte) 0);
            image.layDown(directory);
            assertEquals(3, TestJournal.read(directory).entries().size(), "without the mark nobody can know");

            Files.write(directory.resolve("synced"), mark);
            expectRefused("ends with record 3, but record 4 is known to have been synced");
            image.remove(name);
            image.layDown(directory);
            Files.write(directory.resolve("synced"), mark);
            expectRefused("ends with record 0, but record 4 is known to have been synced");
        });
    }

    private void expectRefused(String what) throws IOException {
        String message = assertThrows(DamagedJournalException.class, () -> TestJournal.read(directory))
                .getMessage();
        assertTrue(message.contains(what), message);
    }
}
