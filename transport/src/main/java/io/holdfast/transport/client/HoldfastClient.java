// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import io.aeron.Aeron;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.ResultCode;

/**
 * A session with a server, asynchronous: calls put commands into a batch and return their correlation id; {@link #poll()}
 * sends the batch and brings answers to the {@link OutcomeListener}.
 *
 * <p>For one thread, which must not block in the listener. Nothing is allocated per command, but for texts. A call that
 * finds the batch full returns {@link #BACK_PRESSURED}, or no builder, and has done nothing: poll, then call again. Numbers
 * that a message has no room for are an {@link IllegalArgumentException}; all else is for the engine to judge.
 *
 * <p>An answer may never come: the server may have died, or had no room for a client that did not poll. Whoever has a
 * command without an answer must ask again with the same id and the same first-sent time ({@link #firstSentAt}), in a new
 * session if this one is broken, and gets what was decided at first.
 *
 * <p>Where a command has an expected version, it takes effect only if the order or SKU is still at that version, and at 0
 * whatever its version is.
 */
public final class HoldfastClient implements AutoCloseable {
    /** The batch is full: poll, then call again. */
    public static final long BACK_PRESSURED = -1;

    private static final int ANY_VERSION = 0;
    private static final String NO_REFERENCE = "";

    private final Requests requests;
    private final Session session;

    private HoldfastClient(Requests requests, Session session) {
        this.requests = requests;
        this.session = session;
    }

    /**
     * Opens a session; waits until it is open, or the thread is interrupted.
     *
     * @param aeron    of a media driver that can reach the server; stays the caller's to close, after this client.
     * @param listener takes the answers.
     * @throws CannotConnectException if no session could be opened in the time that the settings give it, or before the
     *     interrupt, which stays set.
     */
    public static HoldfastClient connect(Aeron aeron, ClientSettings settings, OutcomeListener listener) {
        Requests requests = new Requests();
        return new HoldfastClient(requests, Session.open(aeron, settings, requests, listener));
    }

    /** Whether the session is open, as far as this side knows. */
    public boolean isOpen() {
        return session.isOpen();
    }

    /** Whether the server has shown a sign of life lately; when it died, this takes some seconds to tell. */
    public boolean isConnected() {
        return session.isConnected();
    }

    /**
     * The time in nanoseconds since 1970, as commands are stamped with it. Whoever may have to repeat a command keeps the
     * time it was first sent.
     */
    public long timeNs() {
        return requests.timeNs();
    }

    /**
     * Says that the next command repeats one that was first sent at a time; otherwise that time is now. Holds until a command
     * is taken: one that throws or is {@link #BACK_PRESSURED} leaves it for the next.
     */
    public HoldfastClient firstSentAt(long timeNs) {
        requests.firstSentAt(timeNs);
        return this;
    }

    /**
     * Says until when the next command is worth deciding, in nanoseconds since 1970 by the server's clock: if it arrives later it
     * is refused with {@link ResultCode#DEADLINE_PASSED}, and nothing has changed. Holds as {@link #firstSentAt} does.
     */
    public HoldfastClient deadlineAt(long timeNs) {
        requests.deadlineAt(timeNs);
        return this;
    }

    /**
     * Makes a SKU known.
     *
     * @param code  for people; up to 32 bytes in UTF-8.
     * @param terms how it is sold.
     * @return the correlation id, or {@link #BACK_PRESSURED}.
     */
    public long defineSku(long skuId, String code, SkuTerms terms) {
        return requests.defineSku(skuId, code, terms);
    }

    /**
     * Sets anew how a SKU is sold.
     *
     * @param isSuspended whether no new order gets it.
     * @return the correlation id, or {@link #BACK_PRESSURED}.
     */
    public long updateSku(long skuId, SkuTerms terms, boolean isSuspended, int expectedVersion) {
        return requests.updateSku(skuId, terms, isSuspended, expectedVersion);
    }

    /** As {@link #adjustStock(long, long, int, int, AdjustmentReason, String)}, without a reference. */
    public long adjustStock(long adjustmentId, long skuId, int location, int delta, AdjustmentReason reason) {
        return adjustStock(adjustmentId, skuId, location, delta, reason, NO_REFERENCE);
    }

    /**
     * Changes on hand without an order.
     *
     * @param adjustmentId the caller's own; an adjustment or transfer of the same id takes effect once.
     * @param reference    what a person will want to know later; up to 32 bytes in UTF-8.
     * @return the correlation id, or {@link #BACK_PRESSURED}.
     */
    public long adjustStock(
            long adjustmentId, long skuId, int location, int delta, AdjustmentReason reason, String reference) {
        return requests.adjustStock(adjustmentId, skuId, location, delta, reason, reference);
    }

    /**
     * Moves units from one location to another.
     *
     * @param adjustmentId the caller's own; an adjustment or transfer of the same id takes effect once.
     * @param reference    what a person will want to know later, or empty; up to 32 bytes in UTF-8.
     * @return the correlation id, or {@link #BACK_PRESSURED}.
     */
    public long transferStock(
            long adjustmentId, long skuId, int fromLocation, int toLocation, int quantity, String reference) {
        return requests.transferStock(adjustmentId, skuId, fromLocation, toLocation, quantity, reference);
    }

