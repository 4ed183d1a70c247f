// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Engine;
import io.holdfast.engine.Seed;
import io.holdfast.engine.StockListener;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.Durability;
import io.holdfast.journal.JournalAppender;
import io.holdfast.journal.JournalReader;
import io.holdfast.journal.JournalSource;
import io.holdfast.journal.Retention;
import io.holdfast.journal.snapshot.SnapshotPolicy;
import io.holdfast.journal.snapshot.Snapshots;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows a journal that another one writes, by a clock that only moves by hand. */
class SnapshotFollowerTest {
    private static final long INTERVAL_NS = 1_000;
    private static final int KEEP = 2;
    private static final SnapshotPolicy POLICY = new SnapshotPolicy(KEEP, 0, Retention.KEEP);
    private static final int RECORDS_PER_STRETCH = 50;

    @TempDir
    private Path path;

    private final List<String> notices = new ArrayList<>();
    private long timeNs;

    @Test
    void shouldWriteSnapshotWheneverTheIntervalIsOverAndSomethingIsNew() {
        Seed.run(random -> {
            RecordedRun run = RecordedRun.of(path.resolve("run"), random, 600);
            try (DataDirectory directory = DataDirectory.own(path.resolve("live"));
                    JournalAppender appender = JournalAppender.open(directory, Durability.WRITTEN, 0)) {
                Snapshots snapshots = Snapshots.of(directory.path());
                JournalSource source = new JournalSource(directory.journal(), true);
                SnapshotFollower follower =
                        new SnapshotFollower(snapshots, source, INTERVAL_NS, POLICY, 17, () -> timeNs, notices::add);
                work(follower);
                timeNs += INTERVAL_NS;
                work(follower);
                assertEquals(List.of(), snapshots.files(), "nothing to write");

                long written = 0;
                while (written < run.last().sequence()) {
                    written = append(appender, written);
                    work(follower);
                    List<Path> before = snapshots.files();
                    timeNs += INTERVAL_NS - 1;
                    work(follower);
                    assertEquals(before, snapshots.files(), "too early");
                    timeNs++;
                    work(follower);
                    Engine engine = Snapshots.read(snapshots.files().get(0), StockListener.NONE);
                    assertEquals(written, engine.lastSequence());
                    assertEquals(run.state(written).digest(), engine.digest());
                    assertEquals(17, SeedOf.engine(engine));
                    assertTrue(snapshots.files().size() <= KEEP);
                }
                follower.onClose();

                // Another one goes on from the last snapshot.
                SnapshotFollower next =
                        new SnapshotFollower(snapshots, source, INTERVAL_NS, POLICY, 0, () -> timeNs, notices::add);
                work(next);
                timeNs += INTERVAL_NS;
                work(next);
                next.onClose();
                assertEquals(KEEP, snapshots.files().size());
            }
            assertEquals(List.of(), notices);
        });
    }

    @Test
    void shouldSayWhyItCannotGoOnAndStop() {
        Seed.run(random -> {
            RecordedRun run = RecordedRun.of(path.resolve("run"), random, 100);
            long broken = 1L + random.nextInt((int) run.last().sequence());
            Rewriter.copy(
                    path.resolve("run"),
                    path.resolve("live"),
                    broken,
                    (command, outcome) -> outcome.putByte(0, (byte) ~outcome.getByte(0)));
            JournalSource source = new JournalSource(path.resolve("live/journal"), true);
            SnapshotFollower follower = new SnapshotFollower(
                    Snapshots.of(path.resolve("live")), source, INTERVAL_NS, POLICY, 0, () -> timeNs, notices::add);
            work(follower);
            work(follower);
            follower.onClose();
            assertEquals(1, notices.size(), notices::toString);
            assertTrue(notices.get(0).contains("sequence " + broken), notices::toString);
        });
    }

    private static void work(SnapshotFollower follower) throws IOException {
        while (follower.doWork() > 0) {
            // There may be more.
        }
    }

    private long append(JournalAppender appender, long behind) throws IOException {
        long[] last = {behind};
        JournalReader.read(
                DataDirectory.journalToRead(path.resolve("run")),
                (sequence, timestampNs, buffer, commandOffset, commandLength, outcomeOffset, outcomeLength) -> {
                    if (sequence > behind && sequence <= behind + RECORDS_PER_STRETCH) {
                        appender.append(
                                sequence,
                                timestampNs,
                                buffer,
                                commandOffset,
                                commandLength,
                                buffer,
                                outcomeOffset,
                                outcomeLength);
                        last[0] = sequence;
                    }
                });
        appender.commit();
        return last[0];
    }
}
