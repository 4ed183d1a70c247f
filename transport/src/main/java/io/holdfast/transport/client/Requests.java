// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import io.aeron.Publication;
import io.holdfast.engine.Engine;
import io.holdfast.engine.Location;
import io.holdfast.engine.codec.AdjustStockEncoder;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.CancelOrderEncoder;
import io.holdfast.engine.codec.CommandHeaderEncoder;
import io.holdfast.engine.codec.ConfirmOrderEncoder;
import io.holdfast.engine.codec.DefineSkuEncoder;
import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.QueryEngineEncoder;
import io.holdfast.engine.codec.QueryOrderEncoder;
import io.holdfast.engine.codec.QuerySkuEncoder;
import io.holdfast.engine.codec.QueryStockEncoder;
import io.holdfast.engine.codec.SessionCloseEncoder;
import io.holdfast.engine.codec.SessionOpenEncoder;
import io.holdfast.engine.codec.Switch;
import io.holdfast.engine.codec.TransferStockEncoder;
import io.holdfast.engine.codec.UpdateSkuEncoder;
import io.holdfast.transport.FrameBatch;
import io.holdfast.transport.SampledClock;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Encodes what a client asks for into the batch that its session sends, gives it its correlation id, and stamps it with
 * the time it was first sent. What each method means stands at the method of {@link HoldfastClient} that has its name.
 */
final class Requests {
    private static final int BATCH_CAPACITY = 512 * 1024;
    /** Room for any message of fixed length; for texts and lists, whose length is the caller's, more is asked for. */
    private static final int SHORT_MESSAGE_LENGTH = 256;

    private static final int TEXT_LENGTH = AdjustStockEncoder.referenceEncodingLength();
    private static final int MAX_BYTES_PER_CHAR = 3;

    private final EpochNanoClock clock = new SampledClock();

    private final FrameBatch batch = new FrameBatch(BATCH_CAPACITY);

    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final DefineSkuEncoder defineSku = new DefineSkuEncoder();
    private final UpdateSkuEncoder updateSku = new UpdateSkuEncoder();
    private final AdjustStockEncoder adjustStock = new AdjustStockEncoder();
    private final TransferStockEncoder transferStock = new TransferStockEncoder();
    private final OrderBuilder order = new OrderBuilder(this);
    private final ConfirmOrderEncoder confirmOrder = new ConfirmOrderEncoder();
    private final CancelOrderEncoder cancelOrder = new CancelOrderEncoder();
    private final ShipmentBuilder shipment = new ShipmentBuilder(this);
    private final ReturnBuilder orderReturn = new ReturnBuilder(this);
    private final QueryStockEncoder queryStock = new QueryStockEncoder();
    private final QueryOrderEncoder queryOrder = new QueryOrderEncoder();
    private final QuerySkuEncoder querySku = new QuerySkuEncoder();
    private final QueryEngineEncoder queryEngine = new QueryEngineEncoder();

    /** Begins anywhere, so that nobody else can guess what answers are awaited. */
    private long lastCorrelationId = new SecureRandom().nextLong() >>> 2;

    private long firstSentNs;
    private long deadlineNs;

    long timeNs() {
        return clock.nanoTime();
    }

    void firstSentAt(long timeNs) {
        firstSentNs = timeNs;
    }

    void deadlineAt(long timeNs) {
        deadlineNs = timeNs;
    }

    /** Sends as much as can be sent without waiting; returns whether that was something, and all of it. */
    boolean flush(Publication publication) {
        boolean hasBatch = !batch.isEmpty();
        batch.flush(publication);
        return hasBatch && batch.isEmpty();
    }

    /** Opens a session; returns the correlation id. Credentials and channel are no longer than a batch. */
    long openSession(String responseChannel, int responseStreamId, byte[] credentials) {
        int offset = batch.claim(SHORT_MESSAGE_LENGTH + responseChannel.length() + credentials.length);
        SessionOpenEncoder open = new SessionOpenEncoder()
                .wrapAndApplyHeader(batch.buffer(), offset, messageHeader)
                .correlationId(++lastCorrelationId)
                .responseStreamId(responseStreamId)
                .responseChannel(responseChannel)
                .putCredentials(credentials, 0, credentials.length);
        commit(open.encodedLength());
        return lastCorrelationId;
    }

