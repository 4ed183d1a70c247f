// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.floor;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.aeron.Image;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.logbuffer.Header;
import io.holdfast.transport.Channels;
import io.holdfast.transport.FrameBatch;
import io.holdfast.transport.SampledClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Answers each request with as many bytes as an engine would, and does no more: on one thread, with frames and batches like
 * those of sessions. It has one client at a time, the first message of which is the channel to answer on.
 */
final class EchoServer implements Agent {
    /** As many as the server's ingress takes in one duty cycle. */
    private static final int FRAGMENT_LIMIT = 32;

    private static final int BATCH_CAPACITY = 512 * 1024;
    private static final int NOBODY = -1;

    private final Aeron aeron;
    private final AgentInvoker conductor;
    private final Subscription requests;
    private final FragmentAssembler assembler = new FragmentAssembler(this::onMessage);
    private final Path logFile;
    private final MappedLog.Pages logPages;
    private final UnsafeBuffer answer;
    private final FrameBatch answers = new FrameBatch(BATCH_CAPACITY);

    private long clientId = NOBODY;
    private String newClientChannel;
    private boolean isClientGone;
    private ExclusivePublication publication;
    private MappedLog log;
    private final EpochNanoClock clock = new SampledClock();
    private long timestampNs;

    /**
     * @param aeron   a client whose conductor is to be invoked.
     * @param logFile where requests and answers are appended; null for nowhere.
     */
    EchoServer(Aeron aeron, String channel, int answerBytes, Path logFile, MappedLog.Pages logPages) {
        this.aeron = aeron;
        this.conductor = aeron.conductorAgentInvoker();
        this.logFile = logFile;
        this.logPages = logPages;
        answer = new UnsafeBuffer(new byte[answerBytes]);
        answer.setMemory(0, answerBytes, (byte) 1);
        requests = aeron.addSubscription(channel, Channels.INGRESS_STREAM_ID, image -> {}, this::onGone);
    }

    /** The channel it listens on, with its port; null as long as that is not known. */
    String channel() {
        conductor.invoke();
        return requests.tryResolveChannelEndpointPort();
    }

    @Override
    public int doWork() {
        int work = conductor.invoke();
        if (isClientGone) {
            isClientGone = false;
            leave();
        }
        if (log != null) {
            timestampNs = clock.nanoTime();
        }
        work += requests.poll(assembler, FRAGMENT_LIMIT);
        if (newClientChannel != null) {
            turnToNewClient();
        }
        if (!answers.isEmpty()) {
            flush();
            work++;
        }
        return work;
    }

    private void onMessage(DirectBuffer buffer, int offset, int length, Header header) {
        long imageId = ((Image) header.context()).correlationId();
        if (imageId != clientId) {
            clientId = imageId;
            newClientChannel = buffer.getStringWithoutLengthAscii(offset, length);
            return;
        }
        int end = offset + length;
        int at = offset;
        while (at < end) {
            int frameLength = buffer.getInt(at, ByteOrder.LITTLE_ENDIAN);
            onRequest(buffer, at + FrameBatch.HEADER_LENGTH, frameLength);
            at += FrameBatch.HEADER_LENGTH + frameLength;
        }
    }

    private void onRequest(DirectBuffer buffer, int offset, int length) {
        answer.putLong(0, buffer.getLong(offset));
        if (log != null) {
            log.append(timestampNs, buffer, offset, length, answer, answer.capacity());
        }
        while (!answers.append(answer, 0, answer.capacity()) && flush()) {
            Thread.onSpinWait();
        }
    }

    /** Returns whether there is somebody to send to. */
    private boolean flush() {
        long result = answers.flush(publication);
        return result != Publication.CLOSED && result != Publication.NOT_CONNECTED;
    }

    private void turnToNewClient() {
        String channel = newClientChannel;
        newClientChannel = null;
        leave();
        try {
            log = logFile == null ? null : MappedLog.create(logFile, logPages);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        publication = aeron.addExclusivePublication(Channels.forSending(channel), EchoLink.ANSWER_STREAM_ID);
    }

    private void onGone(Image image) {
        isClientGone |= image.correlationId() == clientId;
    }

    private void leave() {
        CloseHelper.closeAll(publication, log);
        publication = null;
        log = null;
    }

    @Override
    public void onClose() {
        leave();
    }

    @Override
    public String roleName() {
        return "echo";
    }
}
