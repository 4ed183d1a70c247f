// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.demo;

import io.aeron.Aeron;
import io.holdfast.engine.codec.OrderOutcomeDecoder;
import io.holdfast.transport.client.CannotConnectException;
import io.holdfast.transport.client.ClientSettings;
import io.holdfast.transport.client.HoldfastClient;
import io.holdfast.transport.client.NoAnswerException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;
import org.agrona.collections.IntArrayQueue;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * One client of the sale: submits each of its orders, then pays or cancels what was accepted. When the server has died it
 * opens a new session and asks again, with the same ids and first-sent times, whatever was not answered.
 */
final class Shopper extends Answers {
    private static final int WINDOW = 64;
    private static final long NO_ANSWER_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long NOT_MEASURED = 0;

    private final ClientBook book;
    private final AtomicInteger answered;
    private final Histogram latencyNs = new Histogram(TimeUnit.MINUTES.toNanos(10), 3);

    private final long[] submitFirstSentNs;
    private final long[] followUpFirstSentNs;
    private final long[] submitSentNs;

    private final IntArrayQueue again = new IntArrayQueue(-1);
    private final IntArrayQueue toFollowUp = new IntArrayQueue(-1);

    private HoldfastClient client;
    private int inFlight;
    private long lastAnswerNs;
    private int askedAgain;
    private int sentTwice;

    /**
     * @param answered counts, over all clients, the orders whose submission has been answered.
     */
    Shopper(ClientBook book, AtomicInteger answered) {
        this.book = book;
        this.answered = answered;
        submitFirstSentNs = new long[book.size()];
        followUpFirstSentNs = new long[book.size()];
        submitSentNs = new long[book.size()];
    }

    ClientBook book() {
        return book;
    }

    /** From each first submission to its answer, in nanoseconds; orders that a crash came between are left out. */
    Histogram latencyNs() {
        return latencyNs;
    }

    /** Commands that were asked again because a crash had come before their answer. */
    int askedAgain() {
        return askedAgain;
    }

    /** Orders that were submitted twice on purpose. */
    int sentTwice() {
        return sentTwice;
    }

    /**
     * Shops over a new session until everything is answered, or until the server is gone; then the thread is to be
     * interrupted too, in case it waits for a session.
     */
    void shop(Aeron aeron, ClientSettings settings, BooleanSupplier serverIsGone) {
        try {
            client = HoldfastClient.connect(aeron, settings, this);
        } catch (CannotConnectException e) {
            if (serverIsGone.getAsBoolean()) {
                return;
            }
            throw e;
        }
        try (HoldfastClient session = client) {
            askAgainWhatIsOpen();
            IdleStrategy idle = new BackoffIdleStrategy();
            lastAnswerNs = System.nanoTime();
            while (!isDone() && !serverIsGone.getAsBoolean()) {
                fillWindow();
                idle.idle(session.poll());
                if (System.nanoTime() - lastAnswerNs > NO_ANSWER_TIMEOUT_NS && !serverIsGone.getAsBoolean()) {
                    throw new NoAnswerException("the server has not answered for a minute", 0);
                }
            }
        }
    }

    boolean isDone() {
        return inFlight == 0 && book.begun() == book.size() && again.isEmpty() && toFollowUp.isEmpty();
    }

    private void askAgainWhatIsOpen() {
        inFlight = 0;
        again.clear();
        toFollowUp.clear();
        for (int i = 0; i < book.begun(); i++) {
            switch (book.stage(i)) {
                case WANTED -> again.addInt(i);
                case SUBMITTED -> {
                    again.addInt(i);
                    submitSentNs[i] = NOT_MEASURED;
                    askedAgain++;
                }
                case ACCEPTED -> toFollowUp.addInt(i);
                case FOLLOWED_UP -> {
                    toFollowUp.addInt(i);
                    askedAgain++;
                }
                case FINISHED -> {}
            }
        }
    }

    private void fillWindow() {
        boolean isTaken = true;
        while (isTaken && inFlight < WINDOW) {
            if (!again.isEmpty()) {
                isTaken = submit(again.peekInt());
                if (isTaken) {
                    again.pollInt();
                }
            } else if (!toFollowUp.isEmpty()) {
                isTaken = followUp(toFollowUp.peekInt());
                if (isTaken) {
                    toFollowUp.pollInt();
                }
            } else if (book.begun() < book.size()) {
                int i = book.begin();
                isTaken = submit(i);
                if (!isTaken) {
                    again.addInt(i);
                }
            } else {
                return;
            }
        }
    }

    /** Submits an order, twice if it is to be; returns false if the client takes nothing more now. */
    private boolean submit(int i) {
        if (submitFirstSentNs[i] == 0) {
            submitFirstSentNs[i] = client.timeNs();
            submitSentNs[i] = System.nanoTime();
        }
        if (!submitOnce(i)) {
            return false;
        }
        if (book.order(i).isSentTwice() && book.stage(i) == ClientBook.Stage.WANTED && submitOnce(i)) {
            sentTwice++;
        }
        book.stage(i, ClientBook.Stage.SUBMITTED);
        return true;
    }

    private boolean submitOnce(int i) {
        client.firstSentAt(submitFirstSentNs[i]);
        if (client.submit(book.order(i).order()) == HoldfastClient.BACK_PRESSURED) {
            return false;
        }
        inFlight++;
        return true;
    }

    private boolean followUp(int i) {
        if (followUpFirstSentNs[i] == 0) {
            followUpFirstSentNs[i] = client.timeNs();
        }
        SaleOrder order = book.order(i);
        client.firstSentAt(followUpFirstSentNs[i]);
        long correlationId = order.isCancelled()
                ? client.cancelOrder(order.order().id())
                : client.confirmOrder(order.order().id(), order.totalMinor());
        if (correlationId == HoldfastClient.BACK_PRESSURED) {
            return false;
        }
        book.stage(i, ClientBook.Stage.FOLLOWED_UP);
        inFlight++;
        return true;
    }

    @Override
    public void onOrder(OrderOutcomeDecoder outcome) {
        inFlight--;
        lastAnswerNs = System.nanoTime();
        int i = book.indexOf(outcome.orderId());
        ClientBook.Stage before = book.stage(i);
        if (book.told(i, outcome) && before == ClientBook.Stage.SUBMITTED) {
            answered.incrementAndGet();
            if (submitSentNs[i] != NOT_MEASURED) {
                latencyNs.recordValue(lastAnswerNs - submitSentNs[i]);
            }
            if (book.stage(i) == ClientBook.Stage.ACCEPTED) {
                toFollowUp.addInt(i);
            }
        }
    }
}