    /** Says that the session is over, if there is room for that. */
    void closeSession() {
        int offset = batch.claim(SHORT_MESSAGE_LENGTH);
        if (offset != FrameBatch.FULL) {
            SessionCloseEncoder close = new SessionCloseEncoder()
                    .wrapAndApplyHeader(batch.buffer(), offset, messageHeader)
                    .correlationId(++lastCorrelationId);
            commit(close.encodedLength());
        }
    }

    long defineSku(long skuId, String code, SkuTerms terms) {
        checkText(code);
        int offset = claimFor(terms);
        if (offset == FrameBatch.FULL) {
            return HoldfastClient.BACK_PRESSURED;
        }
        DefineSkuEncoder.LocationOrderEncoder locationOrder = defineSku
                .wrapAndApplyHeader(batch.buffer(), offset, messageHeader)
                .skuId(skuId)
                .listPriceMinor(terms.listPriceMinor())
                .safetyStock(terms.safetyStock())
                .code(code)
                .customerLimit(terms.customerLimit())
                .locationOrderCount(terms.locationOrder().size());
        for (int location : terms.locationOrder()) {
            locationOrder.next().location(location);
        }
        return commit(defineSku.header(), defineSku.encodedLength());
    }

    long updateSku(long skuId, SkuTerms terms, boolean isSuspended, int expectedVersion) {
        int offset = claimFor(terms);
        if (offset == FrameBatch.FULL) {
            return HoldfastClient.BACK_PRESSURED;
        }
        UpdateSkuEncoder.LocationOrderEncoder locationOrder = updateSku
                .wrapAndApplyHeader(batch.buffer(), offset, messageHeader)
                .skuId(skuId)
                .listPriceMinor(terms.listPriceMinor())
                .safetyStock(terms.safetyStock())
                .customerLimit(terms.customerLimit())
                .expectedVersion(expectedVersion)
                .suspended(isSuspended ? Switch.ON : Switch.OFF)
                .locationOrderCount(terms.locationOrder().size());
        for (int location : terms.locationOrder()) {
            locationOrder.next().location(location);
        }
        return commit(updateSku.header(), updateSku.encodedLength());
    }

    long adjustStock(
            long adjustmentId, long skuId, int location, int delta, AdjustmentReason reason, String reference) {
        checkPlace(location);
        checkText(reference);
        int offset = claim();
        if (offset == FrameBatch.FULL) {
            return HoldfastClient.BACK_PRESSURED;
        }
        adjustStock
                .wrapAndApplyHeader(batch.buffer(), offset, messageHeader)
                .adjustmentId(adjustmentId)
                .skuId(skuId)
                .delta(delta)
                .location(location)
                .reason(reason)
                .reference(reference);
        return commit(adjustStock.header(), adjustStock.encodedLength());
    }

    long transferStock(
            long adjustmentId, long skuId, int fromLocation, int toLocation, int quantity, String reference) {
        checkPlace(fromLocation);
        checkPlace(toLocation);
        checkText(reference);
        int offset = claim();
        if (offset == FrameBatch.FULL) {
            return HoldfastClient.BACK_PRESSURED;
        }
        transferStock
                .wrapAndApplyHeader(batch.buffer(), offset, messageHeader)
                .adjustmentId(adjustmentId)
                .skuId(skuId)
                .quantity(quantity)
                .fromLocation(fromLocation)
                .toLocation(toLocation)
                .reference(reference);
        return commit(transferStock.header(), transferStock.encodedLength());
    }

    OrderBuilder order(long orderId, long customerId, int lineCount) {
        checkLineCount(lineCount);
        int offset = batch.claim(OrderBuilder.length(lineCount));
        return offset == FrameBatch.FULL ? null : order.begin(offset, orderId, customerId, lineCount);
    }

    long confirmOrder(long orderId, long paidMinor, int expectedVersion) {
        int offset = claim();
        if (offset == FrameBatch.FULL) {
            return HoldfastClient.BACK_PRESSURED;
        }
        confirmOrder
                .wrapAndApplyHeader(batch.buffer(), offset, messageHeader)
                .orderId(orderId)
                .paidMinor(paidMinor)
                .expectedVersion(expectedVersion);
        return commit(confirmOrder.header(), confirmOrder.encodedLength());
    }

    long cancelOrder(long orderId, int expectedVersion) {
        int offset = claim();
        if (offset == FrameBatch.FULL) {
            return HoldfastClient.BACK_PRESSURED;
        }
        cancelOrder
                .wrapAndApplyHeader(batch.buffer(), offset, messageHeader)
                .orderId(orderId)
                .expectedVersion(expectedVersion);
        return commit(cancelOrder.header(), cancelOrder.encodedLength());
    }

