// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.exceptions.AeronException;
import io.aeron.logbuffer.Header;
import io.holdfast.engine.Engine;
import io.holdfast.engine.codec.AdjustStockEncoder;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.AnswerHeaderDecoder;
import io.holdfast.engine.codec.CancelOrderEncoder;
import io.holdfast.engine.codec.CommandHeaderEncoder;
import io.holdfast.engine.codec.ConfirmOrderEncoder;
import io.holdfast.engine.codec.DefineSkuEncoder;
import io.holdfast.engine.codec.EngineReportDecoder;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.OrderOutcomeDecoder;
import io.holdfast.engine.codec.OrderReportDecoder;
import io.holdfast.engine.codec.QueryEngineEncoder;
import io.holdfast.engine.codec.QueryOrderEncoder;
import io.holdfast.engine.codec.QueryStockEncoder;
import io.holdfast.engine.codec.RefusalDecoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SessionCloseEncoder;
import io.holdfast.engine.codec.SessionClosedDecoder;
import io.holdfast.engine.codec.SessionOpenEncoder;
import io.holdfast.engine.codec.SessionOpenedDecoder;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.codec.SkuOutcomeDecoder;
import io.holdfast.engine.codec.StockOutcomeDecoder;
import io.holdfast.engine.codec.StockReportDecoder;
import io.holdfast.engine.codec.SubmitOrderEncoder;
import io.holdfast.transport.Channels;
import io.holdfast.transport.FrameBatch;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SystemEpochNanoClock;

/**
 * A session with a server, asynchronous: calls put commands into a batch and return their correlation id; {@link #poll()}
 * sends the batch and brings answers to the {@link OutcomeListener}.
 *
 * <p>For one thread, which must not block in the listener. Nothing is allocated per command. A call that finds the batch
 * full returns {@link #BACK_PRESSURED} and has done nothing: poll, then call again.
 *
 * <p>An answer may never come: the server may have died, or had no room for a client that did not poll. Whoever has a
 * command without an answer must ask again with the same id and the same first-sent time ({@link #firstSentAt}), in a new
 * session if this one is broken, and gets what was decided at first.
 */
public final class HoldfastClient implements AutoCloseable {
    /** The batch is full: poll, then call again. */
    public static final long BACK_PRESSURED = -1;

    /** For {@link #defineSku}: any price is good. */
    public static final long NO_LIST_PRICE = DefineSkuEncoder.listPriceMinorNullValue();

    private static final int MAX_LOCATION = 65_534;
    private static final int BATCH_CAPACITY = 512 * 1024;
    private static final int FRAGMENT_LIMIT = 64;
    private static final int SHORT_MESSAGE_LENGTH = 256;
    private static final int ORDER_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH
            + SubmitOrderEncoder.BLOCK_LENGTH
            + SubmitOrderEncoder.LinesEncoder.sbeHeaderSize();

    private final ClientSettings settings;
    private final OutcomeListener listener;
    private final EpochNanoClock clock = SystemEpochNanoClock.INSTANCE;
    private final Subscription subscription;
    private final ExclusivePublication publication;
    private final FragmentAssembler assembler = new FragmentAssembler(this::onMessage);
    private final FrameBatch batch = new FrameBatch(BATCH_CAPACITY);

    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final DefineSkuEncoder defineSku = new DefineSkuEncoder();
    private final AdjustStockEncoder adjustStock = new AdjustStockEncoder();
    private final SubmitOrderEncoder submitOrder = new SubmitOrderEncoder();
    private final ConfirmOrderEncoder confirmOrder = new ConfirmOrderEncoder();
    private final CancelOrderEncoder cancelOrder = new CancelOrderEncoder();
    private final QueryStockEncoder queryStock = new QueryStockEncoder();
    private final QueryOrderEncoder queryOrder = new QueryOrderEncoder();
    private final QueryEngineEncoder queryEngine = new QueryEngineEncoder();
    private final OrderBuilder orderBuilder = new OrderBuilder(this);

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SkuOutcomeDecoder skuOutcome = new SkuOutcomeDecoder();
    private final StockOutcomeDecoder stockOutcome = new StockOutcomeDecoder();
    private final OrderOutcomeDecoder orderOutcome = new OrderOutcomeDecoder();
    private final StockReportDecoder stockReport = new StockReportDecoder();
    private final OrderReportDecoder orderReport = new OrderReportDecoder();
    private final EngineReportDecoder engineReport = new EngineReportDecoder();
    private final RefusalDecoder refusal = new RefusalDecoder();
    private final SessionOpenedDecoder sessionOpened = new SessionOpenedDecoder();
    private final SessionClosedDecoder sessionClosed = new SessionClosedDecoder();

