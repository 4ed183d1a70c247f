// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.MessageFormat;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.ResultCode;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is refused at ingress gets no sequence, and what comes later follows without a gap. */
class CommandSequencerTest {
    private final PipelineRig rig = PipelineRig.ready(Layout.SHARED);
    private int accepted = 3;

    @AfterEach
    void shouldLeaveNoGap() {
        rig.step();
        submit(1_000);
        rig.step();
        List<Long> sequences = LongStream.rangeClosed(1, accepted).boxed().toList();
        assertEquals(sequences, rig.answeredSequences());
        assertEquals(
                sequences,
                rig.log.entries().stream().map(MemoryLog.Entry::sequence).toList());
    }

    @Test
    void shouldRefuseWhatIsMalformed() {
        int length = rig.commands.cancelOrder(1);
        assertEquals(ResultCode.MALFORMED, rig.offer(length - 1));
        assertEquals(ResultCode.MALFORMED, rig.offer(0));
    }

    @Test
    void shouldRefuseUnknownVersion() {
        int length = rig.commands.cancelOrder(1);
        short version = MessageHeaderDecoder.SCHEMA_VERSION + 1;
        rig.commands.buffer().putShort(MessageHeaderDecoder.versionEncodingOffset(), version, ByteOrder.LITTLE_ENDIAN);
        assertEquals(ResultCode.UNSUPPORTED_VERSION, rig.offer(length));
    }

    @Test
    void shouldRefuseWhatIsTooLarge() {
        assertEquals(ResultCode.TOO_LARGE, rig.offer(MessageFormat.MAX_LENGTH + 1));
    }

    @Test
    void shouldRefuseWhatComesAfterItsDeadline() {
        rig.commands.deadlineNs(rig.timeNs - 1);
        assertEquals(ResultCode.DEADLINE_PASSED, rig.submit(1));
        assertEquals(ResultCode.DEADLINE_PASSED, rig.offer(rig.commands.queryEngine()));
        rig.commands.deadlineNs(rig.timeNs);
        submit(1);
        rig.commands.deadlineNs(0);
    }

    @Test
    void shouldRefuseEverythingWhenStopping() {
        PipelineRig stopping = PipelineRig.ready(Layout.SHARED);
        stopping.pipeline.sequencer().stopAccepting();
        assertEquals(ResultCode.STOPPING, stopping.submit(1));
        assertEquals(ResultCode.STOPPING, stopping.offer(stopping.commands.queryEngine()));
        stopping.step();
        // What was accepted before is worked off.
        assertEquals(List.of(1L, 2L, 3L), stopping.answeredSequences());
    }

    @Test
    void shouldRefuseWhenRingIsFull() {
        for (int i = accepted; i < PipelineRig.RING; i++) {
            submit(i);
        }
        assertEquals(ResultCode.OVERLOADED, rig.submit(900));
        assertEquals(ResultCode.OVERLOADED, rig.submit(901));
        rig.step();
        submit(902);
    }

    @Test
    void shouldRefuseWhenArenaIsFull() {
        List<Line> lines = Collections.nCopies(2_048, Line.of(1, 1, 100));
        int length = rig.commands.submitOrder(100, 1, lines);
        for (int i = 0; i < PipelineRig.ARENA / length; i++) {
            rig.expectAccepted(length);
            accepted++;
        }
        assertEquals(ResultCode.OVERLOADED, rig.offer(length));
        // A small one may still fit.
        submit(1);
        rig.step();
        rig.expectAccepted(rig.commands.submitOrder(201, 1, lines));
        accepted++;
    }

    /** One reason after the other is added, the last to be looked at first. */
    @Test
    void shouldGiveOfSeveralReasonsTheOneDeclaredFirst() {
        PipelineRig full = PipelineRig.ready(Layout.SHARED);
        List<ResultCode> codes = new ArrayList<>();
        for (int i = 3; i < PipelineRig.RING; i++) {
            full.submit(i);
        }
        codes.add(full.submit(900));
        full.pipeline.sequencer().room(Room.NONE);
        codes.add(full.submit(900));
        full.pipeline.sequencer().stopAccepting();
        codes.add(full.submit(900));
        full.commands.deadlineNs(full.timeNs - 1);
        codes.add(full.submit(900));
        int length = full.commands.cancelOrder(1);
        full.commands.buffer().putShort(MessageHeaderDecoder.versionEncodingOffset(), (short) 0);
        codes.add(full.offer(length));
        full.commands.buffer().putShort(MessageHeaderDecoder.schemaIdEncodingOffset(), (short) 0);
        codes.add(full.offer(length));
        codes.add(full.offer(MessageFormat.MAX_LENGTH + 1));
        assertEquals(7, Set.copyOf(codes).size(), codes::toString);
        assertEquals(codes.stream().sorted(Comparator.reverseOrder()).toList(), codes);
    }

    @Test
    void shouldNeverLetTimeGoBack() {
        rig.timeNs += 50;
        rig.pipeline.sequencer().advanceTime();
        submit(1);
        rig.timeNs -= 40;
        rig.pipeline.sequencer().advanceTime();
        submit(2);
        rig.timeNs += 41;
        rig.pipeline.sequencer().advanceTime();
        submit(3);
        rig.step();

        long startNs = rig.timeNs - 51;
        assertEquals(
                List.of(startNs, startNs, startNs, startNs + 50, startNs + 50, startNs + 51),
                rig.log.entries().stream().map(MemoryLog.Entry::timestampNs).toList());
    }

    @Test
    void shouldNotReadClockForEachCommand() {
        rig.timeNs += 50;
        submit(1);
        rig.step();
        assertEquals(rig.timeNs - 50, rig.log.entries().get(3).timestampNs());
    }

    private void submit(long orderId) {
        assertEquals(ResultCode.OK, rig.submit(orderId));
        accepted++;
    }
}
