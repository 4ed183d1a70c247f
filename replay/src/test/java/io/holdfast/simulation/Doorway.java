// SPDX-License-Identifier: Apache-2.0
package io.holdfast.simulation;

import io.holdfast.engine.MessageFormat;
import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.RefusalEncoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.pipeline.AnswerFlusher;
import io.holdfast.engine.pipeline.AnswerSink;
import io.holdfast.engine.pipeline.CommandSequencer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** What stands in for the sessions: clients' messages come in, refusals go out at once, answers when they are flushed. */
final class Doorway implements AnswerFlusher {
    private record Waiting(int client, UnsafeBuffer answer) {}

    private final Ledger ledger;
    private final Network.Receiver out;
    private final List<Waiting> waiting = new ArrayList<>();
    private CommandSequencer sequencer;

    /** @param out takes what goes out. */
    Doorway(Ledger ledger, Network.Receiver out) {
        this.ledger = ledger;
        this.out = out;
    }

    void open(CommandSequencer newSequencer) {
        sequencer = newSequencer;
    }

    void receive(int client, UnsafeBuffer message) {
        sequencer.advanceTime();
        ResultCode code = sequencer.offer(sink(client), message, 0, message.capacity());
        if (code != ResultCode.OK) {
            out.receive(client, refusal(MessageFormat.correlationId(message, 0, message.capacity()), code));
        }
    }

    void tick() {
        sequencer.advanceTime();
        sequencer.tick();
    }

    private AnswerSink sink(int client) {
        return (buffer, offset, length) -> {
            byte[] answer = new byte[length];
            buffer.getBytes(offset, answer);
            waiting.add(new Waiting(client, new UnsafeBuffer(answer)));
        };
    }

    @Override
    public int flush() {
        int sent = waiting.size();
        for (Waiting one : waiting) {
            ledger.tell(one.answer);
            out.receive(one.client, one.answer);
        }
        waiting.clear();
        return sent;
    }

    private static UnsafeBuffer refusal(long correlationId, ResultCode code) {
        UnsafeBuffer bytes =
                new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + RefusalEncoder.BLOCK_LENGTH]);
        new RefusalEncoder()
                .wrapAndApplyHeader(bytes, 0, new MessageHeaderEncoder())
                .header()
                .correlationId(correlationId)
                .sequence(0)
                .decidedSequence(0)
                .code(code);
        return bytes;
    }
}
