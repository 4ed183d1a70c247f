// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.exceptions.AeronException;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import io.holdfast.engine.Engine;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.transport.Channels;
import io.holdfast.transport.FrameBatch;
import io.holdfast.transport.MessageAssembler;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/** The Aeron side of a client: opens the session, sends what was asked for, brings what was answered, and closes it. */
final class Session implements AnswerDecoder.SessionListener, AutoCloseable {
    private static final int FRAGMENT_LIMIT = 64;
    /** A message in fragments holds exactly one frame. */
    private static final int MAX_FRAGMENTED_LENGTH = FrameBatch.HEADER_LENGTH + Engine.MAX_ANSWER_LENGTH;

    private final ClientSettings settings;
    private final Requests requests;
    private final AnswerDecoder answers;
    private final Subscription subscription;
    private final ExclusivePublication publication;
    private final FragmentHandler fragmentHandler = this::onFragment;
    private final MessageAssembler assembler = new MessageAssembler(MAX_FRAGMENTED_LENGTH);

    private RuntimeException failure;
    private long openCorrelationId;
    private ResultCode openedCode;
    private boolean isOpen;

    private Session(
            ClientSettings settings,
            Requests requests,
            OutcomeListener listener,
            Subscription subscription,
            ExclusivePublication publication) {
        this.settings = settings;
        this.requests = requests;
        this.answers = new AnswerDecoder(listener, this);
        this.subscription = subscription;
        this.publication = publication;
    }

    /** See {@link HoldfastClient#connect}. */
    static Session open(Aeron aeron, ClientSettings settings, Requests requests, OutcomeListener listener) {
        Subscription subscription = null;
        ExclusivePublication publication = null;
        try {
            subscription = ResponseSubscription.open(aeron, settings.ingressChannel());
            publication = aeron.addExclusivePublication(
                    Channels.forSending(settings.ingressChannel()), settings.ingressStreamId());
            Session session = new Session(settings, requests, listener, subscription, publication);
            session.open();
            return session;
        } catch (RuntimeException e) {
            closeAll(subscription, publication);
            throw e instanceof AeronException
                            || e instanceof IllegalArgumentException
                            || e instanceof IllegalStateException
                    ? new CannotConnectException(
                            "cannot connect to " + settings.ingressChannel() + ": " + e.getMessage(), e)
                    : e;
        }
    }

    private static void closeAll(Subscription subscription, Publication publication) {
        if (publication != null) {
            publication.close();
        }
        if (subscription != null) {
            subscription.close();
        }
    }

    private void open() {
        long deadlineNs = System.nanoTime() + settings.connectTimeout().toNanos();
        IdleStrategy idle = new BackoffIdleStrategy();
        String responseChannel = null;
        while (responseChannel == null || !publication.isConnected()) {
            responseChannel = subscription.tryResolveChannelEndpointPort();
            awaitConnection(deadlineNs, "nobody listens there");
            idle.idle();
        }
        openCorrelationId = requests.openSession(
                responseChannel, subscription.streamId(), settings.credentials().getBytes(StandardCharsets.UTF_8));
        while (openedCode == null) {
            idle.idle(poll());
            awaitConnection(deadlineNs, "it does not answer");
        }
        if (openedCode != ResultCode.OK) {
            throw new CannotConnectException(
                    "the server at " + settings.ingressChannel() + " refuses the session: " + openedCode);
        }
        isOpen = true;
    }

    private void awaitConnection(long deadlineNs, String otherwise) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CannotConnectException("interrupted while connecting to " + settings.ingressChannel());
        }
        if (System.nanoTime() - deadlineNs > 0) {
            throw new CannotConnectException("cannot connect to " + settings.ingressChannel() + " within "
                    + settings.connectTimeout().toMillis() + " ms: " + otherwise);
        }
    }

    boolean isOpen() {
        return isOpen && !publication.isClosed();
    }

    boolean isConnected() {
        return publication.isConnected();
    }

    /** Sends as much as can be sent without waiting; returns whether that was something, and all of it. */
    boolean flush() {
        return requests.flush(publication);
    }

    /** See {@link HoldfastClient#poll}. */
    int poll() {
        int sent = flush() ? 1 : 0;
        int received = failure == null ? subscription.poll(fragmentHandler, FRAGMENT_LIMIT) : 0;
        if (failure != null) {
            throw failure;
        }
        return sent + received;
    }

    private void onFragment(DirectBuffer buffer, int offset, int length, Header aeronHeader) {
        byte flags = aeronHeader.flags();
        if (MessageAssembler.isWhole(flags)) {
            onMessage(buffer, offset, length);
            return;
        }
        long imageId = ((Image) aeronHeader.context()).correlationId();
        int wholeLength = assembler.add(imageId, flags, buffer, offset, length);
        if (wholeLength > 0) {
            onMessage(assembler.buffer(), 0, wholeLength);
        } else if (wholeLength == MessageAssembler.TOO_LONG) {
            failOfBrokenFrame();
        }
    }

    private void onMessage(DirectBuffer buffer, int offset, int length) {
        int end = offset + length;
        int at = offset;
        // Aeron would keep to itself what is thrown from here.
        while (at < end && failure == null) {
            int messageLength = FrameBatch.messageLength(buffer, at, end);
            if (messageLength == FrameBatch.BROKEN) {
                failOfBrokenFrame();
                return;
            }
            try {
                answers.onMessage(buffer, at + FrameBatch.HEADER_LENGTH);
            } catch (RuntimeException e) {
                failure = e;
            }
            at += FrameBatch.HEADER_LENGTH + messageLength;
        }
    }

    /** What comes behind it cannot be read: there is no use in a session any more. */
    private void failOfBrokenFrame() {
        if (failure == null) {
            failure = new IllegalStateException("the server at " + settings.ingressChannel()
                    + " sent a message of a length that none has; the session is closed");
            end();
        }
    }

    private void end() {
        if (isOpen()) {
            requests.closeSession();
            flush();
        }
        isOpen = false;
    }

    @Override
    public void onOpened(long correlationId, ResultCode code) {
        if (correlationId == openCorrelationId) {
            openedCode = code;
        }
    }

    @Override
    public void onClosed() {
        isOpen = false;
    }

    /** See {@link HoldfastClient#close}. */
    @Override
    public void close() {
        end();
        closeAll(subscription, publication);
    }
}
