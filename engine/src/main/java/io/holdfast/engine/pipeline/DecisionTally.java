// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine.pipeline;

import io.holdfast.engine.codec.AnswerHeaderDecoder;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.ResultCode;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** How what passed the engine stage was answered, since the start. For the thread of that stage. */
public final class DecisionTally {
    private static final int DECIDED_SEQUENCE =
            MessageHeaderDecoder.ENCODED_LENGTH + AnswerHeaderDecoder.decidedSequenceEncodingOffset();
    private static final int CODE = MessageHeaderDecoder.ENCODED_LENGTH + AnswerHeaderDecoder.codeEncodingOffset();

    private long accepted;
    private long refused;
    private long repeated;
    private long ticks;
    private long queries;

    DecisionTally() {}

    /** Reads as little as it can: this is done for each command. */
    void addCommand(CommandSlot slot, DirectBuffer outcomes) {
        int outcome = slot.outcomeOffset;
        if (outcomes.getLong(outcome + DECIDED_SEQUENCE, ByteOrder.LITTLE_ENDIAN) != slot.sequence) {
            repeated++;
        } else if (outcomes.getByte(outcome + CODE) != ResultCode.OK.value()) {
            refused++;
        } else if (slot.answerTo == AnswerSink.NOBODY) {
            ticks++;
        } else {
            accepted++;
        }
    }

    void addQuery() {
        queries++;
    }

    /** Commands that were decided for the first time, and did what they were to do. */
    public long accepted() {
        return accepted;
    }

    /** Commands that were decided for the first time, and changed nothing. */
    public long refused() {
        return refused;
    }

    /** Commands that had been decided before, and were answered as then. */
    public long repeated() {
        return repeated;
    }

    /** Ticks, which no client has sent. */
    public long ticks() {
        return ticks;
    }

    /** Queries. */
    public long queries() {
        return queries;
    }
}