    /** Begins anywhere, so that nobody else can guess what answers are awaited. */
    private long lastCorrelationId = new SecureRandom().nextLong() >>> 2;

    private long openCorrelationId;
    private RuntimeException failure;
    private long firstSentNs;
    private ResultCode openedCode;
    private boolean isOpen;

    private HoldfastClient(
            ClientSettings settings,
            OutcomeListener listener,
            Subscription subscription,
            ExclusivePublication publication) {
        this.settings = settings;
        this.listener = listener;
        this.subscription = subscription;
        this.publication = publication;
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
        Subscription subscription = null;
        ExclusivePublication publication = null;
        try {
            subscription = ResponseSubscription.open(aeron, settings.ingressChannel());
            publication = aeron.addExclusivePublication(
                    Channels.forSending(settings.ingressChannel()), settings.ingressStreamId());
            HoldfastClient client = new HoldfastClient(settings, listener, subscription, publication);
            client.openSession();
            return client;
        } catch (AeronException | IllegalArgumentException e) {
            closeAll(subscription, publication);
            throw new CannotConnectException(
                    "cannot connect to " + settings.ingressChannel() + ": " + e.getMessage(), e);
        } catch (CannotConnectException e) {
            closeAll(subscription, publication);
            throw e;
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

    private void openSession() {
        long deadlineNs = System.nanoTime() + settings.connectTimeout().toNanos();
        IdleStrategy idle = new BackoffIdleStrategy();
        String responseChannel = null;
        while (responseChannel == null || !publication.isConnected()) {
            responseChannel = subscription.tryResolveChannelEndpointPort();
            awaitConnection(deadlineNs, "nobody listens there");
            idle.idle();
        }
        sendSessionOpen(responseChannel);
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

    private void sendSessionOpen(String responseChannel) {
        openCorrelationId = ++lastCorrelationId;
        byte[] credentials = settings.credentials().getBytes(StandardCharsets.UTF_8);
        int offset = batch.claim(SHORT_MESSAGE_LENGTH + responseChannel.length() + credentials.length);
        SessionOpenEncoder open = new SessionOpenEncoder()
                .wrapAndApplyHeader(batch.buffer(), offset, headerEncoder)
                .correlationId(openCorrelationId)
                .responseStreamId(subscription.streamId())
                .responseChannel(responseChannel)
                .putCredentials(credentials, 0, credentials.length);
        commit(open.encodedLength());
    }

    /** Whether the session is open, as far as this side knows. */
    public boolean isOpen() {
        return isOpen && !publication.isClosed();
    }

    /** Whether the server has shown a sign of life lately; when it died, this takes some seconds to tell. */
    public boolean isConnected() {
        return publication.isConnected();
    }

    /**
     * The time in nanoseconds since 1970, as commands are stamped with it. Whoever may have to repeat a command keeps the
     * time it was first sent.
     */
    public long timeNs() {
        return clock.nanoTime();
    }

    /** Says that the next command repeats one that was first sent at a time; otherwise that time is now. */
    public HoldfastClient firstSentAt(long timeNs) {
        firstSentNs = timeNs;
        return this;
    }

    /**
     * Makes a SKU known.
     *
     * @param code           for people; up to 32 bytes in UTF-8.
     * @param listPriceMinor in minor units, or {@link #NO_LIST_PRICE}.
     * @param safetyStock    units never offered to new orders.
     * @return the correlation id, or {@link #BACK_PRESSURED}.
     */
    public long defineSku(long skuId, String code, long listPriceMinor, int safetyStock) {
        byte[] codeBytes = code.getBytes(StandardCharsets.UTF_8);
        if (codeBytes.length > DefineSkuEncoder.codeEncodingLength()) {
            throw new IllegalArgumentException("SKU code longer than 32 bytes: " + code);
        }
        int offset = batch.claim(SHORT_MESSAGE_LENGTH);
        if (offset == FrameBatch.FULL) {
            return BACK_PRESSURED;
        }
        defineSku
                .wrapAndApplyHeader(batch.buffer(), offset, headerEncoder)
                .skuId(skuId)
                .listPriceMinor(listPriceMinor)
                .safetyStock(safetyStock);
        int codeOffset = defineSku.offset() + DefineSkuEncoder.codeEncodingOffset();
        batch.buffer().setMemory(codeOffset, DefineSkuEncoder.codeEncodingLength(), (byte) 0);
        batch.buffer().putBytes(codeOffset, codeBytes);
        return commit(defineSku.header(), defineSku.encodedLength());
    }

    /**
     * Changes on hand without an order.
     *
     * @param adjustmentId the caller's own; an adjustment of the same id takes effect once.
     * @return the correlation id, or {@link #BACK_PRESSURED}.
     */
    public long adjustStock(long adjustmentId, long skuId, int location, int delta, AdjustmentReason reason) {
        checkLocation(location);
        int offset = batch.claim(SHORT_MESSAGE_LENGTH);
        if (offset == FrameBatch.FULL) {
            return BACK_PRESSURED;
        }
        adjustStock
                .wrapAndApplyHeader(batch.buffer(), offset, headerEncoder)
                .adjustmentId(adjustmentId)
                .skuId(skuId)
                .delta(delta)
                .location(location)
                .reason(reason);
        return commit(adjustStock.header(), adjustStock.encodedLength());
    }

    /**
     * Begins an order, to be finished with {@link OrderBuilder#submit()} before anything else is called.
     *
     * @param orderId   the caller's own; an order of the same id takes effect once.
     * @param lineCount how many lines will be added.
     * @return the builder, or null if the batch is full: poll, then call again.
     */
    public OrderBuilder order(long orderId, long customerId, int lineCount) {
        if (lineCount < 0 || lineCount > Engine.MAX_ORDER_LINES) {
            throw new IllegalArgumentException(
                    "an order has at most " + Engine.MAX_ORDER_LINES + " lines, not " + lineCount);
        }
        int offset = batch.claim(ORDER_LENGTH + lineCount * SubmitOrderEncoder.LinesEncoder.sbeBlockLength());
        if (offset == FrameBatch.FULL) {
            return null;
        }
        submitOrder
                .wrapAndApplyHeader(batch.buffer(), offset, headerEncoder)
                .orderId(orderId)
                .customerId(customerId)
                .policy(ShortagePolicy.ALL_OR_NOTHING);
        long correlationId = fill(submitOrder.header());
        return orderBuilder.begin(correlationId, submitOrder.linesCount(lineCount));
    }

    void commitOrder() {
        commit(submitOrder.encodedLength());
    }

    /**
     * Says that an order is paid.
     *
     * @param paidMinor must be the order's total.
     * @return the correlation id, or {@link #BACK_PRESSURED}.
     */
    public long confirmOrder(long orderId, long paidMinor) {
        int offset = batch.claim(SHORT_MESSAGE_LENGTH);
        if (offset == FrameBatch.FULL) {
            return BACK_PRESSURED;
        }
        confirmOrder
                .wrapAndApplyHeader(batch.buffer(), offset, headerEncoder)
                .orderId(orderId)
                .paidMinor(paidMinor);
        return commit(confirmOrder.header(), confirmOrder.encodedLength());
    }

    /**
     * Gives an order's units back.
     *
     * @return the correlation id, or {@link #BACK_PRESSURED}.
     */
    public long cancelOrder(long orderId) {
        int offset = batch.claim(SHORT_MESSAGE_LENGTH);
        if (offset == FrameBatch.FULL) {
            return BACK_PRESSURED;
        }
        cancelOrder.wrapAndApplyHeader(batch.buffer(), offset, headerEncoder).orderId(orderId);
        return commit(cancelOrder.header(), cancelOrder.encodedLength());
    }

    /**
     * Asks for the stock of a SKU at a location.
     *
     * @return the correlation id, or {@link #BACK_PRESSURED}.
     */
    public long queryStock(long skuId, int location) {
        checkLocation(location);
        int offset = batch.claim(SHORT_MESSAGE_LENGTH);
        if (offset == FrameBatch.FULL) {
            return BACK_PRESSURED;
        }
        queryStock
                .wrapAndApplyHeader(batch.buffer(), offset, headerEncoder)
                .skuId(skuId)
                .location(location);
        return commit(queryStock.header(), queryStock.encodedLength());
    }

    /**
     * Asks for an order.
     *
     * @return the correlation id, or {@link #BACK_PRESSURED}.
     */
    public long queryOrder(long orderId) {
        int offset = batch.claim(SHORT_MESSAGE_LENGTH);
        if (offset == FrameBatch.FULL) {
            return BACK_PRESSURED;
        }
        queryOrder.wrapAndApplyHeader(batch.buffer(), offset, headerEncoder).orderId(orderId);
        return commit(queryOrder.header(), queryOrder.encodedLength());
    }

    /**
     * Asks how far the engine is, and for its digest.
     *
     * @return the correlation id, or {@link #BACK_PRESSURED}.
     */
    public long queryEngine() {
        int offset = batch.claim(SHORT_MESSAGE_LENGTH);
        if (offset == FrameBatch.FULL) {
            return BACK_PRESSURED;
        }
        queryEngine.wrapAndApplyHeader(batch.buffer(), offset, headerEncoder);
        return commit(queryEngine.header(), queryEngine.encodedLength());
    }

    static void checkLocation(int location) {
        if (location < 0 || location > MAX_LOCATION) {
            throw new IllegalArgumentException("a location is from 0 to " + MAX_LOCATION + ", not " + location);
        }
    }

    private long commit(CommandHeaderEncoder command, int encodedLength) {
        long correlationId = fill(command);
        commit(encodedLength);
        return correlationId;
    }

    private long fill(CommandHeaderEncoder command) {
        command.correlationId(++lastCorrelationId)
                .firstSentNs(firstSentNs == 0 ? clock.nanoTime() : firstSentNs)
                .deadlineNs(0);
        firstSentNs = 0;
        return lastCorrelationId;
    }

    private void commit(int encodedLength) {
        batch.commit(MessageHeaderEncoder.ENCODED_LENGTH + encodedLength);
    }

    /** Sends what has been called for, as far as it can be sent now; {@link #poll()} does so too. */
    public void flush() {
        batch.flush(publication);
    }

    /**
     * Sends what has been called for and brings the answers that have come to the listener. What the listener throws comes
     * out of here, and is the end of this client: later answers are not brought any more.
     *
     * @return how much was done, for an idle strategy.
     */
    public int poll() {
        boolean hasBatch = !batch.isEmpty();
        flush();
        int sent = hasBatch && batch.isEmpty() ? 1 : 0;
        int received = failure == null ? subscription.poll(assembler, FRAGMENT_LIMIT) : 0;
        if (failure != null) {
            throw failure;
        }
        return sent + received;
    }

    private void onMessage(DirectBuffer buffer, int offset, int length, Header aeronHeader) {
        int end = offset + length;
        int at = offset;
        // Aeron would keep to itself what is thrown from here.
        while (at < end && failure == null) {
            int frameLength = buffer.getInt(at, ByteOrder.LITTLE_ENDIAN);
            try {
                onAnswer(buffer, at + FrameBatch.HEADER_LENGTH);
            } catch (RuntimeException e) {
                failure = e;
            }
            at += FrameBatch.HEADER_LENGTH + frameLength;
        }
    }

    private void onAnswer(DirectBuffer buffer, int offset) {
        header.wrap(buffer, offset);
        switch (header.templateId()) {
            case SkuOutcomeDecoder.TEMPLATE_ID -> listener.onSku(skuOutcome.wrapAndApplyHeader(buffer, offset, header));
            case StockOutcomeDecoder.TEMPLATE_ID ->
                listener.onStock(stockOutcome.wrapAndApplyHeader(buffer, offset, header));
            case OrderOutcomeDecoder.TEMPLATE_ID ->
                listener.onOrder(orderOutcome.wrapAndApplyHeader(buffer, offset, header));
            case StockReportDecoder.TEMPLATE_ID ->
                listener.onStockReport(stockReport.wrapAndApplyHeader(buffer, offset, header));
            case OrderReportDecoder.TEMPLATE_ID ->
                listener.onOrderReport(orderReport.wrapAndApplyHeader(buffer, offset, header));
            case EngineReportDecoder.TEMPLATE_ID ->
                listener.onEngineReport(engineReport.wrapAndApplyHeader(buffer, offset, header));
            case RefusalDecoder.TEMPLATE_ID -> {
                AnswerHeaderDecoder answer =
                        refusal.wrapAndApplyHeader(buffer, offset, header).header();
                listener.onRefusal(answer.correlationId(), answer.code());
            }
            case SessionOpenedDecoder.TEMPLATE_ID -> onSessionOpened(buffer, offset);
            case SessionClosedDecoder.TEMPLATE_ID -> {
                isOpen = false;
                listener.onClosed(
                        sessionClosed.wrapAndApplyHeader(buffer, offset, header).code());
            }
            default ->
                throw new IllegalStateException("the server speaks a newer protocol: message " + header.templateId());
        }
    }

    private void onSessionOpened(DirectBuffer buffer, int offset) {
        sessionOpened.wrapAndApplyHeader(buffer, offset, header);
        if (sessionOpened.correlationId() == openCorrelationId) {
            openedCode = sessionOpened.code();
        }
    }

    /** Ends the session; answers still on their way are dropped. Does not wait. */
    @Override
    public void close() {
        if (isOpen()) {
            int offset = batch.claim(SHORT_MESSAGE_LENGTH);
            if (offset != FrameBatch.FULL) {
                SessionCloseEncoder close = new SessionCloseEncoder()
                        .wrapAndApplyHeader(batch.buffer(), offset, headerEncoder)
                        .correlationId(++lastCorrelationId);
                commit(close.encodedLength());
            }
            batch.flush(publication);
        }
        isOpen = false;
        closeAll(subscription, publication);
    }
}
