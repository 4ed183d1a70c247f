// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Engine;
import io.holdfast.engine.Seed;
import io.holdfast.engine.StateImage;
import io.holdfast.engine.StockListener;
import io.holdfast.journal.snapshot.Restored;
import io.holdfast.journal.snapshot.SnapshotHeader;
import io.holdfast.journal.snapshot.SnapshotPolicy;
import io.holdfast.journal.snapshot.Snapshots;
import io.holdfast.journal.snapshot.UnusableSnapshotException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was written comes back; a snapshot that is not whole, or of another journal, never does. */
class SnapshotTest {
    private static final int TRIALS = 200;
    /** Header, and what begins the first block. */
    private static final int BEGINNING = 56;

    private static final int TRAILER = 16;

    @TempDir
    private Path path;

    @Test
    void shouldGiveBackWhatWasWritten() {
        Seed.run(random -> {
            try (EngineJournal journal = new EngineJournal(path, random).decide(16_000, 100)) {
                Path file = journal.snapshot();
                assertTrue(Files.size(file) > 1_200_000, "more than one block");
                Engine engine = Snapshots.read(file, StockListener.NONE);
                assertEquals(StateImage.of(journal.engine()), StateImage.of(engine));
                SnapshotHeader header = Snapshots.header(file);
                assertEquals(journal.engine().lastSequence(), header.sequence());
                assertEquals(journal.engine().lastTimestampNs(), header.record().timestampNs());
                assertEquals(journal.engine().digest(), header.digest());
                assertEquals(List.of(file), journal.snapshots().files());
            }
        });
    }

    @Test
    void shouldBeginAnewWhereThereIsNoSnapshot() {
        Seed.run(random -> {
            try (EngineJournal journal = new EngineJournal(path, random).decide(10)) {
                Restored restored = restore(journal);
                assertNull(restored.header());
                assertEquals(0, restored.engine().lastSequence());
                assertEquals(List.of(), restored.passedOver());
            }
        });
    }

    @Test
    void shouldKeepTheNewest() {
        Seed.run(random -> {
            try (EngineJournal journal = new EngineJournal(path, random)) {
                Path oldest = journal.decide(5).snapshot();
                Path older = journal.decide(5).snapshot();
                Path newest = journal.decide(5).snapshot();
                SnapshotPolicy keepTwo = new SnapshotPolicy(2, 0, Retention.KEEP);
                assertEquals(newest, journal.snapshot(keepTwo), "the same again takes its place");
                assertEquals(List.of(newest, older), journal.snapshots().files());
                assertFalse(Files.exists(oldest));
                assertEquals(15, restore(journal).header().sequence());
            }
        });
    }

    @Test
    void shouldUseOlderOneForAnyFlippedBit() {
        Seed.run(random -> {
            try (EngineJournal journal = new EngineJournal(path, random)) {
                journal.decide(120).snapshot();
                Path newest = journal.decide(120).snapshot();
                journal.rest();
                int length = (int) Files.size(newest);
                for (int i = 0; i < BEGINNING + TRAILER; i++) {
                    flip(journal, newest, i < BEGINNING ? i : length - 1 - (i - BEGINNING), random);
                }
                for (int i = 0; i < TRIALS; i++) {
                    flip(journal, newest, BEGINNING + random.nextInt(length - BEGINNING), random);
                }
                assertEquals(240, restore(journal).header().sequence());
            }
        });
    }

    private static void flip(EngineJournal journal, Path file, int at, Random random) throws IOException {
        int bit = 1 << random.nextInt(Byte.SIZE);
        flip(file, at, bit);
        expectOlder(journal, file, "bit " + bit + " of byte " + at);
        flip(file, at, bit);
    }

