// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine.pipeline;

import com.lmax.disruptor.EventPoller;
import org.agrona.concurrent.Agent;

/** Hands out the answers of what is journalled, and gives the bytes of commands and outcomes back to their arenas. */
final class EgressStage implements Agent {
    private final EventPoller<CommandSlot> poller;
    private final EventPoller.Handler<CommandSlot> handler = this::onSlot;
    private final AnswerFlusher flusher;
    private final ByteArena commands;
    private final ByteArena outcomes;
    private final Halt halt;

    private int worked;

    EgressStage(
            EventPoller<CommandSlot> poller, AnswerFlusher flusher, ByteArena commands, ByteArena outcomes, Halt halt) {
        this.poller = poller;
        this.flusher = flusher;
        this.commands = commands;
        this.outcomes = outcomes;
        this.halt = halt;
    }

    @Override
    public int doWork() throws Exception {
        if (halt.isHalted()) {
            return 0;
        }
        worked = 0;
        poller.poll(handler);
        return worked + flush();
    }

    private int flush() {
        try {
            return flusher.flush();
        } catch (Throwable t) {
            halt.because(roleName(), t);
            throw t;
        }
    }

    private boolean onSlot(CommandSlot slot, long position, boolean endOfBatch) {
        // Asked for each slot: a failed journal batch reaches this stage in part, after the halt was set.
        if (halt.isHalted()) {
            return false;
        }
        try {
            slot.answerTo.answer(outcomes.buffer(), slot.outcomeOffset, slot.answerLength);
            // Or a closed session would live until the ring comes round.
            slot.answerTo = null;
            if (endOfBatch) {
                commands.release(slot.commandEnd);
                outcomes.release(slot.outcomeEnd);
            }
            worked++;
            return true;
        } catch (Throwable t) {
            halt.because(roleName(), t);
            throw t;
        }
    }

    @Override
    public String roleName() {
        return "egress";
    }
}
