// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.demo;

import io.aeron.Aeron;
import io.holdfast.engine.codec.OrderReportDecoder;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.transport.client.ClientSettings;
import io.holdfast.transport.client.HoldfastClient;
import io.holdfast.transport.client.NoAnswerException;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/** Asks the engine for every order that a client was told something about, and compares. */
final class BookCheck extends Answers {
    private static final int WINDOW = 256;
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(60);

    private final ClientBook book;
    private int inFlight;
    private int lost;

    private BookCheck(ClientBook book) {
        this.book = book;
    }

    /**
     * Counts the orders of which the engine no longer knows what it told.
     */
    static int countLost(Aeron aeron, ClientSettings settings, ClientBook book) {
        BookCheck check = new BookCheck(book);
        try (HoldfastClient client = HoldfastClient.connect(aeron, settings, check)) {
            check.run(client);
        }
        return check.lost;
    }

    private void run(HoldfastClient client) {
        IdleStrategy idle = new BackoffIdleStrategy();
        long deadlineNs = System.nanoTime() + TIMEOUT_NS;
        int i = 0;
        while (i < book.begun() || inFlight > 0) {
            while (i < book.begun() && inFlight < WINDOW && (isUntold(i) || ask(client, i))) {
                i++;
            }
            int work = client.poll();
            idle.idle(work);
            if (work > 0) {
                deadlineNs = System.nanoTime() + TIMEOUT_NS;
            } else if (System.nanoTime() - deadlineNs > 0) {
                throw new NoAnswerException("the server has not answered for a minute", 0);
            }
        }
    }

    private boolean isUntold(int i) {
        return book.submission(i) == null;
    }

    private boolean ask(HoldfastClient client, int i) {
        if (client.queryOrder(book.order(i).order().id()) == HoldfastClient.BACK_PRESSURED) {
            return false;
        }
        inFlight++;
        return true;
    }

    @Override
    public void onOrderReport(OrderReportDecoder report) {
        inFlight--;
        int i = book.indexOf(report.orderId());
        boolean isKept = report.header().code() == ResultCode.OK
                && report.submission() == book.submission(i)
                && isReachable(report.status(), i)
                && (book.submission(i) != ResultCode.OK
                        || report.totalMinor() == book.order(i).totalMinor());
        if (!isKept) {
            lost++;
        }
    }

    /** The status told, or the one after it, if the hold has ended or the crash came between decision and answer. */
    private boolean isReachable(OrderStatus status, int i) {
        if (status == book.status(i)) {
            return true;
        }
        if (book.order(i).isAbandoned()) {
            return status == OrderStatus.EXPIRED && book.submission(i) == ResultCode.OK;
        }
        OrderStatus afterFollowUp = book.order(i).isCancelled() ? OrderStatus.CANCELLED : OrderStatus.CONFIRMED;
        return book.stage(i) == ClientBook.Stage.FOLLOWED_UP && status == afterFollowUp;
    }
}
