// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine.pipeline;

import com.lmax.disruptor.EventPoller;
import io.holdfast.engine.Engine;
import org.agrona.concurrent.Agent;

/** Decides each command and puts the answer's bytes into the answer arena. */
final class EngineStage implements Agent {
    private final EventPoller<CommandSlot> poller;
    private final EventPoller.Handler<CommandSlot> handler = this::onSlot;
    private final Engine engine;
    private final ByteArena commands;
    private final ByteArena answers;
    private final Halt halt;

    private int worked;

    EngineStage(EventPoller<CommandSlot> poller, Engine engine, ByteArena commands, ByteArena answers, Halt halt) {
        this.poller = poller;
        this.engine = engine;
        this.commands = commands;
        this.answers = answers;
        this.halt = halt;
    }

    @Override
    public int doWork() throws Exception {
        worked = 0;
        // While egress is behind there may be no room for an answer; then the ring fills up and the excess is refused.
        if (!halt.isHalted() && answers.hasRoomFor(Engine.MAX_ANSWER_LENGTH)) {
            poller.poll(handler);
        }
        return worked;
    }

    private boolean onSlot(CommandSlot slot, long position, boolean endOfBatch) {
        try {
            int offset = answers.claim(Engine.MAX_ANSWER_LENGTH);
            slot.answerLength = slot.isQuery()
                    ? engine.report(commands.buffer(), slot.commandOffset, answers.buffer(), offset)
                    : engine.decide(
                            slot.sequence,
                            slot.timestampNs,
                            commands.buffer(),
                            slot.commandOffset,
                            answers.buffer(),
                            offset);
            slot.answerOffset = offset;
            slot.answerEnd = answers.commit(slot.answerLength);
            worked++;
            return answers.hasRoomFor(Engine.MAX_ANSWER_LENGTH);
        } catch (Throwable t) {
            halt.because(
                    roleName(), new IllegalStateException("command " + slot.sequence + " could not be decided", t));
            throw t;
        }
    }

    @Override
    public String roleName() {
        return "engine";
    }
}
