// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import io.holdfast.engine.codec.LatePayment;
import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.codec.SubmitOrderEncoder;
import java.time.Duration;

/**
 * An order that is being put together by {@link HoldfastClient#order}: terms where they are not the usual ones, one line
 * call for each line, then submit.
 */
public final class OrderBuilder {
    private static final int MAX_PRIORITY = 7;

    private final Requests requests;
    private final SubmitOrderEncoder order = new SubmitOrderEncoder();
    private SubmitOrderEncoder.LinesEncoder lines;

    OrderBuilder(Requests requests) {
        this.requests = requests;
    }

    static int length(int lineCount) {
        return MessageHeaderEncoder.ENCODED_LENGTH
                + SubmitOrderEncoder.BLOCK_LENGTH
                + SubmitOrderEncoder.LinesEncoder.sbeHeaderSize()
                + lineCount * SubmitOrderEncoder.LinesEncoder.sbeBlockLength();
    }

    OrderBuilder begin(int offset, long orderId, long customerId, int lineCount) {
        order.wrapAndApplyHeader(requests.buffer(), offset, requests.messageHeader())
                .orderId(orderId)
                .customerId(customerId);
        lines = order.linesCount(lineCount);
        return terms(OrderTerms.DEFAULT);
    }

    /** Sets all terms anew. */
    public OrderBuilder terms(OrderTerms terms) {
        return policy(terms.policy())
                .timeToPay(terms.timeToPay())
                .timeToWait(terms.timeToWait())
                .priority(terms.priority())
                .latePayment(terms.latePayment());
    }

    /** What becomes of the order if it asks for more than there is; otherwise it is rejected then. */
    public OrderBuilder policy(ShortagePolicy policy) {
        order.policy(policy);
        return this;
    }

    /**
     * How long all its units are held for it to be paid; zero, as it is otherwise, for the engine's default.
     *
     * @throws ArithmeticException if that is over 292 years.
     */
    public OrderBuilder timeToPay(Duration time) {
        order.timeToPayNs(time.toNanos());
        return this;
    }

    /**
     * How long it waits for units that are missing; zero, as it is otherwise, for the engine's default.
     *
     * @throws ArithmeticException if that is over 292 years.
     */
    public OrderBuilder timeToWait(Duration time) {
        order.timeToWaitNs(time.toNanos());
        return this;
    }

    /** From 0, as it is otherwise, to 7: who waits with a higher one is served first. */
    public OrderBuilder priority(int priority) {
        if (priority < 0 || priority > MAX_PRIORITY) {
            throw new IllegalArgumentException("a priority is from 0 to " + MAX_PRIORITY + ", not " + priority);
        }
        order.priority((short) priority);
        return this;
    }

    /** What becomes of a confirmation after the time to pay; otherwise it is refused. */
    public OrderBuilder latePayment(LatePayment latePayment) {
        order.latePayment(latePayment);
        return this;
    }

    /**
     * Adds the next line.
     *
     * @param location       where the units are to come from; 0 where there is only one location;
     *     {@link io.holdfast.engine.Location#ANY} where the SKU's location order says.
     * @param unitPriceMinor in minor units of money.
     */
    public OrderBuilder line(long skuId, int location, int quantity, long unitPriceMinor) {
        Requests.checkPlaceOrAny(location);
        lines.next()
                .skuId(skuId)
                .unitPriceMinor(unitPriceMinor)
                .quantity(quantity)
                .location(location);
        return this;
    }

    long submit(Order whole) {
        terms(whole.terms());
        for (Order.Line line : whole.lines()) {
            line(line.skuId(), line.location(), line.quantity(), line.unitPriceMinor());
        }
        return submit();
    }

    /**
     * Sends the order.
     *
     * @return its correlation id.
     */
    public long submit() {
        return requests.commit(order.header(), order.encodedLength());
    }
}