    private static void flip(Path file, int at, int bit) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, at);
            one.put(0, (byte) (one.get(0) ^ bit)).position(0);
            channel.write(one, at);
        }
    }

    private static void expectOlder(EngineJournal journal, Path file, String what) throws IOException {
        Restored restored = restore(journal);
        assertEquals(120, restored.header().sequence(), what);
        assertEquals(journal.digest(120), restored.engine().digest(), what);
        assertEquals(1, restored.passedOver().size(), what);
        assertEquals(file, restored.passedOver().get(0).file(), what);
        assertThrows(UnusableSnapshotException.class, () -> Snapshots.read(file, StockListener.NONE), what);
    }

    @Test
    void shouldUseOlderOneForAnyCutOrAddedByte() {
        Seed.run(random -> {
            try (EngineJournal journal = new EngineJournal(path, random)) {
                journal.decide(120).snapshot();
                Path newest = journal.decide(120).snapshot();
                journal.rest();
                byte[] whole = Files.readAllBytes(newest);
                Files.write(newest, new byte[1], StandardOpenOption.APPEND);
                expectOlder(journal, newest, "a byte more");
                for (int length = whole.length - 1; length > whole.length - 40; length--) {
                    cut(journal, newest, whole, length);
                }
                for (int i = 0; i < TRIALS; i++) {
                    cut(journal, newest, whole, random.nextInt(whole.length));
                }
                for (int length = 0; length < BEGINNING; length++) {
                    cut(journal, newest, whole, length);
                }
            }
        });
    }

    private static void cut(EngineJournal journal, Path file, byte[] whole, int length) throws IOException {
        Files.write(file, Arrays.copyOf(whole, length));
        expectOlder(journal, file, "cut to " + length + " bytes");
    }

    @Test
    void shouldUseOlderOneForPagesThatAreSwappedOrZero() {
        Seed.run(random -> {
            try (EngineJournal journal = new EngineJournal(path, random)) {
                journal.decide(120).snapshot();
                Path newest = journal.decide(120).snapshot();
                journal.rest();
                byte[] whole = Files.readAllBytes(newest);
                byte[] zeroed = whole.clone();
                int page = 4096 * (1 + random.nextInt(whole.length / 4096 - 2));
                for (int i = page; i < page + 4096; i++) {
                    zeroed[i] = 0;
                }
                zeroed[page] = (byte) ~whole[page];
                Files.write(newest, zeroed);
                expectOlder(journal, newest, "page zeroed");
                Files.copy(journal.snapshots().files().get(1), newest, StandardCopyOption.REPLACE_EXISTING);
                expectOlder(journal, newest, "an older one under its name");
            }
        });
    }

    @Test
    void shouldBeginAnewWhereNoneIsWhole() {
        Seed.run(random -> {
            try (EngineJournal journal = new EngineJournal(path, random)) {
                Files.write(journal.decide(30).snapshot(), new byte[100]);
                Files.write(journal.decide(30).snapshot(), new byte[0]);
                Restored restored = restore(journal);
                assertNull(restored.header());
                assertEquals(2, restored.passedOver().size());
            }
        });
    }

    @Test
    void shouldRefuseSnapshotOfAnotherJournal() {
        Seed.run(random -> {
            try (EngineJournal journal = new EngineJournal(path.resolve("ours"), random).decide(50);
                    EngineJournal other = new EngineJournal(path.resolve("other"), random).decide(50)) {
                journal.snapshot();
                Path foreign = other.snapshot();
                Path here =
                        Files.copy(foreign, journal.snapshots().files().get(0), StandardCopyOption.REPLACE_EXISTING);
                String message = assertThrows(DamagedJournalException.class, () -> restore(journal))
                        .getMessage();
                assertTrue(message.startsWith(here + ": it belongs to another journal"), message);
            }
        });
    }

    @Test
    void shouldRefuseJournalThatEndsBeforeTheSnapshot() {
        Seed.run(random -> {
            EngineJournal journal = new EngineJournal(path, random).decide(20);
            try (journal) {
                journal.snapshot();
            }
            JournalImage image = JournalImage.of(path);
            List<Integer> documents = image.documents(image.lastName());
            int last = documents.get(documents.size() - 2);
            image.put(image.lastName(), Arrays.copyOf(image.lastFile(), last)).layDown(path);
            String message = assertThrows(DamagedJournalException.class, () -> restore(journal))
                    .getMessage();
            assertTrue(message.contains(image.lastName()), message);
            assertTrue(message.contains("known to have had record 20, but ends with record "), message);

            image.put(image.lastName(), new byte[0]).layDown(path);
            message = assertThrows(DamagedJournalException.class, () -> restore(journal))
                    .getMessage();
            assertTrue(message.contains("known to have had record 20, but ends with record 0"), message);
        });
    }

    @Test
    void shouldLetOneWriteAtATime() throws Exception {
        try (EngineJournal journal = new EngineJournal(path, new Random(1)).decide(5)) {
            journal.snapshot();
            try (ChildJvm child = ChildJvm.start(
                    LockingChild.class, path.resolve("snapshots/lock").toString())) {
                child.readLine();
                String message = assertThrows(DataDirectoryException.class, journal::snapshot)
                        .getMessage();
                assertTrue(message.contains("another process is writing a snapshot"), message);
                child.kill();
            }
            journal.snapshot();
        }
    }

    private static Restored restore(EngineJournal journal) throws IOException {
        return journal.snapshots().restore(journal.source(), StockListener.NONE, 0);
    }
}