    /**
     * Submits an order.
     *
     * @return the correlation id, or {@link #BACK_PRESSURED}.
     */
    public long submit(Order order) {
        OrderBuilder builder =
                order(order.id(), order.customerId(), order.lines().size());
        return builder == null ? BACK_PRESSURED : builder.submit(order);
    }

    /**
     * Begins an order, to be finished with {@link OrderBuilder#submit()} before anything else is called.
     *
     * @param orderId   the caller's own; an order of the same id takes effect once.
     * @param lineCount how many lines will be added.
     * @return the builder, or null if the batch is full: poll, then call again.
     */
    public OrderBuilder order(long orderId, long customerId, int lineCount) {
        return requests.order(orderId, customerId, lineCount);
    }

    /** As {@link #confirmOrder(long, long, int)}, whatever the order's version. */
    public long confirmOrder(long orderId, long paidMinor) {
        return confirmOrder(orderId, paidMinor, ANY_VERSION);
    }

    /**
     * Says that an order is paid.
     *
     * @param paidMinor must be the order's total.
     * @return the correlation id, or {@link #BACK_PRESSURED}.
     */
    public long confirmOrder(long orderId, long paidMinor, int expectedVersion) {
        return requests.confirmOrder(orderId, paidMinor, expectedVersion);
    }

    /** As {@link #cancelOrder(long, int)}, whatever the order's version. */
    public long cancelOrder(long orderId) {
        return cancelOrder(orderId, ANY_VERSION);
    }

    /**
     * Gives back the units of an order that have not been shipped.
     *
     * @return the correlation id, or {@link #BACK_PRESSURED}.
     */
    public long cancelOrder(long orderId, int expectedVersion) {
        return requests.cancelOrder(orderId, expectedVersion);
    }

    /**
     * Says that units of a paid order have left.
     *
     * @return the correlation id, or {@link #BACK_PRESSURED}.
     */
    public long ship(Shipment shipment) {
        ShipmentBuilder builder =
                shipment(shipment.id(), shipment.orderId(), shipment.lines().size());
        return builder == null ? BACK_PRESSURED : builder.submit(shipment);
    }

    /**
     * Begins to say that units of a paid order have left, to be finished with {@link ShipmentBuilder#submit()} before
     * anything else is called.
     *
     * @param shipmentId the caller's own; a shipment of the same id takes effect once.
     * @param lineCount  how many lines will be added; 0 for everything that is left to ship.
     * @return the builder, or null if the batch is full: poll, then call again.
     */
    public ShipmentBuilder shipment(long shipmentId, long orderId, int lineCount) {
        return requests.shipment(shipmentId, orderId, lineCount);
    }

    /**
     * Says that shipped units have come back.
     *
     * @return the correlation id, or {@link #BACK_PRESSURED}.
     */
    public long takeBack(OrderReturn orderReturn) {
        ReturnBuilder builder = orderReturn(
                orderReturn.id(), orderReturn.orderId(), orderReturn.lines().size());
        return builder == null ? BACK_PRESSURED : builder.submit(orderReturn);
    }

    /**
     * Begins to say that shipped units have come back, to be finished with {@link ReturnBuilder#submit()} before anything
     * else is called.
     *
     * @param returnId  the caller's own; a return of the same id takes effect once.
     * @param lineCount how many lines will be added; 0 for everything that was shipped and has not come back.
     * @return the builder, or null if the batch is full: poll, then call again.
     */
    public ReturnBuilder orderReturn(long returnId, long orderId, int lineCount) {
        return requests.orderReturn(returnId, orderId, lineCount);
    }

    /**
     * Asks for the stock of a SKU at a location.
     *
     * @return the correlation id, or {@link #BACK_PRESSURED}.
     */
    public long queryStock(long skuId, int location) {
        return requests.queryStock(skuId, location);
    }

    /**
     * Asks for an order.
     *
     * @return the correlation id, or {@link #BACK_PRESSURED}.
     */
    public long queryOrder(long orderId) {
        return requests.queryOrder(orderId);
    }

    /**
     * Asks how a SKU is sold.
     *
     * @return the correlation id, or {@link #BACK_PRESSURED}.
     */
    public long querySku(long skuId) {
        return requests.querySku(skuId);
    }

    /**
     * Asks how far the engine is, and for its digest.
     *
     * @return the correlation id, or {@link #BACK_PRESSURED}.
     */
    public long queryEngine() {
        return requests.queryEngine();
    }

    /** Sends what has been called for, as far as it can be sent now; {@link #poll()} does so too. */
    public void flush() {
        session.flush();
    }

    /**
     * Sends what has been called for and brings the answers that have come to the listener. What the listener throws comes
     * out of here, and is the end of this client: later answers are not brought any more.
     *
     * @return how much was done, for an idle strategy.
     * @throws IllegalStateException if what the server sends cannot be read.
     */
    public int poll() {
        return session.poll();
    }

    /** Ends the session; answers still on their way are dropped. Does not wait. */
    @Override
    public void close() {
        session.close();
    }
}
