// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Commands;
import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.journal.DamagedJournalException;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.snapshot.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agrona.IoUtil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two data directories of the same length and the same times, of two shops with other SKUs and orders. Each file of them is whole, and fits
 * where the other's lay; but a start refuses the mixture. So it does where a file is missing that it needs.
 */
class SwappedFilesTest {
    private static final long START_NS = 1_769_901_300_000_000_000L;
    private static final int STARTS = 3;
    /** The last record of each start; the settings come first. */
    private static final long[] LAST_SEQUENCES = {3, 5, 7};

    @TempDir
    private static Path whole;

    private static long digest;

    @TempDir
    private Path directory;

    private Path ours;
    private Path other;

    @BeforeAll
    static void openShops() throws Exception {
        openShop(whole.resolve("other"), 2);
        digest = openShop(whole.resolve("ours"), 1);
    }

    @BeforeEach
    void copy() throws IOException {
        ours = directory.resolve("ours");
        other = directory.resolve("other");
        for (Path file : PackedDirectory.files(whole)) {
            Path copy = directory.resolve(whole.relativize(file));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }

    private static long openShop(Path path, long skuId) throws Exception {
        long digest = 0;
        for (int start = 0; start < STARTS; start++) {
            try (RecoveredEngine engine = start(path)) {
                Commands commands = engine.commands().firstSentNs(START_NS);
                if (start == 0) {
                    engine.ask(commands.defineSku(skuId, 100L, 0, "A"));
                    engine.ask(commands.adjustStock(1, skuId, 0, 100, AdjustmentReason.RECEIPT));
                }
                for (long orderId = 10 * skuId; start > 0 && orderId < 10 * skuId + 2; orderId++) {
                    engine.ask(
                            start == 1
                                    ? commands.submitOrder(orderId, 7, Line.of(1, skuId, 100))
                                    : commands.confirmOrder(orderId, 100));
                }
                engine.snapshot();
                assertEquals(LAST_SEQUENCES[start], engine.engine().lastSequence());
                digest = engine.engine().digest();
            }
        }
        return digest;
    }

    private static RecoveredEngine start(Path path) throws IOException {
        return new RecoveredEngine(path, () -> START_NS);
    }

    /** The newest first. */
    private static List<Path> snapshots(Path path) throws IOException {
        return Snapshots.of(path).files();
    }

    private void deleteSnapshots() {
        IoUtil.delete(ours.resolve("snapshots").toFile(), false);
        IoUtil.delete(other.resolve("snapshots").toFile(), false);
    }

    private void swap(Path file) throws IOException {
        Path there = other.resolve(ours.relativize(file));
        Path aside = directory.resolve("aside");
        Files.move(there, aside);
        Files.move(file, there);
        Files.move(aside, file);
    }

    @Test
    void shouldRefuseJournalFilesOfAnotherDirectory() throws IOException {
        deleteSnapshots();
        List<Path> files = RecoveredEngine.journalFiles(ours);
        assertEquals(STARTS, files.size());
        // What comes first of what depends on what is not there.
        long[] diverging = {LAST_SEQUENCES[0] + 1, LAST_SEQUENCES[0] + 1, LAST_SEQUENCES[1] + 1};
        for (int i = 0; i < STARTS; i++) {
            swap(files.get(i));
            for (Path path : List.of(ours, other)) {
                String message =
                        assertThrows(DivergedException.class, () -> start(path)).getMessage();
                assertTrue(message.startsWith("sequence " + diverging[i] + ": "), message);
            }
            swap(files.get(i));
        }
        expectSameState();
    }

    /** The one that has the snapshot's record, and the one behind it. */
    @Test
    void shouldRefuseJournalFilesOfAnotherDirectoryWhereTheSnapshotsAreOurs() throws IOException {
        List<Path> files = RecoveredEngine.journalFiles(ours);
        swap(files.get(2));
        expectRefused(snapshots(ours).get(0), "it belongs to another journal");
        expectRefused(snapshots(other).get(0), "it belongs to another journal");
        Files.delete(snapshots(ours).get(0));
        assertThrows(DivergedException.class, () -> start(ours));
        swap(files.get(1));
        expectRefused(snapshots(ours).get(0), "it belongs to another journal");
    }

    /** The start has no need of it; what reads everything notices. */
    @Test
    void shouldFindOlderJournalFilesOfAnotherDirectory() throws IOException {
        swap(RecoveredEngine.journalFiles(ours).get(1));
        expectSameState();
        Path journal = DataDirectory.journalToRead(ours);
        assertThrows(DivergedException.class, () -> Replay.of(journal));
    }

    @Test
    void shouldRefuseSnapshotsOfAnotherDirectory() throws IOException {
        for (Path file : snapshots(ours)) {
            swap(file);
            expectRefused(file, "it belongs to another journal");
            expectRefused(other.resolve(ours.relativize(file)), "it belongs to another journal");
            // The next older one would be the newest.
            Files.delete(file);
            Files.delete(other.resolve(ours.relativize(file)));
        }
        expectSameState();
    }

    @Test
    void shouldRefuseWhereFileIsMissingThatIsNeeded() throws IOException {
        List<Path> files = RecoveredEngine.journalFiles(ours);
        Path aside = directory.resolve("aside");

        Files.move(files.get(1), aside);
        expectSameState();
        Path journal = DataDirectory.journalToRead(ours);
        String message = assertThrows(DamagedJournalException.class, () -> Replay.of(journal))
                .getMessage();
        assertTrue(message.startsWith(files.get(2) + ", byte "), message);
        while (!snapshots(ours).isEmpty()) {
            Files.delete(snapshots(ours).get(0));
            expectRefused(files.get(2), "record 6 follows record 3");
        }
        Files.move(aside, files.get(1));
        expectSameState();

        Files.delete(files.get(2));
        expectRefused(files.get(1), "ends with record 5, but record 7 is known to have been synced");
    }

    private void expectRefused(Path named, String what) {
        Path path = directory.resolve(directory.relativize(named).getName(0));
        String message =
                assertThrows(DamagedJournalException.class, () -> start(path)).getMessage();
        assertTrue(message.startsWith(named.toString()), message);
        assertTrue(message.contains(what), message);
    }

    private void expectSameState() throws IOException {
        try (RecoveredEngine engine = start(ours)) {
            assertEquals(LAST_SEQUENCES[STARTS - 1], engine.recovered().sequence());
            assertEquals(digest, engine.recovered().digest());
        }
    }
}
