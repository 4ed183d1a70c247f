// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Seed;
import io.holdfast.engine.StockListener;
import io.holdfast.journal.Retention.Policy;
import io.holdfast.journal.snapshot.OldFilesException;
import io.holdfast.journal.snapshot.Restored;
import io.holdfast.journal.snapshot.SnapshotPolicy;
import io.holdfast.journal.snapshot.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files go when no kept snapshot needs them, and no other ones. */
class RetentionTest {
    private static final int FILES = 6;
    private static final int RECORDS_PER_FILE = 10;

    @TempDir
    private Path directory;

    private Path path() {
        return directory.resolve("data");
    }

    private Path archive() {
        return directory.resolve("archive");
    }

    /** A journal with a new file every ten records, and a snapshot in the middle of each file. */
    private EngineJournal write(Random random, SnapshotPolicy policy) throws IOException {
        EngineJournal journal = new EngineJournal(path(), random);
        for (int file = 0; file < FILES; file++) {
            journal.decide(RECORDS_PER_FILE / 2).snapshot(policy);
            journal.decide(RECORDS_PER_FILE / 2).passAnHour();
        }
        return journal;
    }

    private List<Path> files() throws IOException {
        return JournalFiles.list(path().resolve("journal"));
    }

    @Test
    void shouldKeepWhatTheOldestKeptSnapshotNeeds() {
        Seed.run(random -> {
            try (EngineJournal journal = write(random, new SnapshotPolicy(2, 0, new Retention(Policy.DELETE, null)))) {
                assertEquals(2, files().size());
                assertEquals(4 * RECORDS_PER_FILE + 1, JournalReader.firstSequence(journal.source()));
                expectRecovers(journal);
                journal.rest();
                expectRecovers(journal);
            }
        });
    }

    @Test
    void shouldBeWholeAgainWithWhatWasArchived() {
        Seed.run(random -> {
            Retention retention = new Retention(Policy.ARCHIVE, archive());
            try (EngineJournal journal = write(random, new SnapshotPolicy(1, 0, retention))) {
                journal.rest();
                List<Path> archived = JournalFiles.list(archive());
                assertEquals(FILES, files().size() + archived.size());
                for (Path file : archived) {
                    Path place = path().resolve("journal").resolve(archive().relativize(file));
                    Files.createDirectories(place.getParent());
                    Files.copy(file, place);
                    JournalImage.trim(place);
                }
                assertEquals(
                        FILES * RECORDS_PER_FILE,
                        JournalReader.read(journal.source(), RecordHandler.NONE).records());
            }
        });
    }

    @Test
    void shouldKeepEverythingWhereThatIsThePolicy() {
        Seed.run(random -> {
            try (EngineJournal journal = write(random, new SnapshotPolicy(1, 0, Retention.KEEP))) {
                assertEquals(FILES, files().size());
                assertEquals(1, JournalReader.firstSequence(journal.source()));
                assertFalse(Files.exists(path().resolve("begin")));
            }
        });
    }

    @Test
    void shouldRemoveNothingForASnapshotThatIsNotWhole() {
        Seed.run(random -> {
            Retention delete = new Retention(Policy.DELETE, null);
            try (EngineJournal journal = write(random, new SnapshotPolicy(3, 0, Retention.KEEP))) {
                for (Path snapshot : journal.snapshots().files()) {
                    byte[] bytes = Files.readAllBytes(snapshot);
                    bytes[random.nextInt(bytes.length)] ^= 1;
                    Files.write(snapshot, bytes);
                }
                journal.decide(1).snapshot(new SnapshotPolicy(2, 0, delete));
                assertEquals(FILES + 1, files().size());
                assertEquals(4, journal.snapshots().files().size());
                journal.decide(1).snapshot(new SnapshotPolicy(2, 0, delete));
                assertEquals(1, files().size());
                expectRecovers(journal);
            }
        });
    }

    @Test
    void shouldRefuseAJournalThatBeginsLaterThanItMay() {
        Seed.run(random -> {
            try (EngineJournal journal = write(random, new SnapshotPolicy(3, 0, new Retention(Policy.DELETE, null)))) {
                journal.rest();
                Files.delete(files().get(0));
                assertThrows(
                        DamagedJournalException.class, () -> JournalReader.read(journal.source(), RecordHandler.NONE));
            }
        });
    }

    /** A snapshot could go on without it, but it is not there. */
    @Test
    void shouldRefuseAJournalWithoutItsFirstFileWhateverSnapshotsThereAre() {
        Seed.run(random -> {
            try (EngineJournal journal = write(random, new SnapshotPolicy(3, 0, Retention.KEEP))) {
                journal.rest();
                Path first = files().get(0);
                byte[] bytes = Files.readAllBytes(first);
                Files.delete(first);
                expectNothingGoesOnFrom(journal);
                bytes[3] ^= (byte) 0x80;
                Files.write(first, bytes);
                expectNothingGoesOnFrom(journal);
            }
        });
    }

