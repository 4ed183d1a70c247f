// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Seed;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.pipeline.MemoryLog.BrokenDisk;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Once anything fails, nothing of its batch is answered, and nothing later. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FailStopTest {
    /** {@link PipelineRig#ready} takes the first sequences. */
    private static final int SET_UP = 3;

    private static final int BATCH = 8;
    private static final int ROUNDS = Integer.getInteger("holdfast.failstop.rounds", 60);

    private enum Failure {
        APPEND {
            @Override
            void plant(MemoryLog log, long sequence) {
                log.failToAppend(sequence);
            }
        },
        COMMIT {
            @Override
            void plant(MemoryLog log, long sequence) {
                log.failToCommit(sequence);
            }
        };

        abstract void plant(MemoryLog log, long sequence);
    }

    private static Stream<Arguments> failures() {
        return Stream.of(Layout.values())
                .flatMap(layout -> Stream.of(Failure.values())
                        .flatMap(failure -> LongStream.of(SET_UP + 1, SET_UP + BATCH / 2, SET_UP + BATCH)
                                .mapToObj(sequence -> Arguments.of(layout, failure, sequence))));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void shouldAnswerNothingOfBatchThatLogFailsOn(Layout layout, Failure failure, long sequence) {
        PipelineRig rig = PipelineRig.ready(layout).step();
        failure.plant(rig.log, sequence);

        submit(rig);
        rig.step().step();
        submit(rig);
        rig.step().step();

        expectNothingMore(rig, "journal");
        assertInstanceOf(BrokenDisk.class, rig.halt.reason().cause());
    }

    @ParameterizedTest
    @EnumSource
    void shouldRecordTheCommandThatEngineFailsOnAndAnswerNothingMore(Layout layout) {
        PipelineRig rig = PipelineRig.ready(layout).step();
        rig.expectAccepted(rig.commands.cancelOrder(1));
        rig.bug = new IllegalStateException("planted");

        submit(rig);
        rig.step().step().step();
        submit(rig);
        rig.step().step();

        expectNothingMore(rig, "journal", SET_UP + 2);
        MemoryLog.Entry poisoned = rig.log.entries().get(SET_UP + 1);
        assertEquals(SET_UP + 2, poisoned.sequence());
        assertEquals(0, poisoned.outcome().remaining());
        PoisonedCommandException cause = assertInstanceOf(
                PoisonedCommandException.class, rig.halt.reason().cause());
        assertEquals(SET_UP + 2, cause.sequence());
        assertEquals(rig.bug, cause.getCause());
    }

    /** It is not the command's fault, and may not be so with the next start. */
    @ParameterizedTest
    @EnumSource
    void shouldNotRecordTheCommandThatTheMemoryDoesNotSufficeFor(Layout layout) {
        PipelineRig rig = PipelineRig.ready(layout).step();
        rig.noMemory = true;

        submit(rig);
        assertThrows(OutOfMemoryError.class, rig::step);
        rig.step();

        expectNothingMore(rig, "engine", SET_UP);
    }

    @ParameterizedTest
    @EnumSource
    void shouldHaltWhenAnswersCannotBeSent(Layout layout) {
        AnswerFlusher broken = () -> {
            throw new BrokenDisk();
        };
        PipelineRig rig = new PipelineRig(layout, PipelineRig.RING, PipelineRig.ARENA, broken);
        rig.step();

        assertEquals("egress", rig.halt.reason().stage());
        assertInstanceOf(BrokenDisk.class, rig.halt.reason().cause());
    }

    @ParameterizedTest
    @EnumSource
    void shouldHaltWhenSinkFails(Layout layout) {
        PipelineRig rig = PipelineRig.ready(layout).step();
        AnswerSink broken = (buffer, offset, length) -> {
            throw new BrokenDisk();
        };
        int length = rig.commands.queryEngine();
        rig.pipeline.sequencer().offer(broken, rig.commands.buffer(), 0, length);
        submit(rig);
        rig.step().step();

        assertEquals("egress", rig.halt.reason().stage());
        assertEquals(List.of(1L, 2L, 3L), rig.answeredSequences());
    }

    /** The log fails anywhere, whatever the other threads are doing at that moment. */
    @ParameterizedTest
    @EnumSource
    void shouldAnswerOnlyWhatIsCommittedWhenLogFailsUnderLoad(Layout layout) {
        Seed.run(random -> {
            for (int round = 0; round < ROUNDS; round++) {
                Failure failure = random.nextBoolean() ? Failure.APPEND : Failure.COMMIT;
                failUnderLoad(layout, failure, SET_UP + 1 + random.nextInt(200));
            }
        });
    }

    private static void failUnderLoad(Layout layout, Failure failure, long sequence) {
        PipelineRig rig = PipelineRig.ready(layout);
        failure.plant(rig.log, sequence);
        try (rig) {
            rig.start();
            long order = 1;
            while (!rig.halt.isHalted()) {
                if (rig.submit(order) == ResultCode.OK) {
                    order++;
                } else {
                    Thread.onSpinWait();
                }
            }
        }
        assertEquals(List.of(), rig.tooEarly);
        assertTrue(rig.log.committedSequence() < sequence);
        assertTrue(rig.answers.size() <= rig.log.committedSequence());
        assertEquals(LongStream.rangeClosed(1, rig.answers.size()).boxed().toList(), rig.answeredSequences());
    }

    private static void submit(PipelineRig rig) {
        for (int i = 1; i <= BATCH; i++) {
            assertEquals(ResultCode.OK, rig.submit(i));
        }
    }

    private static void expectNothingMore(PipelineRig rig, String stage) {
        expectNothingMore(rig, stage, SET_UP);
        assertEquals(1, rig.thrown.size());
    }

    private static void expectNothingMore(PipelineRig rig, String stage, int records) {
        assertEquals(List.of(1L, 2L, 3L), rig.answeredSequences());
        assertEquals(records, rig.log.entries().size());
        assertEquals(1, rig.timesHalted.get());
        assertEquals(stage, rig.halt.reason().stage());
        assertFalse(rig.pipeline.isWorkedOff());
    }
}
