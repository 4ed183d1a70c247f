// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Commands;
import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineSettings;
import io.holdfast.engine.Seed;
import io.holdfast.engine.StateImage;
import io.holdfast.engine.StockListener;
import io.holdfast.journal.DamagedJournalException;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.Durability;
import io.holdfast.journal.JournalSource;
import io.holdfast.journal.RecordHandler;
import io.holdfast.journal.Retention;
import io.holdfast.journal.snapshot.SnapshotPolicy;
import io.holdfast.journal.snapshot.Snapshots;
import io.holdfast.replay.RecordedRun.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot and the rest of the journal are the whole journal. */
class SnapshotRecoveryTest {
    private static final int MESSAGES = 4_000;
    private static final int CUTS = 40;

    private static final SnapshotPolicy KEEP_ALL = new SnapshotPolicy(Integer.MAX_VALUE, 0, Retention.KEEP);

    @TempDir
    private Path path;

    @Test
    void shouldEndWhereLiveEngineWasFromAnySnapshot() {
        Seed.run(random -> {
            RecordedRun run = RecordedRun.of(path, random, MESSAGES);
            takeAt(cuts(random, run.last().sequence()));
            List<Path> files = Snapshots.of(path).files();
            for (Path file : files) {
                Engine engine = Snapshots.read(file, StockListener.NONE);
                assertEquals(run.state(engine.lastSequence()), state(engine), file.toString());
                Replay.goOn(engine, source(), RecordHandler.NONE);
                assertEquals(run.last(), state(engine), "from " + file);
            }
            List<SnapshotCheck> checks = SnapshotCheck.all(Snapshots.of(path), source(), RecordHandler.NONE);
            assertEquals(files, checks.stream().map(SnapshotCheck::file).toList());
            assertTrue(checks.stream().allMatch(SnapshotCheck::isGood), checks::toString);
        });
    }

    @Test
    void shouldReplayOnlyWhatIsBehindTheNewestSnapshot() {
        Seed.run(random -> {
            RecordedRun run = RecordedRun.of(path, random, 500);
            long last = run.last().sequence();
            takeAt(new TreeSet<>(Set.of(1L, last / 2, last - 7)));
            expectRecovered(last - 7, 7, run.last());
            // The settings were other ones, so a command was added.
            takeNow();
            expectRecovered(last + 1, 0, null);
        });
    }

    /** The file's time tells that it was written to. */
    @Test
    void shouldWriteAgainWhatMayNotBeOnTheDiskBeforeItIsReplayed() {
        Seed.run(random -> {
            RecordedRun.of(path, random, 50);
            Path file = lastFile();
            FileTime longAgo = FileTime.fromMillis(0);
            Files.setLastModifiedTime(file, longAgo);
            List<FileTime> seen = new ArrayList<>();
            try (DataDirectory directory = DataDirectory.own(path)) {
                recover(
                                directory,
                                (sequence, timestampNs, buffer, command, commandLength, outcome, outcomeLength) ->
                                        seen.add(modified(file)))
                        .journal()
                        .close();
            }
            assertNotEquals(longAgo, seen.get(0));
        });
    }

