// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.Commands.ReturnLine;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import java.util.Collections;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class EngineTest {
    private final Commands commands = new Commands();
    private final UnsafeBuffer answer = new UnsafeBuffer(new byte[Engine.MAX_OUTCOME_LENGTH]);
    private final Engine engine = new Engine();

    @Test
    void shouldBeginWithNothing() {
        assertEquals(0, engine.lastSequence());
        assertEquals(0, engine.lastTimestampNs());
        assertEquals(0, engine.digest());
        assertEquals(EngineSettings.NONE, engine.settings());
    }

    @Test
    void shouldKnowSequenceTimeAndSettingsOfTheLastCommand() {
        commands.configureEngine(EngineRig.SETTINGS);
        decide(1, 77);
        assertEquals(1, engine.lastSequence());
        assertEquals(77, engine.lastTimestampNs());
        assertEquals(EngineRig.SETTINGS, engine.settings());
    }

    @Test
    void shouldRefuseAGapInTheSequence() {
        commands.cancelOrder(1);
        assertThrows(IllegalStateException.class, () -> decide(2, 5));
        decide(1, 5);
        assertThrows(IllegalStateException.class, () -> decide(1, 5));
        assertThrows(IllegalStateException.class, () -> decide(3, 5));
        assertEquals(1, engine.lastSequence());
    }

    @Test
    void shouldRefuseThatTimeGoesBack() {
        commands.cancelOrder(1);
        decide(1, 5);
        assertThrows(IllegalStateException.class, () -> decide(2, 4));
        assertEquals(1, engine.lastSequence());
        assertEquals(5, engine.lastTimestampNs());
        decide(2, 5);
    }

    @Test
    void shouldTakeCommandsOnlyAsCommandsAndQueriesOnlyAsQueries() {
        commands.queryEngine();
        assertThrows(IllegalStateException.class, () -> decide(1, 5));
        commands.cancelOrder(1);
        assertThrows(IllegalStateException.class, () -> engine.report(commands.buffer(), 0, answer, 0));
    }

    @Test
    void shouldStoreNothingBeforeItIsConfigured() {
        EngineRig rig = EngineRig.unconfigured();
        assertEquals(ResultCode.CAPACITY, rig.defineSku(1, null, 0, "").code());
        assertEquals(ResultCode.CAPACITY, rig.receive(1, 1, 1).code());
        assertEquals(
                ResultCode.CAPACITY, rig.submitOrder(1, 1, Line.of(1, 1, 1)).code());
        assertEquals(ResultCode.UNKNOWN_ORDER, rig.confirmOrder(1, 1).code());
        assertEquals(ResultCode.UNKNOWN_ORDER, rig.cancelOrder(1).code());
        assertEquals(0, rig.digest());
    }

    /** Time may begin at 0, which is a time like any other. */
    @Test
    void shouldForgetWhatWasFinishedAtTheBeginningOfTimeBySinceWhenItIsUnchanged() {
        decideNext(0, commands.configureEngine(EngineRig.SETTINGS));
        decideNext(0, commands.defineSku(1, null, 0, ""));
        decideNext(0, commands.adjustStock(1, 1, 0, 5, AdjustmentReason.RECEIPT));
        decideNext(0, commands.submitOrder(1, 7, Line.of(2, 1, 3)));
        decideNext(0, commands.confirmOrder(1, 6));
        decideNext(0, commands.shipOrder(1, 1));
        decideNext(50, commands.firstSentNs(50).returnOrder(1, 1, new ReturnLine(0, 1)));
        decideNext(160, commands.tick());
        assertEquals(OrderStatus.FULFILLED, statusOfOrder(1));
        decideNext(161, commands.tick());
        assertEquals(OrderStatus.NONE, statusOfOrder(1));
    }

    @Test
    void shouldReportTheLargestOrderInTheLargestAnswer() {
        EngineRig rig = EngineRig.configured();
        List<Line> lines = Collections.nCopies(Engine.MAX_ORDER_LINES, Line.of(1, 1, 1));
        rig.defineSku(1, null, 0, "");
        rig.receive(1, 1, lines.size());
        rig.submitOrder(1, 7, lines);
        assertEquals(lines.size(), rig.queryOrder(1).lines().size());
        assertEquals(Engine.MAX_ANSWER_LENGTH, rig.answerBytes().length);
    }

    @Test
    void shouldChangeNothingByAQuery() {
        EngineRig rig = EngineRig.configured();
        rig.defineSku(1, null, 0, "");
        long digest = rig.digest();
        rig.sentAfter(-1_000_000).queryStock(1, 0);
        rig.queryStock(2, 0);
        rig.queryOrder(1);
        assertEquals(2, rig.queryEngine().header().sequence());
        assertEquals(2, rig.engine().lastSequence());
        assertEquals(digest, rig.digest());
    }

    private void decideNext(long timestampNs, int length) {
        assertEquals(ResultCode.OK, MessageFormat.check(commands.buffer(), 0, length));
        decide(engine.lastSequence() + 1, timestampNs);
        assertEquals(
                ResultCode.OK,
                DecodedAnswer.decode(answer, 0, engine.answerLength()).code());
    }

    private OrderStatus statusOfOrder(long orderId) {
        commands.queryOrder(orderId);
        int length = engine.report(commands.buffer(), 0, answer, 0);
        return ((DecodedAnswer.OrderReport) DecodedAnswer.decode(answer, 0, length)).status();
    }

    private void decide(long sequence, long timestampNs) {
        engine.decide(sequence, timestampNs, commands.buffer(), 0, answer, 0);
    }
}
