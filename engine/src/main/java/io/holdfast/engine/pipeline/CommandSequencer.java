// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine.pipeline;

import com.lmax.disruptor.RingBuffer;
import io.holdfast.engine.MessageFormat;
import io.holdfast.engine.codec.ResultCode;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.EpochNanoClock;

/**
 * The single door to the ring: refuses what must not be sequenced, gives the rest its sequence and time, and copies its
 * bytes once. For one thread, but for {@link #stopAccepting()}.
 */
public final class CommandSequencer {
    private final RingBuffer<CommandSlot> ring;
    private final ByteArena commands;
    private final EpochNanoClock clock;

    private long sequence;
    private long timestampNs;
    private volatile boolean stopping;

    CommandSequencer(
            RingBuffer<CommandSlot> ring,
            ByteArena commands,
            EpochNanoClock clock,
            long lastSequence,
            long lastTimestampNs) {
        this.ring = ring;
        this.commands = commands;
        this.clock = clock;
        this.sequence = lastSequence;
        this.timestampNs = lastTimestampNs;
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
        int commandOffset = commands.claim(length);
        if (commandOffset == ByteArena.FULL || !ring.hasAvailableCapacity(1)) {
            return ResultCode.OVERLOADED;
        }
        commands.buffer().putBytes(commandOffset, message, offset, length);

        long position = ring.next();
        CommandSlot slot = ring.get(position);
        slot.sequence = MessageFormat.isQuery(message, offset) ? 0 : ++sequence;
        slot.timestampNs = timestampNs;
        slot.commandOffset = commandOffset;
        slot.commandLength = length;
        slot.commandEnd = commands.commit(length);
        slot.answerTo = answerTo;
        ring.publish(position);
        return ResultCode.OK;
    }

    /** From now on everything is refused with {@link ResultCode#STOPPING}. Any thread. */
    public void stopAccepting() {
        stopping = true;
    }
}
