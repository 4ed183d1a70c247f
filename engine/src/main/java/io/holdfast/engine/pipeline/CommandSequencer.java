// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine.pipeline;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import io.holdfast.engine.MessageFormat;
import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.TickEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The single door to the ring: refuses what must not be sequenced, gives the rest its sequence and time, and copies its
 * bytes once. It also sends the engine a tick when there is work that no command comes along for. For one thread, but for
 * {@link #room} and {@link #stopAccepting()}.
 */
public final class CommandSequencer {
    private static final int TICK_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + TickEncoder.BLOCK_LENGTH;

    private final RingBuffer<CommandSlot> ring;
    private final ByteArena commands;
    private final EpochNanoClock clock;
    /** The last position in the ring that the engine has done with. */
    private final Sequence decided;

    private final WorkDue workDue;
    private final UnsafeBuffer tickBuffer = new UnsafeBuffer(new byte[TICK_LENGTH]);
    private final TickEncoder tick = new TickEncoder();

    private long sequence;
    private long timestampNs;
    /** The last command's position in the ring. */
    private long commandPosition = RingBuffer.INITIAL_CURSOR_VALUE;

    private volatile boolean stopping;
    private volatile Room room = Room.AMPLE;

    CommandSequencer(
            RingBuffer<CommandSlot> ring,
            ByteArena commands,
            EpochNanoClock clock,
            long lastSequence,
            long lastTimestampNs,
            Sequence decided,
            WorkDue workDue) {
        this.ring = ring;
        this.commands = commands;
        this.clock = clock;
        this.sequence = lastSequence;
        this.timestampNs = lastTimestampNs;
        this.decided = decided;
        this.workDue = workDue;
        tick.wrapAndApplyHeader(tickBuffer, 0, new MessageHeaderEncoder());
    }

    /** Reads the clock; to be called once per duty cycle. Sequenced time never goes back, whatever the clock does. */
    public void advanceTime() {
        timestampNs = Math.max(timestampNs, clock.nanoTime());
    }

    /**
     * Takes a command or query, or refuses it; never waits.
     *
     * @param answerTo who asked.
     * @return {@link ResultCode#OK} if the message is in the ring and will be answered from there; otherwise why it is
     *     not: nothing was journalled and nothing has changed.
     */
    public ResultCode offer(AnswerSink answerTo, DirectBuffer message, int offset, int length) {
        ResultCode format = MessageFormat.check(message, offset, length);
        if (format != ResultCode.OK) {
            return format;
        }
        long deadlineNs = MessageFormat.deadlineNs(message, offset);
        if (deadlineNs != 0 && deadlineNs < timestampNs) {
            return ResultCode.DEADLINE_PASSED;
        }
        if (stopping) {
            return ResultCode.STOPPING;
        }
        boolean isQuery = MessageFormat.isQuery(message, offset);
        if (!isQuery && !room.takes(MessageFormat.templateId(message, offset))) {
            return ResultCode.READ_ONLY;
        }
        int commandOffset = commands.claim(length);
        if (commandOffset == ByteArena.FULL || !ring.hasAvailableCapacity(1)) {
            return ResultCode.OVERLOADED;
        }
        commands.buffer().putBytes(commandOffset, message, offset, length);

        long position = ring.next();
        CommandSlot slot = ring.get(position);
        if (isQuery) {
            slot.sequence = 0;
        } else {
            slot.sequence = ++sequence;
            commandPosition = position;
        }
        slot.timestampNs = timestampNs;
        slot.commandOffset = commandOffset;
        slot.commandLength = length;
        slot.commandEnd = commands.commit(length);
        slot.answerTo = answerTo;
        ring.publish(position);
        return ResultCode.OK;
    }

    /**
     * Sequences a tick if the engine has work to do by now, and no command is on its way to it that the work would be done
     * with. To be called once per duty cycle, behind the clients' messages.
     *
     * @return how many were sequenced, for the idle strategy.
     */
    public int tick() {
        // What is due is only known of the last command when it has been decided.
        if (decided.get() < commandPosition || !workDue.isReached(timestampNs)) {
            return 0;
        }
        tick.header().correlationId(0).firstSentNs(timestampNs).deadlineNs(0);
        return offer(AnswerSink.NOBODY, tickBuffer, 0, TICK_LENGTH) == ResultCode.OK ? 1 : 0;
    }

    /** How many commands and queries are in the ring: taken, and not answered yet. */
    public long underWay() {
        return ring.getBufferSize() - ring.remainingCapacity();
    }

    /** From now on commands that there is no room for are refused with {@link ResultCode#READ_ONLY}. Any thread. */
    public void room(Room newRoom) {
        room = newRoom;
    }

    /** From now on everything is refused with {@link ResultCode#STOPPING}, and there are no more ticks. Any thread. */
    public void stopAccepting() {
        stopping = true;
    }
}
