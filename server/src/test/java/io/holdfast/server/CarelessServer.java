// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import io.aeron.Aeron;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.logbuffer.Header;
import io.holdfast.engine.MessageFormat;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SessionCloseDecoder;
import io.holdfast.engine.codec.SessionOpenDecoder;
import io.holdfast.engine.codec.SessionOpenedEncoder;
import io.holdfast.transport.Channels;
import io.holdfast.transport.FrameBatch;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.YieldingIdleStrategy;

/** Test fixture: opens every session that somebody asks for, and answers all else with the bytes it was given, whatever they are. */
final class CarelessServer implements Agent, AutoCloseable {
    final List<Integer> responseStreamIds = new CopyOnWriteArrayList<>();
    final AtomicInteger closedSessions = new AtomicInteger();
    final List<Throwable> thrown = new CopyOnWriteArrayList<>();

    private final Aeron aeron;
    private final Subscription ingress;
    private final DirectBuffer bytes;
    private final AgentRunner runner;
    private Publication answers;

    CarelessServer(Aeron aeron, String channel, DirectBuffer bytes) {
        this.aeron = aeron;
        this.bytes = bytes;
        ingress = aeron.addSubscription(channel, Channels.INGRESS_STREAM_ID);
        runner = new AgentRunner(YieldingIdleStrategy.INSTANCE, thrown::add, null, this);
        AgentRunner.startOnThread(runner);
    }

    @Override
    public int doWork() {
        return ingress.poll(this::onMessage, 1);
    }

    private void onMessage(DirectBuffer buffer, int offset, int length, Header aeronHeader) {
        int at = offset + FrameBatch.HEADER_LENGTH;
        switch (MessageFormat.templateId(buffer, at)) {
            case SessionOpenDecoder.TEMPLATE_ID ->
                open(new SessionOpenDecoder().wrapAndApplyHeader(buffer, at, new MessageHeaderDecoder()));
            case SessionCloseDecoder.TEMPLATE_ID -> closedSessions.incrementAndGet();
            default -> send(answers, bytes, bytes.capacity());
        }
    }

    private void open(SessionOpenDecoder asked) {
        responseStreamIds.add(asked.responseStreamId());
        answers = aeron.addPublication(Channels.forSending(asked.responseChannel()), asked.responseStreamId());
        UnsafeBuffer frame = new UnsafeBuffer(new byte[64]);
        SessionOpenedEncoder opened = new SessionOpenedEncoder()
                .wrapAndApplyHeader(frame, FrameBatch.HEADER_LENGTH, new MessageHeaderEncoder())
                .correlationId(asked.correlationId())
                .code(ResultCode.OK);
        int length = MessageHeaderEncoder.ENCODED_LENGTH + opened.encodedLength();
        frame.putInt(0, length, ByteOrder.LITTLE_ENDIAN);
        send(answers, frame, FrameBatch.HEADER_LENGTH + length);
    }

    private static void send(Publication answers, DirectBuffer buffer, int length) {
        long deadlineNs = System.nanoTime() + TestServer.TIMEOUT.toNanos();
        while (answers.offer(buffer, 0, length) < 0) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new AssertionError("the client does not listen");
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public String roleName() {
        return "careless server";
    }

    @Override
    public void close() {
        CloseHelper.closeAll(runner, ingress);
    }
}
