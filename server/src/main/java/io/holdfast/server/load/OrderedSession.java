// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.load;

import io.aeron.Aeron;
import io.holdfast.engine.codec.EngineReportDecoder;
import io.holdfast.engine.codec.FulfilmentOutcomeDecoder;
import io.holdfast.engine.codec.OrderOutcomeDecoder;
import io.holdfast.engine.codec.OrderReportDecoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SkuOutcomeDecoder;
import io.holdfast.engine.codec.SkuReportDecoder;
import io.holdfast.engine.codec.StockOutcomeDecoder;
import io.holdfast.engine.codec.StockReportDecoder;
import io.holdfast.engine.codec.TransferOutcomeDecoder;
import io.holdfast.transport.client.ClientSettings;
import io.holdfast.transport.client.HoldfastClient;
import io.holdfast.transport.client.OutcomeListener;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * A session with many commands in flight that take effect in exactly the order in which they were sent, or not at all.
 *
 * <p>A session delivers in order, and so do its answers come. What would break the order is a command that the server
 * refused before it was sequenced while those behind it were taken, so a window keeps what is in flight far below what a
 * server has room for, and the first command that is refused or not answered ends everything with an exception.
 *
 * <p>For one thread.
 */
public final class OrderedSession implements AutoCloseable {
    /** No command, query or answer without lines has more bytes. */
    public static final int SHORT_LENGTH = 160;

    private static final int MAX_IN_FLIGHT = 2_048;
    /** Half of the smallest room that a server can be set to have. */
    private static final int MAX_BYTES_IN_FLIGHT = 512 * 1024;

    private static final long ANSWER_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(30);

    private final HoldfastClient client;
    private final Deque<InFlight> inFlight = new ArrayDeque<>();
    private final IdleStrategy idle = new BackoffIdleStrategy();

    private int bytesInFlight;
    private long lastAnswerNs;

    /** A command that has not been answered. */
    private record InFlight(long correlationId, String name, int bytes, Consumer<Object> onAnswer) {}

    private OrderedSession(Aeron aeron, ClientSettings settings) {
        client = HoldfastClient.connect(aeron, settings, new Answers());
    }

    /** Opens a session; see {@link HoldfastClient#connect}. */
    public static OrderedSession open(Aeron aeron, ClientSettings settings) {
        return new OrderedSession(aeron, settings);
    }

    /**
     * Sends a command or query, behind all that were sent before; waits while the window is full.
     *
     * @param name       to be told if it goes wrong.
     * @param bytes      about how long it or its answer is, whichever is longer.
     * @param command    the call; may be tried more than once.
     * @param answerType what answers it.
     * @param onAnswer   takes the answer, during one of the next calls; what it is given is valid during its call only.
     * @throws SessionLostException      if the session has ended, or nothing has been answered for 30 s.
     * @throws UnexpectedAnswerException if the server refused a command before it was sequenced.
     */
    public <A> void send(
            String name, int bytes, ToLongFunction<HoldfastClient> command, Class<A> answerType, Consumer<A> onAnswer) {
        while (inFlight.size() == MAX_IN_FLIGHT
                || (!inFlight.isEmpty() && bytesInFlight + bytes > MAX_BYTES_IN_FLIGHT)) {
            awaitSomething();
        }
        long correlationId = command.applyAsLong(client);
        while (correlationId == HoldfastClient.BACK_PRESSURED) {
            awaitSomething();
            correlationId = command.applyAsLong(client);
        }
        if (inFlight.isEmpty()) {
            lastAnswerNs = System.nanoTime();
        }
        inFlight.add(new InFlight(correlationId, name, bytes, answer -> onAnswer.accept(answerType.cast(answer))));
        bytesInFlight += bytes;
        client.poll();
    }

    /** Waits until everything has been answered; throws as {@link #send} does. */
    public void awaitAnswers() {
        while (!inFlight.isEmpty()) {
            awaitSomething();
        }
    }

    private void awaitSomething() {
        idle.idle(client.poll());
        if (inFlight.isEmpty()) {
            return;
        }
        if (!client.isOpen()) {
            throw new SessionLostException(
                    "the session ended before " + inFlight.element().name() + " was answered");
        }
        if (System.nanoTime() - lastAnswerNs > ANSWER_TIMEOUT_NS) {
            throw new SessionLostException("no answer for " + TimeUnit.NANOSECONDS.toSeconds(ANSWER_TIMEOUT_NS)
                    + " s, the next is due to " + inFlight.element().name()
                    + ": the server has ended, or stands still");
        }
    }

    private void onAnswer(long correlationId, Object answer) {
        InFlight due = inFlight.remove();
        if (due.correlationId() != correlationId) {
            throw new SessionLostException("the answer to " + due.name() + " was lost");
        }
        bytesInFlight -= due.bytes();
        lastAnswerNs = System.nanoTime();
        due.onAnswer().accept(answer);
    }

    /** Refusals overtake the answers to what was sequenced before them. */
    private void onRefused(long correlationId, ResultCode code) {
        String name = inFlight.stream()
                .filter(due -> due.correlationId() == correlationId)
                .map(InFlight::name)
                .findFirst()
                .orElse("a command");
        if (code == ResultCode.STOPPING) {
            throw new SessionLostException("the server is stopping; it has not taken " + name);
        }
        throw new UnexpectedAnswerException("the server refused " + name + ": " + code);
    }

    @Override
    public void close() {
        client.close();
    }

    /** Brings each answer to the command it is due to. */
    private final class Answers implements OutcomeListener {
        @Override
        public void onSku(SkuOutcomeDecoder outcome) {
            onAnswer(outcome.header().correlationId(), outcome);
        }

        @Override
        public void onStock(StockOutcomeDecoder outcome) {
            onAnswer(outcome.header().correlationId(), outcome);
        }

        @Override
        public void onTransfer(TransferOutcomeDecoder outcome) {
            onAnswer(outcome.header().correlationId(), outcome);
        }

        @Override
        public void onOrder(OrderOutcomeDecoder outcome) {
            onAnswer(outcome.header().correlationId(), outcome);
        }

        @Override
        public void onFulfilment(FulfilmentOutcomeDecoder outcome) {
            onAnswer(outcome.header().correlationId(), outcome);
        }

        @Override
        public void onStockReport(StockReportDecoder report) {
            onAnswer(report.header().correlationId(), report);
        }

        @Override
        public void onOrderReport(OrderReportDecoder report) {
            onAnswer(report.header().correlationId(), report);
        }

        @Override
        public void onSkuReport(SkuReportDecoder report) {
            onAnswer(report.header().correlationId(), report);
        }

        @Override
        public void onEngineReport(EngineReportDecoder report) {
            onAnswer(report.header().correlationId(), report);
        }

        @Override
        public void onRefusal(long correlationId, ResultCode code) {
            onRefused(correlationId, code);
        }

        @Override
        public void onClosed(ResultCode reason) {
            throw new SessionLostException("the server closed the session: " + reason);
        }
    }
}