    private Path lastFile() throws IOException {
        try (Stream<Path> files = Files.walk(path.resolve("journal"))) {
            return files.filter(file -> file.toString().endsWith(".cq4"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldSayWhichSnapshotsWerePassedOver() {
        Seed.run(random -> {
            RecordedRun run = RecordedRun.of(path, random, 500);
            takeAt(new TreeSet<>(Set.of(100L, 200L)));
            Path newest = Snapshots.of(path).files().get(0);
            byte[] bytes = Files.readAllBytes(newest);
            bytes[random.nextInt(bytes.length)] ^= 4;
            Files.write(newest, bytes);
            try (DataDirectory directory = DataDirectory.own(path)) {
                Recovery recovery = recover(directory, RecordHandler.NONE);
                recovery.journal().close();
                assertEquals(100, recovery.recovered().snapshotSequence());
                assertEquals(newest, recovery.recovered().passedOver().get(0).file());
                assertEquals(run.last().digest(), recovery.recovered().digest());
            }
            List<SnapshotCheck> checks = SnapshotCheck.all(Snapshots.of(path), source(), RecordHandler.NONE);
            assertFalse(checks.get(0).isGood());
            assertTrue(checks.get(1).isGood(), checks::toString);
        });
    }

    /** As it is when what the snapshots have was deleted. */
    @Test
    void shouldNeedNoRecordBeforeTheSnapshotButRefuseToGoWithoutEither() {
        Seed.run(random -> {
            RecordedRun run = RecordedRun.of(path, random, 300);
            expectRecovered(0, run.last().sequence(), run.last());
            takeNow();
            long last = run.last().sequence() + 1;
            new Retention(Retention.Policy.DELETE, null).apply(source(), last);
            expectRecovered(last, 0, null);

            Path snapshot = Snapshots.of(path).files().get(0);
            Files.write(snapshot, new byte[1_000]);
            for (int i = 0; i < 2; i++) {
                String message = assertThrows(DamagedJournalException.class, () -> expectRecovered(0, 0, null))
                        .getMessage();
                assertTrue(
                        message.contains(
                                "the journal begins with record " + last + ", and there is no snapshot to go on from"),
                        message);
                assertEquals(i == 0, message.contains(snapshot.getFileName().toString()), message);
                Files.deleteIfExists(snapshot);
            }
        });
    }

    /** Every checksum is right, and the journal too; but the state is another one. */
    @Test
    void shouldFindSnapshotOfStateThatNoReplayHas() {
        Seed.run(random -> {
            RecordedRun run = RecordedRun.of(path, random, 300);
            long sequence = run.last().sequence();
            Engine engine = engineAt(sequence - 1);
            Commands commands = new Commands().firstSentNs(run.last().timestampNs());
            commands.defineSku(999, 1L, 0, "never defined");
            UnsafeBuffer outcome = new UnsafeBuffer(new byte[Engine.MAX_OUTCOME_LENGTH]);
            engine.decide(sequence, run.last().timestampNs(), commands.buffer(), 0, outcome, 0);
            write(engine);
            SnapshotCheck check = SnapshotCheck.all(Snapshots.of(path), source(), RecordHandler.NONE)
                    .get(0);
            assertFalse(check.isGood());
            assertTrue(check.fault().startsWith("a replay has the digest "), check::fault);
        });
    }

    /** A server that goes on from a snapshot finds things by the index as it was written. */
    @Test
    void shouldTakeTheGivenIndexSeedOnlyWhereNoSnapshotHasOne() {
        Seed.run(random -> {
            RecordedRun.of(path, random, 300);
            try (DataDirectory directory = DataDirectory.own(path)) {
                assertEquals(11, seedOfRecovered(directory, 11));
                assertEquals(12, seedOfRecovered(directory, 12));
                Snapshots snapshots = Snapshots.of(path);
                Engine engine =
                        snapshots.restore(source(), StockListener.NONE, 13).engine();
                snapshots.write(
                        Replay.goOn(engine, source(), RecordHandler.NONE).engine(), source(), KEEP_ALL);
                assertEquals(13, seedOfRecovered(directory, 14));
            }
            assertNotEquals(IndexSeed.draw(), IndexSeed.draw());
        });
    }

    private static long seedOfRecovered(DataDirectory directory, long indexSeed) throws IOException {
        Recovery recovery = Recovery.run(
                directory, EngineSettings.DEFAULT, Durability.WRITTEN, () -> 0, indexSeed, RecordHandler.NONE);
        recovery.journal().close();
        return SeedOf.engine(recovery.engine());
    }

    private Engine engineAt(long at) throws IOException {
        Engine engine = new Engine();
        StateImage[] image = new StateImage[1];
        Replay.goOn(
                engine,
                source(),
                (sequence, timestampNs, buffer, commandOffset, commandLength, outcomeOffset, outcomeLength) -> {
                    if (sequence == at) {
                        image[0] = StateImage.of(engine);
                    }
                });
        return image[0].engine();
    }

    private void expectRecovered(long snapshotSequence, long records, State expected) throws IOException {
        try (DataDirectory directory = DataDirectory.own(path)) {
            AtomicLong replayed = new AtomicLong();
            Recovery recovery = recover(
                    directory,
                    (sequence, timestampNs, buffer, commandOffset, commandLength, outcomeOffset, outcomeLength) ->
                            replayed.incrementAndGet());
            recovery.journal().close();
            assertEquals(snapshotSequence, recovery.recovered().snapshotSequence());
            assertEquals(records, replayed.get());
            if (expected != null) {
                assertEquals(expected.sequence(), recovery.recovered().sequence());
                assertEquals(expected.digest(), recovery.recovered().digest());
            }
        }
    }

    private static Recovery recover(DataDirectory directory, RecordHandler observer) throws IOException {
        return Recovery.run(directory, EngineSettings.DEFAULT, Durability.WRITTEN, () -> 0, 0, observer);
    }

    private void takeNow() throws IOException {
        Snapshots.of(path).write(Replay.of(DataDirectory.journalToRead(path)).engine(), source(), KEEP_ALL);
    }

    private void takeAt(Set<Long> sequences) throws IOException {
        Engine engine = new Engine();
        Replay.goOn(
                engine,
                source(),
                (sequence, timestampNs, buffer, commandOffset, commandLength, outcomeOffset, outcomeLength) -> {
                    if (sequences.contains(sequence)) {
                        write(engine);
                    }
                });
    }

    private void write(Engine engine) {
        try {
            Snapshots.of(path).write(engine, source(), KEEP_ALL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JournalSource source() throws IOException {
        return DataDirectory.journalSource(path);
    }

    private static Set<Long> cuts(Random random, long last) {
        Set<Long> cuts = new TreeSet<>();
        Collections.addAll(cuts, 1L, last);
        while (cuts.size() < CUTS) {
            cuts.add(1 + (long) random.nextInt((int) last));
        }
        return cuts;
    }

    private static State state(Engine engine) {
        return new State(engine.lastSequence(), engine.lastTimestampNs(), engine.digest());
    }
}