    ShipmentBuilder shipment(long shipmentId, long orderId, int lineCount) {
        checkLineCount(lineCount);
        int offset = batch.claim(ShipmentBuilder.length(lineCount));
        return offset == FrameBatch.FULL ? null : shipment.begin(offset, shipmentId, orderId, lineCount);
    }

    ReturnBuilder orderReturn(long returnId, long orderId, int lineCount) {
        checkLineCount(lineCount);
        int offset = batch.claim(ReturnBuilder.length(lineCount));
        return offset == FrameBatch.FULL ? null : orderReturn.begin(offset, returnId, orderId, lineCount);
    }

    long queryStock(long skuId, int location) {
        checkPlace(location);
        int offset = claim();
        if (offset == FrameBatch.FULL) {
            return HoldfastClient.BACK_PRESSURED;
        }
        queryStock
                .wrapAndApplyHeader(batch.buffer(), offset, messageHeader)
                .skuId(skuId)
                .location(location);
        return commit(queryStock.header(), queryStock.encodedLength());
    }

    long queryOrder(long orderId) {
        int offset = claim();
        if (offset == FrameBatch.FULL) {
            return HoldfastClient.BACK_PRESSURED;
        }
        queryOrder.wrapAndApplyHeader(batch.buffer(), offset, messageHeader).orderId(orderId);
        return commit(queryOrder.header(), queryOrder.encodedLength());
    }

    long querySku(long skuId) {
        int offset = claim();
        if (offset == FrameBatch.FULL) {
            return HoldfastClient.BACK_PRESSURED;
        }
        querySku.wrapAndApplyHeader(batch.buffer(), offset, messageHeader).skuId(skuId);
        return commit(querySku.header(), querySku.encodedLength());
    }

    long queryEngine() {
        int offset = claim();
        if (offset == FrameBatch.FULL) {
            return HoldfastClient.BACK_PRESSURED;
        }
        queryEngine.wrapAndApplyHeader(batch.buffer(), offset, messageHeader);
        return commit(queryEngine.header(), queryEngine.encodedLength());
    }

    // ----- For the builders too -----

    MutableDirectBuffer buffer() {
        return batch.buffer();
    }

    MessageHeaderEncoder messageHeader() {
        return messageHeader;
    }

    /** Takes the message that was encoded where there was room for it; returns its correlation id. */
    long commit(CommandHeaderEncoder header, int encodedLength) {
        header.correlationId(++lastCorrelationId)
                .firstSentNs(firstSentNs == 0 ? clock.nanoTime() : firstSentNs)
                .deadlineNs(deadlineNs);
        firstSentNs = 0;
        deadlineNs = 0;
        commit(encodedLength);
        return lastCorrelationId;
    }

    private void commit(int encodedLength) {
        batch.commit(MessageHeaderEncoder.ENCODED_LENGTH + encodedLength);
    }

    private int claim() {
        return batch.claim(SHORT_MESSAGE_LENGTH);
    }

    private int claimFor(SkuTerms terms) {
        terms.locationOrder().forEach(Requests::checkPlaceOrAny);
        return batch.claim(SHORT_MESSAGE_LENGTH + terms.locationOrder().size() * Short.BYTES);
    }

    static void checkPlace(int location) {
        if (location < 0 || location >= Location.ANY) {
            throw new IllegalArgumentException("a location is from 0 to " + (Location.ANY - 1) + ", not " + location);
        }
    }

    static void checkPlaceOrAny(int location) {
        if (location != Location.ANY) {
            checkPlace(location);
        }
    }

    static void checkLine(int line) {
        if (line < 0 || line >= Engine.MAX_ORDER_LINES) {
            throw new IllegalArgumentException(
                    "an order's lines are from 0 to " + (Engine.MAX_ORDER_LINES - 1) + ", not " + line);
        }
    }

    private static void checkLineCount(int lineCount) {
        if (lineCount < 0 || lineCount > Engine.MAX_ORDER_LINES) {
            throw new IllegalArgumentException(
                    "an order has at most " + Engine.MAX_ORDER_LINES + " lines, not " + lineCount);
        }
    }

    private static void checkText(String text) {
        boolean mayBeTooLong = text.length() > TEXT_LENGTH / MAX_BYTES_PER_CHAR;
        if (mayBeTooLong && text.getBytes(StandardCharsets.UTF_8).length > TEXT_LENGTH) {
            throw new IllegalArgumentException("longer than " + TEXT_LENGTH + " bytes in UTF-8: " + text);
        }
    }
}
