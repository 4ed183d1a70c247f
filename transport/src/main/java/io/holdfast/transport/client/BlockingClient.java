// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import io.aeron.Aeron;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.AnswerHeaderDecoder;
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
import java.time.Duration;
import java.util.function.LongSupplier;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * A session with a server that asks one thing at a time and waits for the answer, as long as each call says.
 *
 * <p>Every call throws {@link NoAnswerException} when its time is over, {@link RefusedException} when the server refused
 * before the sequence, and {@link CannotConnectException} when the session is closed. For one thread.
 */
public final class BlockingClient implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofDays(365);

    private final HoldfastClient client;
    private final IdleStrategy idle = new BackoffIdleStrategy();

    private long awaited;
    private Object answer;
    private long firstSentNs;
    private long deadlineNs;

    private BlockingClient(Aeron aeron, ClientSettings settings) {
        client = HoldfastClient.connect(aeron, settings, new Answers());
    }

    /** Opens a session; see {@link HoldfastClient#connect}. */
    public static BlockingClient connect(Aeron aeron, ClientSettings settings) {
        return new BlockingClient(aeron, settings);
    }

    /** Says that the next call repeats a command that was first sent at a time; otherwise that time is now. */
    public BlockingClient firstSentAt(long timeNs) {
        firstSentNs = timeNs;
        return this;
    }

    /** Says until when the next call's command is worth deciding; see {@link HoldfastClient#deadlineAt}. */
    public BlockingClient deadlineAt(long timeNs) {
        deadlineNs = timeNs;
        return this;
    }

    /** See {@link HoldfastClient#defineSku}. */
    public SkuResult defineSku(long skuId, String code, SkuTerms terms, Duration timeout) {
        return ask(SkuResult.class, timeout, () -> client.defineSku(skuId, code, terms));
    }

    /** See {@link HoldfastClient#updateSku}. */
    public SkuResult updateSku(long skuId, SkuTerms terms, boolean isSuspended, int expectedVersion, Duration timeout) {
        return ask(SkuResult.class, timeout, () -> client.updateSku(skuId, terms, isSuspended, expectedVersion));
    }

    /** See {@link HoldfastClient#adjustStock(long, long, int, int, AdjustmentReason)}. */
    public AdjustmentResult adjustStock(
            long adjustmentId, long skuId, int location, int delta, AdjustmentReason reason, Duration timeout) {
        return ask(
                AdjustmentResult.class,
                timeout,
                () -> client.adjustStock(adjustmentId, skuId, location, delta, reason));
    }

    /** See {@link HoldfastClient#adjustStock(long, long, int, int, AdjustmentReason, String)}. */
    public AdjustmentResult adjustStock(
            long adjustmentId,
            long skuId,
            int location,
            int delta,
            AdjustmentReason reason,
            String reference,
            Duration timeout) {
        return ask(
                AdjustmentResult.class,
                timeout,
                () -> client.adjustStock(adjustmentId, skuId, location, delta, reason, reference));
    }

    /** See {@link HoldfastClient#transferStock}. */
    public TransferResult transferStock(
            long adjustmentId,
            long skuId,
            int fromLocation,
            int toLocation,
            int quantity,
            String reference,
            Duration timeout) {
        return ask(
                TransferResult.class,
                timeout,
                () -> client.transferStock(adjustmentId, skuId, fromLocation, toLocation, quantity, reference));
    }

    /** See {@link HoldfastClient#submit}. */
    public OrderResult submit(Order order, Duration timeout) {
        return ask(OrderResult.class, timeout, () -> client.submit(order));
    }

    /** See {@link HoldfastClient#confirmOrder(long, long)}. */
    public OrderResult confirmOrder(long orderId, long paidMinor, Duration timeout) {
        return ask(OrderResult.class, timeout, () -> client.confirmOrder(orderId, paidMinor));
    }

    /** See {@link HoldfastClient#confirmOrder(long, long, int)}. */
    public OrderResult confirmOrder(long orderId, long paidMinor, int expectedVersion, Duration timeout) {
        return ask(OrderResult.class, timeout, () -> client.confirmOrder(orderId, paidMinor, expectedVersion));
    }

    /** See {@link HoldfastClient#cancelOrder(long)}. */
    public OrderResult cancelOrder(long orderId, Duration timeout) {
        return ask(OrderResult.class, timeout, () -> client.cancelOrder(orderId));
    }

    /** See {@link HoldfastClient#cancelOrder(long, int)}. */
    public OrderResult cancelOrder(long orderId, int expectedVersion, Duration timeout) {
        return ask(OrderResult.class, timeout, () -> client.cancelOrder(orderId, expectedVersion));
    }

    /** See {@link HoldfastClient#ship}. */
    public FulfilmentResult ship(Shipment shipment, Duration timeout) {
        return ask(FulfilmentResult.class, timeout, () -> client.ship(shipment));
    }

    /** See {@link HoldfastClient#takeBack}. */
    public FulfilmentResult takeBack(OrderReturn orderReturn, Duration timeout) {
        return ask(FulfilmentResult.class, timeout, () -> client.takeBack(orderReturn));
    }

    /** The stock of a SKU at a location. */
    public StockView stock(long skuId, int location, Duration timeout) {
        return ask(StockView.class, timeout, () -> client.queryStock(skuId, location));
    }

    /** An order as it is. */
    public OrderView order(long orderId, Duration timeout) {
        return ask(OrderView.class, timeout, () -> client.queryOrder(orderId));
    }

    /** A SKU as it is. */
    public SkuView sku(long skuId, Duration timeout) {
        return ask(SkuView.class, timeout, () -> client.querySku(skuId));
    }

    /** How far the engine is. */
    public EngineView engine(Duration timeout) {
        return ask(EngineView.class, timeout, client::queryEngine);
    }

    private <T> T ask(Class<T> type, Duration timeout, LongSupplier call) {
        long sentNs = firstSentNs == 0 ? client.timeNs() : firstSentNs;
        client.firstSentAt(sentNs).deadlineAt(deadlineNs);
        // For this call only, also if nothing comes of it.
        firstSentNs = 0;
        deadlineNs = 0;
        if (!client.isOpen()) {
            throw new CannotConnectException("the session is closed: connect again");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a timeout must be positive, not " + timeout);
        }
        long giveUpNs = System.nanoTime() + (timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout).toNanos();
        answer = null;
        awaited = call.getAsLong();
        if (awaited == HoldfastClient.BACK_PRESSURED) {
            throw new NoAnswerException("the server takes nothing more from this session at present", sentNs);
        }
        while (answer == null && client.isOpen() && System.nanoTime() - giveUpNs < 0) {
            idle.idle(client.poll());
        }
        if (answer instanceof ResultCode refusal) {
            throw new RefusedException(refusal);
        }
        if (answer == null) {
            throw new NoAnswerException(
                    client.isOpen()
                            ? "no answer within " + timeout
                                    + (client.isConnected() ? "" : "; the server cannot be reached: connect again")
                            : "the server closed the session before it answered",
                    sentNs);
        }
        return type.cast(answer);
    }

    @Override
    public void close() {
        client.close();
    }

    /** Keeps the answer that is waited for; a late answer to an earlier call is nobody's any more. */
    private final class Answers implements OutcomeListener {
        private void take(long correlationId, Object result) {
            if (correlationId == awaited) {
                answer = result;
            }
        }

        private void take(AnswerHeaderDecoder header, Object result) {
            take(header.correlationId(), result);
        }

        @Override
        public void onSku(SkuOutcomeDecoder outcome) {
            take(outcome.header(), SkuResult.of(outcome));
        }

        @Override
        public void onStock(StockOutcomeDecoder outcome) {
            take(outcome.header(), AdjustmentResult.of(outcome));
        }

        @Override
        public void onTransfer(TransferOutcomeDecoder outcome) {
            take(outcome.header(), TransferResult.of(outcome));
        }

        @Override
        public void onOrder(OrderOutcomeDecoder outcome) {
            take(outcome.header(), OrderResult.of(outcome));
        }

        @Override
        public void onFulfilment(FulfilmentOutcomeDecoder outcome) {
            take(outcome.header(), FulfilmentResult.of(outcome));
        }

        @Override
        public void onStockReport(StockReportDecoder report) {
            take(report.header(), StockView.of(report));
        }

        @Override
        public void onOrderReport(OrderReportDecoder report) {
            take(report.header(), OrderView.of(report));
        }

        @Override
        public void onSkuReport(SkuReportDecoder report) {
            take(report.header(), SkuView.of(report));
        }

        @Override
        public void onEngineReport(EngineReportDecoder report) {
            take(report.header(), EngineView.of(report));
        }

        @Override
        public void onRefusal(long correlationId, ResultCode code) {
            take(correlationId, code);
        }

        @Override
        public void onClosed(ResultCode reason) {
            // ask() sees that the session is no longer open.
        }
    }
}
