// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.DecodedAnswer;
import io.holdfast.engine.DecodedAnswer.OrderReport;
import io.holdfast.engine.DecodedAnswer.StockReport;
import io.holdfast.engine.Engine;
import io.holdfast.engine.codec.OrderStatus;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The stages, one duty cycle at a time. */
class PipelineTest {
    @ParameterizedTest
    @EnumSource
    void shouldAnswerInOrderWhatIsCommitted(Layout layout) {
        PipelineRig rig = PipelineRig.ready(layout);
        for (int order = 1; order <= 20; order++) {
            rig.submit(order);
        }
        rig.step();

        assertEquals(LongStream.rangeClosed(1, 23).boxed().toList(), rig.answeredSequences());
        assertEquals(List.of(), rig.tooEarly);
        assertTrue(rig.pipeline.isWorkedOff());
    }

    @Test
    void shouldNotAnswerBeforeRecordIsCommitted() {
        PipelineRig rig = PipelineRig.ready(Layout.DEDICATED);
        rig.step(rig.stage("egress")).step(rig.stage("journal"));
        assertEquals(0, rig.log.committedSequence());
        rig.step(rig.stage("engine")).step(rig.stage("egress"));
        assertEquals(List.of(), rig.answers);
        rig.step(rig.stage("journal"));
        assertEquals(List.of(), rig.answers);
        rig.step(rig.stage("egress"));
        assertEquals(List.of(1L, 2L, 3L), rig.answeredSequences());
    }

    @Test
    void shouldJournalWhatHasPiledUpAsOneBatch() {
        PipelineRig rig = PipelineRig.ready(Layout.SHARED).step();
        for (int order = 1; order <= 10; order++) {
            rig.submit(order);
        }
        rig.step();
        rig.submit(11);
        rig.step().step();

        assertEquals(
                List.of(3, 10, 1), rig.log.batches().stream().map(List::size).toList());
    }

    @ParameterizedTest
    @EnumSource
    void shouldAnswerQueriesInSequenceAndNotJournalThem(Layout layout) {
        PipelineRig rig = PipelineRig.ready(layout).step();
        rig.answers.clear();
        rig.expectAccepted(rig.commands.queryStock(1, 0));
        rig.submit(1);
        rig.expectAccepted(rig.commands.queryStock(1, 0));
        rig.expectAccepted(rig.commands.queryOrder(1));
        rig.expectAccepted(rig.commands.cancelOrder(1));
        rig.expectAccepted(rig.commands.queryStock(1, 0));
        rig.expectAccepted(rig.commands.queryOrder(1));
        rig.step();

        assertEquals(0, stock(rig.answers.get(0)).reserved());
        assertEquals(1, stock(rig.answers.get(2)).reserved());
        assertEquals(OrderStatus.RESERVED, order(rig.answers.get(3)).status());
        assertEquals(0, stock(rig.answers.get(5)).reserved());
        assertEquals(OrderStatus.CANCELLED, order(rig.answers.get(6)).status());
        assertEquals(
                List.of(1L, 2L, 3L, 4L, 5L),
                rig.log.entries().stream().map(MemoryLog.Entry::sequence).toList());
        assertEquals(List.of(), rig.tooEarly);
    }

    @Test
    void shouldNotCommitAnythingForQueriesAlone() {
        PipelineRig rig = PipelineRig.ready(Layout.SHARED).step();
        rig.expectAccepted(rig.commands.queryEngine());
        rig.step();
        assertEquals(4, rig.answers.size());
        assertEquals(1, rig.log.batches().size());
    }

    @Test
    void shouldTallyHowEachWasAnswered() {
        PipelineRig rig = PipelineRig.ready(Layout.SHARED).step();
        assertEquals(0, rig.pipeline.sequencer().underWay());
        rig.submit(1);
        rig.submit(1);
        rig.expectAccepted(rig.commands.cancelOrder(2));
        rig.expectAccepted(rig.commands.queryOrder(1));
        assertEquals(4, rig.pipeline.sequencer().underWay());
        rig.step();

        DecisionTally tally = rig.pipeline.tally();
        assertEquals(4, tally.accepted(), "settings, SKU, stock, order");
        assertEquals(1, tally.repeated());
        assertEquals(1, tally.refused());
        assertEquals(1, tally.queries());
        assertEquals(0, tally.ticks());
        assertEquals(0, rig.pipeline.sequencer().underWay());
    }

    @Test
    void shouldGoOnBehindWhatEngineHasDecided() {
        PipelineRig first = PipelineRig.ready(Layout.SHARED).step();
        Pipeline next = new Pipeline(
                first.engine, first.log, () -> 0, first.halt, () -> 0, PipelineRig.RING, PipelineRig.ARENA);
        next.sequencer().advanceTime();
        next.sequencer().offer(AnswerSink.NOBODY, first.commands.buffer(), 0, first.commands.cancelOrder(1));
        for (var stage : next.stages()) {
            first.step(stage);
        }

        assertEquals(List.of(), first.thrown);
        assertEquals(4, first.log.committedSequence());
        assertEquals(first.timeNs, first.log.entries().get(3).timestampNs());
    }

    @Test
    void shouldRefuseArenaThatLongestMessageMayNotFitInto() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new PipelineRig(Layout.SHARED, PipelineRig.RING, Pipeline.MIN_ARENA_BYTES / 2, () -> 0));
        assertTrue(Engine.MAX_OUTCOME_LENGTH <= Pipeline.MIN_ARENA_BYTES / 2);
    }

    private static StockReport stock(DecodedAnswer answer) {
        return assertInstanceOf(StockReport.class, answer);
    }

    private static OrderReport order(DecodedAnswer answer) {
        return assertInstanceOf(OrderReport.class, answer);
    }
}
