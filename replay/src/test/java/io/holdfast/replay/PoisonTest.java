// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Commands;
import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineSettings;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.pipeline.AnswerSink;
import io.holdfast.engine.pipeline.Halt;
import io.holdfast.engine.pipeline.Pipeline;
import io.holdfast.journal.DamagedJournalException;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.DirectoryCopy;
import io.holdfast.journal.Durability;
import io.holdfast.journal.JournalAppender;
import io.holdfast.journal.JournalSource;
import io.holdfast.journal.RecordHandler;
import io.holdfast.journal.Repairs;
import io.holdfast.journal.Retention;
import io.holdfast.journal.snapshot.SnapshotPolicy;
import io.holdfast.journal.snapshot.Snapshots;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.agrona.concurrent.Agent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that the engine could not decide stops every start, until somebody says that it is to be skipped. */
class PoisonTest {
    private static final long TIME_NS = 1_769_901_300_000_000_000L;
    private static final int UNLUCKY = 13;
    private static final long POISONED = 3;
    private static final Instant SINCE = Instant.parse("2026-02-01T08:00:00Z");

    @TempDir
    private Path temporary;

    private Path path;
    private final Commands commands = new Commands().firstSentNs(TIME_NS);

    /** The settings, a SKU, and a receipt of an unlucky number of units. */
    @BeforeEach
    void poison() throws Exception {
        path = temporary.resolve("data");
        Engine engine = new Engine((skuId, location, onHand, reserved, allocated, orderId) -> {
            if (onHand == UNLUCKY) {
                throw new ArithmeticException("unlucky");
            }
        });
        try (DataDirectory directory = DataDirectory.own(path);
                JournalAppender journal = JournalAppender.open(directory, Durability.WRITTEN, TIME_NS / 1_000_000)) {
            Halt halt = new Halt(() -> {});
            Pipeline pipeline =
                    new Pipeline(engine, journal, () -> 0, halt, () -> TIME_NS, 64, Pipeline.MIN_ARENA_BYTES);
            pipeline.sequencer().advanceTime();
            offer(pipeline, commands.configureEngine(EngineSettings.DEFAULT));
            offer(pipeline, commands.defineSku(1, 100L, 0, "SKU-1"));
            offer(pipeline, commands.adjustStock(1, 1, 0, UNLUCKY, AdjustmentReason.RECEIPT));
            offer(pipeline, commands.adjustStock(2, 1, 0, 7, AdjustmentReason.RECEIPT));
            List<Agent> stages = pipeline.stages();
            stages.get(0).doWork();
            assertThrows(RuntimeException.class, stages.get(1)::doWork);
            assertTrue(halt.isHalted());
        }
    }

    private void offer(Pipeline pipeline, int length) {
        assertEquals(ResultCode.OK, pipeline.sequencer().offer(AnswerSink.NOBODY, commands.buffer(), 0, length));
    }

    @Test
    void shouldRefuseToStartAndNameTheCommand() throws Exception {
        UndecidedException e = assertThrows(UndecidedException.class, this::recover);
        assertTrue(e.getMessage().contains("--sequence " + POISONED), e.getMessage());
        assertThrows(UndecidedException.class, () -> Replay.of(DataDirectory.journalToRead(path)));
    }

    @Test
    void shouldSkipExactlyWhatIsToBeSkipped() throws Exception {
        repair(POISONED, TIME_NS);
        long digest;
        try (DataDirectory directory = DataDirectory.own(path)) {
            Recovery recovery = recover(directory);
            assertEquals(POISONED, recovery.recovered().sequence());
            assertEquals(List.of("dropped on the floor"), reasons(recovery));
            digest = recovery.engine().digest();
            expectDecided(recovery, commands.adjustStock(1, 1, 0, UNLUCKY, AdjustmentReason.RECEIPT));
            recovery.journal().close();
        }
        Replay replay = Replay.of(DataDirectory.journalToRead(path));
        assertEquals(POISONED + 1, replay.engine().lastSequence());
        assertTrue(digest != replay.engine().digest());
    }

    @Test
    void shouldNotSkipTheCommandOfAnotherJournal() throws Exception {
        repair(POISONED, TIME_NS + 1);
        assertThrows(UndecidedException.class, this::recover);
        repair(POISONED - 1, TIME_NS);
        assertThrows(UndecidedException.class, this::recover);
    }

    @Test
    void shouldKeepTheRepairInSnapshotsAndCopies() throws Exception {
        repair(POISONED, TIME_NS);
        long digest;
        try (DataDirectory directory = DataDirectory.own(path)) {
            Recovery recovery = recover(directory);
            recovery.journal().close();
            digest = recovery.engine().digest();
            Snapshots.of(path)
                    .write(
                            recovery.engine(),
                            JournalSource.atRest(directory.journal()),
                            new SnapshotPolicy(1, 0, Retention.KEEP));
        }
        Path copy = temporary.resolve("copy");
        DirectoryCopy.run(DataDirectory.journalSource(path), copy, handler -> handler, unused -> {});
        for (Path each : List.of(path, copy)) {
            try (DataDirectory directory = DataDirectory.own(each)) {
                Recovery recovery = recover(directory);
                assertEquals(digest, recovery.engine().digest());
                assertEquals(List.of("dropped on the floor"), reasons(recovery));
                recovery.journal().close();
            }
        }
    }

    @Test
    void shouldRefuseRepairsThatNobodyWrote() throws Exception {
        for (String line : List.of("", "skip", "skip 3 of x since y: z", "skip 3 of 1 since yesterday: z")) {
            Files.writeString(path.resolve("repairs"), line + "\n");
            assertThrows(DamagedJournalException.class, this::recover, line);
        }
    }

    private void expectDecided(Recovery recovery, int length) throws Exception {
        Halt halt = new Halt(() -> {});
        Pipeline pipeline = new Pipeline(
                recovery.engine(), recovery.journal(), () -> 0, halt, () -> TIME_NS, 64, Pipeline.MIN_ARENA_BYTES);
        pipeline.sequencer().advanceTime();
        offer(pipeline, length);
        for (Agent stage : pipeline.stages()) {
            stage.doWork();
        }
        assertTrue(pipeline.isWorkedOff());
    }

    private void repair(long sequence, long timestampNs) throws Exception {
        try (DataDirectory directory = DataDirectory.own(path)) {
            new Repairs(List.of(new Repairs.Skip(sequence, timestampNs, SINCE, "dropped on the floor")))
                    .write(directory);
        }
    }

    private static List<String> reasons(Recovery recovery) {
        return recovery.recovered().repairs().skips().stream()
                .map(Repairs.Skip::reason)
                .toList();
    }

    private void recover() throws Exception {
        try (DataDirectory directory = DataDirectory.own(path)) {
            recover(directory).journal().close();
        }
    }

    private static Recovery recover(DataDirectory directory) throws Exception {
        return Recovery.run(
                directory, EngineSettings.DEFAULT, Durability.WRITTEN, () -> TIME_NS, 0, RecordHandler.NONE);
    }
}
