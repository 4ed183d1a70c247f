// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import io.aeron.Aeron;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.EngineReportDecoder;
import io.holdfast.engine.codec.OrderOutcomeDecoder;
import io.holdfast.engine.codec.OrderReportDecoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SkuOutcomeDecoder;
import io.holdfast.engine.codec.StockOutcomeDecoder;
import io.holdfast.engine.codec.StockReportDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    /** See {@link HoldfastClient#defineSku}. */
    public SkuResult defineSku(long skuId, String code, long listPriceMinor, int safetyStock, Duration timeout) {
        return ask(SkuResult.class, timeout, () -> client.defineSku(skuId, code, listPriceMinor, safetyStock));
    }

    /** See {@link HoldfastClient#adjustStock}. */
    public AdjustmentResult adjustStock(
            long adjustmentId, long skuId, int location, int delta, AdjustmentReason reason, Duration timeout) {
        return ask(
                AdjustmentResult.class,
                timeout,
                () -> client.adjustStock(adjustmentId, skuId, location, delta, reason));
    }

    /** Submits an order. */
    public OrderResult submit(Order order, Duration timeout) {
        return ask(OrderResult.class, timeout, () -> {
            OrderBuilder builder =
                    client.order(order.id(), order.customerId(), order.lines().size());
            if (builder == null) {
                return HoldfastClient.BACK_PRESSURED;
            }
            for (Order.Line line : order.lines()) {
                builder.line(line.skuId(), line.location(), line.quantity(), line.unitPriceMinor());
            }
            return builder.submit();
        });
    }

    /** See {@link HoldfastClient#confirmOrder}. */
    public OrderResult confirmOrder(long orderId, long paidMinor, Duration timeout) {
        return ask(OrderResult.class, timeout, () -> client.confirmOrder(orderId, paidMinor));
    }

    /** See {@link HoldfastClient#cancelOrder}. */
    public OrderResult cancelOrder(long orderId, Duration timeout) {
        return ask(OrderResult.class, timeout, () -> client.cancelOrder(orderId));
    }

    /** The stock of a SKU at a location. */
    public StockView stock(long skuId, int location, Duration timeout) {
        return ask(StockView.class, timeout, () -> client.queryStock(skuId, location));
    }

    /** An order as it is. */
    public OrderView order(long orderId, Duration timeout) {
        return ask(OrderView.class, timeout, () -> client.queryOrder(orderId));
    }

    /** How far the engine is. */
    public EngineView engine(Duration timeout) {
        return ask(EngineView.class, timeout, client::queryEngine);
    }

    private <T> T ask(Class<T> type, Duration timeout, LongSupplier call) {
        if (!client.isOpen()) {
            throw new CannotConnectException("the session is closed: connect again");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a timeout must be positive, not " + timeout);
        }
        long deadlineNs = System.nanoTime() + (timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout).toNanos();
        long sentNs = firstSentNs == 0 ? client.timeNs() : firstSentNs;
        firstSentNs = 0;
        answer = null;
        client.firstSentAt(sentNs);
        awaited = call.getAsLong();
        if (awaited == HoldfastClient.BACK_PRESSURED) {
            throw new NoAnswerException("the server takes nothing more from this session at present", sentNs);
        }
        while (answer == null && client.isOpen() && System.nanoTime() - deadlineNs < 0) {
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

        @Override
        public void onSku(SkuOutcomeDecoder outcome) {
            take(
                    outcome.header().correlationId(),
                    new SkuResult(
                            outcome.header().code(),
                            outcome.header().sequence(),
                            outcome.header().decidedSequence(),
                            outcome.skuId()));
        }

        @Override
        public void onStock(StockOutcomeDecoder outcome) {
            take(
                    outcome.header().correlationId(),
                    new AdjustmentResult(
                            outcome.header().code(),
                            outcome.header().sequence(),
                            outcome.header().decidedSequence(),
                            outcome.adjustmentId(),
                            outcome.onHand(),
                            outcome.promised()));
        }

        @Override
        public void onOrder(OrderOutcomeDecoder outcome) {
            take(
                    outcome.header().correlationId(),
                    new OrderResult(
                            outcome.header().code(),
                            outcome.header().sequence(),
                            outcome.header().decidedSequence(),
                            outcome.orderId(),
                            outcome.status(),
                            outcome.totalMinor(),
                            outcome.paidMinor(),
                            outcome.refundDueMinor()));
        }

        @Override
        public void onStockReport(StockReportDecoder report) {
            take(
                    report.header().correlationId(),
                    new StockView(
                            report.header().code(),
                            report.header().sequence(),
                            report.skuId(),
                            report.location(),
                            report.onHand(),
                            report.reserved(),
                            report.allocated(),
                            report.available(),
                            report.safetyStock(),
                            report.listPriceMinor(),
                            report.skuCode()));
        }

        @Override
        public void onOrderReport(OrderReportDecoder report) {
            List<Order.Line> lines = new ArrayList<>();
            for (OrderReportDecoder.LinesDecoder line : report.lines()) {
                lines.add(new Order.Line(line.skuId(), line.location(), line.quantity(), line.unitPriceMinor()));
            }
            take(
                    report.header().correlationId(),
                    new OrderView(
                            report.header().code(),
                            report.header().sequence(),
                            new Order(report.orderId(), report.customerId(), lines),
                            report.status(),
                            report.submission(),
                            report.totalMinor(),
                            report.paidMinor()));
        }

        @Override
        public void onEngineReport(EngineReportDecoder report) {
            take(
                    report.header().correlationId(),
                    new EngineView(
                            report.header().sequence(),
                            report.timestampNs(),
                            report.digest(),
                            report.skus(),
                            report.orders(),
                            report.adjustments()));
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
