// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.floor;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import io.aeron.logbuffer.Header;
import io.holdfast.transport.Channels;
import io.holdfast.transport.FrameBatch;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

/** A client's connection with an {@link EchoServer}. For one thread. */
final class EchoLink implements AutoCloseable {
    static final int ANSWER_STREAM_ID = 7103;

    private static final int FRAGMENT_LIMIT = 64;
    private static final int BATCH_CAPACITY = 512 * 1024;
    private static final long SILENCE_NS = TimeUnit.SECONDS.toNanos(10);
    private static final String IPC = "aeron:ipc";

    private final Subscription answers;
    private final ExclusivePublication publication;
    private final FragmentAssembler assembler = new FragmentAssembler(this::onMessage);
    private final FrameBatch requests = new FrameBatch(BATCH_CAPACITY);
    private final UnsafeBuffer request;
    private final int answerBytes;
    private final IdleStrategy idle;

    private long sent;
    private long answered;
    /** When nothing came for the first time since something came; 0 if something came last. */
    private long silentSinceNs;

    private String disorder;

    private EchoLink(Subscription answers, ExclusivePublication publication, MessageSizes sizes, IdleStrategy idle) {
        this.answers = answers;
        this.publication = publication;
        this.idle = idle;
        answerBytes = sizes.answerBytes();
        request = new UnsafeBuffer(new byte[sizes.requestBytes()]);
        request.setMemory(0, sizes.requestBytes(), (byte) 2);
    }

    static EchoLink open(Aeron aeron, String channel, MessageSizes sizes, IdleStrategy idle) {
        String answerChannel = channel.startsWith(IPC) ? IPC : "aeron:udp?endpoint=localhost:0";
        Subscription answers = aeron.addSubscription(answerChannel, ANSWER_STREAM_ID);
        ExclusivePublication publication =
                aeron.addExclusivePublication(Channels.forSending(channel), Channels.INGRESS_STREAM_ID);
        EchoLink link = new EchoLink(answers, publication, sizes, idle);
        try {
            link.open();
            return link;
        } catch (RuntimeException e) {
            link.close();
            throw e;
        }
    }

    private void open() {
        IdleStrategy patient = new BackoffIdleStrategy();
        long beganNs = System.nanoTime();
        String channel = null;
        while (channel == null || !publication.isConnected()) {
            channel = answers.tryResolveChannelEndpointPort();
            idle(patient, beganNs);
        }
        UnsafeBuffer hello = new UnsafeBuffer(channel.getBytes(StandardCharsets.US_ASCII));
        while (publication.offer(hello) < 0) {
            idle(patient, beganNs);
        }
        while (!answers.isConnected()) {
            idle(patient, beganNs);
        }
        // What it is connected with may be the server's end for the client before; an answer comes when the server is
        // ready for this one.
        request();
        awaitAnswers();
    }

    private void awaitAnswers() {
        while (answered < sent) {
            work();
        }
    }

    private static void idle(IdleStrategy patient, long beganNs) {
        if (System.nanoTime() - beganNs > SILENCE_NS) {
            throw new IllegalStateException("no connection with the echo");
        }
        patient.idle();
    }

    /** One request after the other, each sent when the one before it has been answered. */
    void roundTrips(long durationNs, Histogram latencyNs) {
        long beganNs = System.nanoTime();
        long sentNs = beganNs;
        while (sentNs - beganNs < durationNs) {
            request();
            awaitAnswers();
            long nowNs = System.nanoTime();
            latencyNs.recordValue(nowNs - sentNs);
            sentNs = nowNs;
        }
    }

    /**
     * As many requests in flight as there may be.
     *
     * @return answers in a second.
     */
    double window(int inFlight, long durationNs) {
        long answeredBefore = answered;
        long beganNs = System.nanoTime();
        long nowNs = beganNs;
        while (nowNs - beganNs < durationNs) {
            for (long free = inFlight - (sent - answered); free > 0 && request(); free--) {
                // The condition sends.
            }
            work();
            nowNs = System.nanoTime();
        }
        long came = answered - answeredBefore;
        if (came == 0) {
            throw new IllegalStateException(
                    "the echo answered nothing in the time that it had; it takes more --seconds");
        }
        awaitAnswers();
        return came * 1e9 / (nowNs - beganNs);
    }

    private boolean request() {
        request.putLong(0, sent + 1);
        boolean isTaken = requests.append(request, 0, request.capacity());
        if (isTaken) {
            sent++;
        }
        return isTaken;
    }

    private void work() {
        if (!requests.isEmpty()) {
            requests.flush(publication);
        }
        int received = answers.poll(assembler, FRAGMENT_LIMIT);
        if (disorder != null) {
            throw new IllegalStateException(disorder);
        }
        if (received > 0) {
            silentSinceNs = 0;
            idle.reset();
        } else {
            failIfSilent();
            idle.idle();
        }
    }

    private void failIfSilent() {
        long nowNs = System.nanoTime();
        if (silentSinceNs == 0) {
            silentSinceNs = nowNs;
        } else if (nowNs - silentSinceNs > SILENCE_NS) {
            throw new IllegalStateException("the echo does not answer");
        }
    }

    private void onMessage(DirectBuffer buffer, int offset, int length, Header header) {
        int end = offset + length;
        int at = offset;
        while (at < end) {
            int frameLength = buffer.getInt(at, ByteOrder.LITTLE_ENDIAN);
            long number = buffer.getLong(at + FrameBatch.HEADER_LENGTH);
            answered++;
            if (frameLength != answerBytes || number != answered) {
                // Aeron would keep to itself what is thrown from here.
                disorder = "answer " + answered + " is that to request " + number + ", with " + frameLength + " bytes";
            }
            at += FrameBatch.HEADER_LENGTH + frameLength;
        }
    }

    @Override
    public void close() {
        CloseHelper.closeAll(publication, answers);
    }
}
