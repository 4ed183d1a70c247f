// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import static org.awaitility.Awaitility.await;

import io.aeron.FragmentAssembler;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.logbuffer.Header;
import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.SessionOpenEncoder;
import io.holdfast.transport.Channels;
import io.holdfast.transport.FrameBatch;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.awaitility.core.ConditionFactory;

/** Test fixture: a session over {@code aeron:ipc} that sends whatever bytes it is given. */
final class RawClient implements AutoCloseable {
    private static final int STREAM_ID = 4711;
    private static final int MAX_LENGTH = 128 * 1024;

    private final Publication publication;
    private final Subscription subscription;
    private final FragmentAssembler assembler = new FragmentAssembler(this::onMessage);
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[MAX_LENGTH]);
    private final Deque<UnsafeBuffer> received = new ArrayDeque<>();

    /** Says that it wants a session, of the present version of the schema or an older one. */
    RawClient(TestServer server, int version) {
        subscription = server.aeron().addSubscription("aeron:ipc", STREAM_ID);
        publication = server.aeron()
                .addExclusivePublication(
                        Channels.forSending(server.clientSettings().ingressChannel()), Channels.INGRESS_STREAM_ID);
        awaitSoon().until(publication::isConnected);
        UnsafeBuffer message = new UnsafeBuffer(new byte[MAX_LENGTH]);
        SessionOpenEncoder open = new SessionOpenEncoder()
                .wrapAndApplyHeader(message, 0, new MessageHeaderEncoder())
                .correlationId(1)
                .responseStreamId(STREAM_ID)
                .responseChannel("aeron:ipc")
                .putCredentials(new byte[0], 0, 0);
        message.putShort(MessageHeaderEncoder.versionEncodingOffset(), (short) version, ByteOrder.LITTLE_ENDIAN);
        send(new UnsafeBuffer(message, 0, MessageHeaderEncoder.ENCODED_LENGTH + open.encodedLength()));
    }

    /** Sends a message. */
    RawClient send(DirectBuffer message) {
        frame.putInt(0, message.capacity(), ByteOrder.LITTLE_ENDIAN);
        frame.putBytes(FrameBatch.HEADER_LENGTH, message, 0, message.capacity());
        int length = FrameBatch.HEADER_LENGTH + message.capacity();
        awaitSoon().until(() -> publication.offer(frame, 0, length) > 0);
        return this;
    }

    /** The next message of the server. */
    UnsafeBuffer receive() {
        awaitSoon().until(() -> {
            subscription.poll(assembler, 1);
            return !received.isEmpty();
        });
        return received.remove();
    }

    private void onMessage(DirectBuffer buffer, int offset, int length, Header header) {
        int at = offset;
        while (at < offset + length) {
            int frameLength = buffer.getInt(at, ByteOrder.LITTLE_ENDIAN);
            UnsafeBuffer message = new UnsafeBuffer(new byte[frameLength]);
            message.putBytes(0, buffer, at + FrameBatch.HEADER_LENGTH, frameLength);
            received.add(message);
            at += FrameBatch.HEADER_LENGTH + frameLength;
        }
    }

    private static ConditionFactory awaitSoon() {
        return await().atMost(TestServer.TIMEOUT).pollInterval(Duration.ofMillis(1));
    }

    @Override
    public void close() {
        CloseHelper.closeAll(publication, subscription);
    }
}
