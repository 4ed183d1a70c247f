// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine.pipeline;

import com.lmax.disruptor.EventPoller;
import io.holdfast.engine.Engine;
import org.agrona.concurrent.Agent;

/** Decides each command, answers each query, and puts the outcome's bytes into the outcome arena. */
final class EngineStage implements Agent {
    private final EventPoller<CommandSlot> poller;
    private final EventPoller.Handler<CommandSlot> handler = this::onSlot;
    private final Engine engine;
    private final ByteArena commands;
    private final ByteArena outcomes;
    private final WorkDue workDue;
    private final DecisionTally tally;
    private final Halt halt;

    private int worked;
    private boolean isPoisoned;

    EngineStage(
            EventPoller<CommandSlot> poller,
            Engine engine,
            ByteArena commands,
            ByteArena outcomes,
            WorkDue workDue,
            DecisionTally tally,
            Halt halt) {
        this.poller = poller;
        this.engine = engine;
        this.commands = commands;
        this.outcomes = outcomes;
        this.workDue = workDue;
        this.tally = tally;
        this.halt = halt;
    }

    @Override
    public int doWork() throws Exception {
        worked = 0;
        // While egress is behind there may be no room for an outcome; then the ring fills up and the excess is refused.
        if (!isPoisoned && !halt.isHalted() && outcomes.hasRoomFor(Engine.MAX_OUTCOME_LENGTH)) {
            poller.poll(handler);
        }
        return worked;
    }

    private boolean onSlot(CommandSlot slot, long position, boolean endOfBatch) {
        try {
            slot.outcomeOffset = outcomes.claim(Engine.MAX_OUTCOME_LENGTH);
            if (slot.isQuery()) {
                report(slot);
            } else {
                decide(slot);
            }
            slot.outcomeEnd = outcomes.commit(slot.outcomeLength);
            worked++;
            return !isPoisoned && outcomes.hasRoomFor(Engine.MAX_OUTCOME_LENGTH);
        } catch (Throwable t) {
            halt.because(roleName(), t);
            throw t;
        }
    }

    private void decide(CommandSlot slot) {
        try {
            slot.outcomeLength = engine.decide(
                    slot.sequence,
                    slot.timestampNs,
                    commands.buffer(),
                    slot.commandOffset,
                    outcomes.buffer(),
                    slot.outcomeOffset);
            slot.answerLength = engine.answerLength();
            workDue.at(engine.nextWorkNs());
            tally.addCommand(slot, outcomes.buffer());
        } catch (RuntimeException e) {
            // The journal stage puts it on record and halts, so that somebody can look at it.
            isPoisoned = true;
            slot.poison = new PoisonedCommandException(slot.sequence, e);
            slot.outcomeLength = 0;
        }
    }

    private void report(CommandSlot slot) {
        slot.outcomeLength =
                engine.report(commands.buffer(), slot.commandOffset, outcomes.buffer(), slot.outcomeOffset);
        slot.answerLength = slot.outcomeLength;
        tally.addQuery();
    }

    @Override
    public String roleName() {
        return "engine";
    }
}
