// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport;

import io.aeron.Publication;
import io.holdfast.engine.codec.AnswerHeaderEncoder;
import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.RefusalEncoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SessionClosedEncoder;
import io.holdfast.engine.codec.SessionOpenedEncoder;
import io.holdfast.engine.pipeline.AnswerSink;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One client's session. Answers come through the egress stage's thread and wait in a batch of fixed size if the client
 * is slow; what has no room there is dropped and counted, and the client will ask again. A client that is not connected for
 * a while is sent what waits there together with the next answer after it is back. What is said outside the sequence (opened,
 * refused, closed) is sent by the ingress thread, past that batch.
 */
final class ClientSession implements AnswerSink {
    /** Room for the answers to a few thousand commands that a client has in flight. */
    private static final int BATCH_CAPACITY = 512 * 1024;

    private static final int OUT_OF_SEQUENCE_LENGTH = 64;
    private static final int SEND_ATTEMPTS = 3;

    /** The correlation id of the client's image, which is the session's name. */
    final long id;
    /** What the client may do; null if nobody knows it, and it is only to be told so. */
    final Principal principal;
    /** The schema version the client speaks. */
    final int version;

    // The ingress thread's.
    final long publicationId;
    final long openCorrelationId;
    final long openedNs;
    Publication publication;
    boolean isOpen;
    /** Of the client's messages in fragments; its memory goes with the session. */
    final MessageAssembler assembler = new MessageAssembler(Ingress.MAX_FRAGMENTED_LENGTH);

    private final UnsafeBuffer outOfSequence = new UnsafeBuffer(new byte[OUT_OF_SEQUENCE_LENGTH]);
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final RefusalEncoder refusal = new RefusalEncoder();

    // The egress thread's.
    private final Egress egress;
    private FrameBatch batch;
    private boolean isWaiting;

    private final AtomicLong droppedAnswers = new AtomicLong();

    ClientSession(
            long id,
            Principal principal,
            int version,
            long publicationId,
            long openCorrelationId,
            long openedNs,
            Egress egress) {
        this.id = id;
        this.principal = principal;
        this.version = version;
        this.publicationId = publicationId;
        this.openCorrelationId = openCorrelationId;
        this.openedNs = openedNs;
        this.egress = egress;
    }

    /** Answers that could not be delivered so far. Any thread. */
    long droppedAnswers() {
        return droppedAnswers.get();
    }

    // ----- The egress thread -----

    @Override
    public void answer(DirectBuffer buffer, int offset, int length) {
        if (batch == null) {
            batch = new FrameBatch(BATCH_CAPACITY);
        }
        if (!batch.append(buffer, offset, length)) {
            droppedAnswers.incrementAndGet();
            egress.countDropped();
        }
        // Also where there was no room: a client that was gone for a while may be back.
        if (!isWaiting) {
            isWaiting = true;
            egress.willFlush(this);
        }
    }

    /** Sends what waits; returns whether there is nothing left to wait for, until there is another answer. */
    boolean flush() {
        long result = batch.flush(publication);
        boolean clientIsGone = result == Publication.CLOSED || result == Publication.NOT_CONNECTED;
        boolean done = batch.isEmpty() || clientIsGone;
        isWaiting = !done;
        return done;
    }

    // ----- The ingress thread -----

    /** Tells the client that its session is open. */
    boolean sendOpened(ResultCode code) {
        SessionOpenedEncoder opened = new SessionOpenedEncoder()
                .wrapAndApplyHeader(outOfSequence, FrameBatch.HEADER_LENGTH, messageHeader)
                .correlationId(openCorrelationId)
                .code(code);
        return send(opened.encodedLength());
    }

    /** Tells the client that its session is over. */
    boolean sendClosed(ResultCode code) {
        SessionClosedEncoder closed = new SessionClosedEncoder()
                .wrapAndApplyHeader(outOfSequence, FrameBatch.HEADER_LENGTH, messageHeader)
                .code(code);
        return send(closed.encodedLength());
    }

    /** Refuses a message before it was sequenced. */
    void refuse(long correlationId, ResultCode code) {
        refusal.wrapAndApplyHeader(outOfSequence, FrameBatch.HEADER_LENGTH, messageHeader);
        AnswerHeaderEncoder header = refusal.header();
        header.correlationId(correlationId).sequence(0).decidedSequence(0).code(code);
        if (!send(refusal.encodedLength())) {
            droppedAnswers.incrementAndGet();
        }
    }

    private boolean send(int encodedLength) {
        int length = MessageHeaderEncoder.ENCODED_LENGTH + encodedLength;
        outOfSequence.putInt(0, length, ByteOrder.LITTLE_ENDIAN);
        for (int attempt = 0; attempt < SEND_ATTEMPTS; attempt++) {
            if (publication.offer(outOfSequence, 0, FrameBatch.HEADER_LENGTH + length) > 0) {
                return true;
            }
        }
        return false;
    }
}
