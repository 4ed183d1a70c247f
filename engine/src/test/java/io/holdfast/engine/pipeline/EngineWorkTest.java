// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.holdfast.engine.CommandMix;
import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.Commands.Terms;
import io.holdfast.engine.DecodedAnswer.OrderReport;
import io.holdfast.engine.MessageFormat;
import io.holdfast.engine.SideEffect;
import io.holdfast.engine.codec.EngineOutcomeEncoder;
import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.OrderOutcomeEncoder;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.codec.TickEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the engine does by itself: it is journalled, nobody is told, and it is done where nobody asks for anything. */
class EngineWorkTest {
    private static final long TIME_TO_PAY_NS = 1_000;
    private static final int TICK_OUTCOME_LENGTH =
            MessageHeaderEncoder.ENCODED_LENGTH + EngineOutcomeEncoder.BLOCK_LENGTH;

    private final PipelineRig rig = PipelineRig.ready(Layout.SHARED).step();

    @Test
    void shouldJournalSideEffectsAndSendTheAnswerAlone() {
        hold(1);
        pass(TIME_TO_PAY_NS);
        rig.expectAccepted(rig.commands.cancelOrder(99));
        rig.step();

        // The rig would not have taken an answer with anything behind it.
        assertEquals(5, rig.answers.size());
        int noParts = MessageHeaderEncoder.ENCODED_LENGTH
                + OrderOutcomeEncoder.BLOCK_LENGTH
                + OrderOutcomeEncoder.PartsEncoder.sbeHeaderSize();
        assertEquals(
                List.of(SideEffect.expired(1)), sideEffects(rig.log.entries().get(4), noParts));
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndAHoldWhereNobodyAsksForAnything(Layout layout) {
        PipelineRig quiet = PipelineRig.ready(layout).step();
        hold(quiet, 1);
        assertEquals(0, quiet.pipeline.sequencer().tick());
        pass(quiet, TIME_TO_PAY_NS - 1);
        assertEquals(0, quiet.pipeline.sequencer().tick());
        pass(quiet, 1);
        assertEquals(1, quiet.pipeline.sequencer().tick());
        quiet.step();

        assertEquals(0, quiet.pipeline.sequencer().tick());
        assertEquals(4, quiet.answers.size(), "nobody hears of a tick");
        MemoryLog.Entry tick = quiet.log.entries().get(4);
        assertEquals(5, tick.sequence());
        assertEquals(quiet.timeNs, tick.timestampNs());
        assertEquals(TickEncoder.TEMPLATE_ID, MessageFormat.templateId(new UnsafeBuffer(tick.command()), 0));
        assertEquals(List.of(SideEffect.expired(1)), sideEffects(tick, TICK_OUTCOME_LENGTH));
        quiet.expectAccepted(quiet.commands.queryOrder(1));
        quiet.step();
        assertEquals(
                OrderStatus.EXPIRED,
                assertInstanceOf(OrderReport.class, quiet.answers.get(4)).status());
    }

    @Test
    void shouldWorkABacklogOffTickByTick() {
        int orders = 10 * CommandMix.SETTINGS.workPerCommand();
        List<SideEffect> expected = new ArrayList<>();
        for (int order = 1; order <= orders; order++) {
            hold(order);
            expected.add(SideEffect.expired(order));
        }
        pass(TIME_TO_PAY_NS);
        int ticks = 0;
        while (rig.pipeline.sequencer().tick() > 0) {
            ticks++;
            assertEquals(0, rig.pipeline.sequencer().tick(), "another one is of no use before this one is decided");
            rig.step();
        }

        // Before a tick is decided as much is done as behind it.
        assertEquals(5, ticks);
        List<SideEffect> done = new ArrayList<>();
        rig.log.entries().stream()
                .skip(3L + orders)
                .forEach(tick -> done.addAll(sideEffects(tick, TICK_OUTCOME_LENGTH)));
        assertEquals(expected, done);
    }

    @Test
    void shouldSeeWhatIsDueWhenItStarts() {
        hold(1);
        pass(TIME_TO_PAY_NS);
        Pipeline next = new Pipeline(
                rig.engine, rig.log, () -> 0, rig.halt, () -> rig.timeNs, PipelineRig.RING, PipelineRig.ARENA);
        next.sequencer().advanceTime();
        assertEquals(1, next.sequencer().tick());
        for (Agent stage : next.stages()) {
            rig.step(stage);
        }
        assertEquals(0, next.sequencer().tick());
        assertEquals(
                List.of(SideEffect.expired(1)), sideEffects(rig.log.entries().get(4), TICK_OUTCOME_LENGTH));
    }

    private void hold(long orderId) {
        hold(rig, orderId);
    }

    private static void hold(PipelineRig rig, long orderId) {
        Terms terms = Terms.of(ShortagePolicy.ALL_OR_NOTHING).payWithin(TIME_TO_PAY_NS);
        rig.expectAccepted(rig.commands.submitOrder(orderId, 1, terms, List.of(Line.of(1, 1, 100))));
        rig.step();
    }

    private void pass(long ns) {
        pass(rig, ns);
    }

    private static void pass(PipelineRig rig, long ns) {
        rig.timeNs += ns;
        rig.pipeline.sequencer().advanceTime();
    }

    private static List<SideEffect> sideEffects(MemoryLog.Entry entry, int answerLength) {
        UnsafeBuffer outcome = new UnsafeBuffer(entry.outcome());
        return SideEffect.decode(outcome, answerLength, outcome.capacity() - answerLength);
    }
}
