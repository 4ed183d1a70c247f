// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine.pipeline;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.YieldingWaitStrategy;
import io.holdfast.engine.Engine;
import io.holdfast.engine.MessageFormat;
import java.util.List;
import org.agrona.BitUtil;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;

/** The ring with its door and its stages. Starts no thread of its own. */
public final class Pipeline {
    /** What is claimed is contiguous, so the longest command or outcome is sure to fit only where there is room for two. */
    public static final int MIN_ARENA_BYTES =
            BitUtil.findNextPositivePowerOfTwo(2 * Math.max(MessageFormat.MAX_LENGTH, Engine.MAX_OUTCOME_LENGTH));

    private final RingBuffer<CommandSlot> ring;
    private final Sequence egressSequence;
    private final CommandSequencer sequencer;
    private final DecisionTally tally = new DecisionTally();
    private final List<Agent> stages;

    /**
     * @param engine       decides; must be as far as the command log is.
     * @param log          keeps what was decided.
     * @param flusher      sends the answers.
     * @param halt         stops everything.
     * @param clock        gives commands their time.
     * @param ringCapacity commands that may be under way at once; a power of two.
     * @param arenaBytes   bytes of commands, and of outcomes, that may be under way at once; a power of two, not below
     *     {@link #MIN_ARENA_BYTES}.
     */
    public Pipeline(
            Engine engine,
            CommandLog log,
            AnswerFlusher flusher,
            Halt halt,
            EpochNanoClock clock,
            int ringCapacity,
            int arenaBytes) {
        if (arenaBytes < MIN_ARENA_BYTES) {
            throw new IllegalArgumentException("arenaBytes must be at least " + MIN_ARENA_BYTES + ": " + arenaBytes);
        }
        ByteArena commands = new ByteArena(arenaBytes);
        ByteArena outcomes = new ByteArena(arenaBytes);
        WorkDue workDue = new WorkDue(engine.nextWorkNs());
        // The wait strategy is for blocking consumers; pollers never wait.
        ring = RingBuffer.createSingleProducer(CommandSlot::new, ringCapacity, new YieldingWaitStrategy());
        EventPoller<CommandSlot> enginePoller = ring.newPoller();
        EventPoller<CommandSlot> journalPoller = ring.newPoller(enginePoller.getSequence());
        EventPoller<CommandSlot> egressPoller = ring.newPoller(journalPoller.getSequence());
        egressSequence = egressPoller.getSequence();
        ring.addGatingSequences(egressSequence);

        sequencer = new CommandSequencer(
                ring,
                commands,
                clock,
                engine.lastSequence(),
                engine.lastTimestampNs(),
                enginePoller.getSequence(),
                workDue);
        stages = List.of(
                new EngineStage(enginePoller, engine, commands, outcomes, workDue, tally, halt),
                new JournalStage(journalPoller, log, commands, outcomes, halt),
                new EgressStage(egressPoller, flusher, commands, outcomes, halt));
    }

    public CommandSequencer sequencer() {
        return sequencer;
    }

    /** How commands were answered. For the engine stage's thread. */
    public DecisionTally tally() {
        return tally;
    }

    /** The stages, in the order in which a command passes through them. */
    public List<Agent> stages() {
        return stages;
    }

    /** Whether everything that was sequenced has been handed to its sink. Any thread, after the sequencer was told to stop accepting. */
    public boolean isWorkedOff() {
        return egressSequence.get() == ring.getCursor();
    }
}