    private static void expectNothingGoesOnFrom(EngineJournal journal) {
        assertThrows(
                DamagedJournalException.class,
                () -> journal.snapshots().restore(journal.source(), StockListener.NONE, 0));
        assertThrows(
                DamagedJournalException.class,
                () -> journal.snapshots().restoreOldest(journal.source(), StockListener.NONE));
    }

    @Test
    void shouldTakeNoOtherFileInTheArchiveForThis() {
        Seed.run(random -> {
            Retention retention = new Retention(Policy.ARCHIVE, archive());
            try (EngineJournal journal = write(random, new SnapshotPolicy(1, 0, Retention.KEEP))) {
                Path second = files().get(1);
                Path taken = archive().resolve(path().resolve("journal").relativize(second));
                Files.createDirectories(taken.getParent());
                Files.writeString(taken, "another journal's");
                OldFilesException e = assertThrows(
                        OldFilesException.class, () -> journal.decide(1).snapshot(new SnapshotPolicy(1, 0, retention)));
                assertTrue(e.getMessage().contains(taken.toString()), e.getMessage());
                assertEquals(FILES, files().size());
                expectRecovers(journal);
                Files.delete(taken);
                journal.decide(1).snapshot(new SnapshotPolicy(1, 0, retention));
                assertEquals(1, files().size());
                expectRecovers(journal);
            }
        });
    }

    @Test
    void shouldRefuseABeginningThatNobodyWrote() {
        Seed.run(random -> {
            try (EngineJournal journal = write(random, new SnapshotPolicy(1, 0, new Retention(Policy.DELETE, null)))) {
                journal.rest();
                Path begin = path().resolve("begin");
                byte[] bytes = Files.readAllBytes(begin);
                for (int at = 0; at < bytes.length; at++) {
                    byte[] broken = bytes.clone();
                    broken[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                    Files.write(begin, broken);
                    DamagedJournalException e = assertThrows(
                            DamagedJournalException.class,
                            () -> JournalReader.read(journal.source(), RecordHandler.NONE),
                            "byte " + at);
                    assertTrue(e.getMessage().contains(begin.toString()), e.getMessage());
                }
                Files.delete(begin);
                assertThrows(
                        DamagedJournalException.class, () -> JournalReader.read(journal.source(), RecordHandler.NONE));
            }
        });
    }

    /** As it would be after a kill at any step: the note is there, some files are gone, others not yet. */
    @Test
    void shouldReadWhatIsLeftAtAnyStep() {
        Seed.run(random -> {
            try (EngineJournal journal = write(random, new SnapshotPolicy(1, 0, Retention.KEEP))) {
                JournalBegin.write(path().resolve("journal"), (FILES - 1) * RECORDS_PER_FILE + 1L);
                for (int removed = 0; removed < FILES - 1; removed++) {
                    assertEquals(
                            (FILES - removed) * (long) RECORDS_PER_FILE,
                            JournalReader.read(journal.source(), RecordHandler.NONE)
                                    .records());
                    expectRecovers(journal);
                    Files.delete(files().get(0));
                }
            }
        });
    }

    @Test
    void shouldCopyAJournalWithoutItsBeginning() {
        Seed.run(random -> {
            try (EngineJournal journal = write(random, new SnapshotPolicy(2, 0, new Retention(Policy.DELETE, null)))) {
                Path copy = directory.resolve("copy");
                DirectoryCopy.run(
                        journal.source(),
                        copy,
                        handler -> handler,
                        aside -> journal.snapshots().copyTo(DataDirectory.journalSource(aside)));
                JournalSource source = DataDirectory.journalSource(copy);
                Restored restored = Snapshots.of(copy).restore(source, StockListener.NONE, 0);
                assertEquals(journal.snapshots().files().size(), 2);
                assertEquals(
                        journal.digest(restored.engine().lastSequence()),
                        restored.engine().digest());
                assertEquals(4 * RECORDS_PER_FILE + 1, JournalReader.firstSequence(source));
            }
        });
    }

    private static void expectRecovers(EngineJournal journal) throws IOException {
        Restored restored = journal.snapshots().restore(journal.source(), StockListener.NONE, 0);
        assertEquals(
                journal.digest(restored.engine().lastSequence()),
                restored.engine().digest());
        long behind = restored.engine().lastSequence();
        JournalEnd end = JournalReader.readAfter(journal.source(), behind, RecordHandler.NONE);
        assertEquals(journal.engine().lastSequence(), end.lastSequence());
        assertEquals(journal.engine().lastSequence() - behind, end.records());
    }
}
