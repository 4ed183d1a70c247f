// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.YieldingWaitStrategy;
import io.holdfast.engine.Commands;
import io.holdfast.engine.MessageFormat;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.TickDecoder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When the door sends a tick; what the engine would say is said by hand. */
class TickTest {
    private static final int RING = 4;
    private static final long DUE_NS = 1_000;
    private static final long NEVER = Long.MAX_VALUE;

    private final RingBuffer<CommandSlot> ring =
            RingBuffer.createSingleProducer(CommandSlot::new, RING, new YieldingWaitStrategy());
    private final EventPoller<CommandSlot> engine = ring.newPoller();
    private final ByteArena arena = new ByteArena(PipelineRig.ARENA);
    private final WorkDue workDue = new WorkDue(DUE_NS);
    private final CommandSequencer door =
            new CommandSequencer(ring, arena, () -> this.timeNs, 0, 0, engine.getSequence(), workDue);
    private final Commands commands = new Commands();
    private final List<Long> decided = new ArrayList<>();
    private long timeNs = DUE_NS - 1;

    TickTest() {
        ring.addGatingSequences(engine.getSequence());
    }

    @Test
    void shouldTickWhenTimeIsReached() throws Exception {
        expectTicks(0);
        timeNs = DUE_NS;
        assertEquals(0, door.tick(), "sequenced time is not read from the clock");
        expectTicks(1);
        decide(NEVER);
        expectTicks(0);
        assertEquals(List.of(1L), decided);
    }

    @Test
    void shouldSendATickThatNobodyAsksFor() throws Exception {
        timeNs = DUE_NS + 5;
        expectTicks(1);
        engine.poll((slot, position, endOfBatch) -> {
            assertEquals(AnswerSink.NOBODY, slot.answerTo);
            assertEquals(DUE_NS + 5, slot.timestampNs);
            assertEquals(ResultCode.OK, MessageFormat.check(arena.buffer(), slot.commandOffset, slot.commandLength));
            TickDecoder tick = new TickDecoder()
                    .wrapAndApplyHeader(arena.buffer(), slot.commandOffset, new MessageHeaderDecoder());
            assertEquals(0, tick.header().correlationId());
            assertEquals(DUE_NS + 5, tick.header().firstSentNs());
            assertEquals(0, tick.header().deadlineNs());
            return true;
        });
    }

    @Test
    void shouldTickAgainWhileWorkIsLeft() throws Exception {
        timeNs = DUE_NS;
        for (int i = 0; i < 3 * RING; i++) {
            expectTicks(1);
            expectTicks(0);
            decide(DUE_NS);
        }
        expectTicks(1);
        assertEquals(3 * RING, decided.size());
    }

    @Test
    void shouldNotTickWhileACommandIsOnItsWay() throws Exception {
        timeNs = DUE_NS;
        offer(commands.cancelOrder(1));
        expectTicks(0);
        decide(DUE_NS);
        expectTicks(1);
    }

    /** No work is done with a query, so it can hold no work up. */
    @Test
    void shouldTickWhileAQueryIsOnItsWay() throws Exception {
        timeNs = DUE_NS;
        offer(commands.queryEngine());
        expectTicks(1);
        offer(commands.queryEngine());
        expectTicks(0);
        decide(NEVER);
        offer(commands.queryEngine());
        expectTicks(0);
        assertEquals(List.of(0L, 1L, 0L), decided);
    }

    @Test
    void shouldTickLaterWhereThereIsNoRoomNow() throws Exception {
        timeNs = DUE_NS;
        for (int i = 0; i < RING; i++) {
            offer(commands.queryEngine());
        }
        expectTicks(0);
        decide(DUE_NS);
        expectTicks(1);
    }

    @Test
    void shouldTickNoMoreWhenStopping() {
        timeNs = DUE_NS;
        door.stopAccepting();
        expectTicks(0);
    }

    private void expectTicks(int ticks) {
        door.advanceTime();
        assertEquals(ticks, door.tick());
    }

    private void offer(int length) {
        assertEquals(ResultCode.OK, door.offer(AnswerSink.NOBODY, commands.buffer(), 0, length));
    }

    /** Decides all that is on its way; then the engine says when it next has work to do. */
    private void decide(long nextWorkNs) throws Exception {
        engine.poll((slot, position, endOfBatch) -> {
            decided.add(slot.sequence);
            workDue.at(nextWorkNs);
            return true;
        });
    }
}
