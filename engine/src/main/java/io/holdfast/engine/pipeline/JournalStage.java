// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine.pipeline;

import com.lmax.disruptor.EventPoller;
import org.agrona.concurrent.Agent;

/** Appends what has been decided since it last looked to the command log, as one batch. */
final class JournalStage implements Agent {
    private final EventPoller<CommandSlot> poller;
    private final EventPoller.Handler<CommandSlot> handler = this::onSlot;
    private final CommandLog log;
    private final ByteArena commands;
    private final ByteArena outcomes;
    private final Halt halt;

    private int worked;

    JournalStage(EventPoller<CommandSlot> poller, CommandLog log, ByteArena commands, ByteArena outcomes, Halt halt) {
        this.poller = poller;
        this.log = log;
        this.commands = commands;
        this.outcomes = outcomes;
        this.halt = halt;
    }

    @Override
    public int doWork() throws Exception {
        worked = 0;
        if (!halt.isHalted()) {
            poller.poll(handler);
        }
        return worked;
    }

    private boolean onSlot(CommandSlot slot, long position, boolean endOfBatch) {
        try {
            if (!slot.isQuery()) {
                log.append(
                        slot.sequence,
                        slot.timestampNs,
                        commands.buffer(),
                        slot.commandOffset,
                        slot.commandLength,
                        outcomes.buffer(),
                        slot.outcomeOffset,
                        slot.outcomeLength);
            }
            if (endOfBatch || slot.poison != null) {
                log.commit();
            }
            if (slot.poison != null) {
                throw slot.poison;
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
        return "journal";
    }
}
