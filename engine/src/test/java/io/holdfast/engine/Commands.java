// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.AdjustStockEncoder;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.CancelOrderEncoder;
import io.holdfast.engine.codec.CommandHeaderEncoder;
import io.holdfast.engine.codec.ConfigureEngineEncoder;
import io.holdfast.engine.codec.ConfirmOrderEncoder;
import io.holdfast.engine.codec.DefineSkuEncoder;
import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.QueryEngineEncoder;
import io.holdfast.engine.codec.QueryOrderEncoder;
import io.holdfast.engine.codec.QueryStockEncoder;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.codec.SubmitOrderEncoder;
import java.util.Arrays;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Test fixture: encodes commands and queries, one at a time, at the start of {@link #buffer()}. Each method returns the
 * message's length. What is set of the header stays set for the messages that follow.
 */
public final class Commands {
    /** What an order asks of one stock. */
    public record Line(long skuId, int location, int quantity, long unitPriceMinor) {
        /** A line at location 0. */
        public static Line of(int quantity, long skuId, long unitPriceMinor) {
            return new Line(skuId, 0, quantity, unitPriceMinor);
        }
    }

    private final MutableDirectBuffer buffer = new UnsafeBuffer(new byte[MessageFormat.MAX_LENGTH]);
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final DefineSkuEncoder defineSku = new DefineSkuEncoder();
    private final AdjustStockEncoder adjustStock = new AdjustStockEncoder();
    private final SubmitOrderEncoder submitOrder = new SubmitOrderEncoder();
    private final ConfirmOrderEncoder confirmOrder = new ConfirmOrderEncoder();
    private final CancelOrderEncoder cancelOrder = new CancelOrderEncoder();
    private final ConfigureEngineEncoder configureEngine = new ConfigureEngineEncoder();
    private final QueryStockEncoder queryStock = new QueryStockEncoder();
    private final QueryOrderEncoder queryOrder = new QueryOrderEncoder();
    private final QueryEngineEncoder queryEngine = new QueryEngineEncoder();

    private long correlationId;
    private long firstSentNs;
    private long deadlineNs;

    /** Where the messages are. */
    public MutableDirectBuffer buffer() {
        return buffer;
    }

    public Commands correlationId(long newCorrelationId) {
        correlationId = newCorrelationId;
        return this;
    }

    public Commands firstSentNs(long newFirstSentNs) {
        firstSentNs = newFirstSentNs;
        return this;
    }

    public Commands deadlineNs(long newDeadlineNs) {
        deadlineNs = newDeadlineNs;
        return this;
    }

    /** A list price of {@code null} is none. */
    public int defineSku(long skuId, Long listPriceMinor, int safetyStock, String code) {
        defineSku.wrapAndApplyHeader(buffer, 0, messageHeader);
        header(defineSku.header());
        defineSku
                .skuId(skuId)
                .listPriceMinor(listPriceMinor == null ? DefineSkuEncoder.listPriceMinorNullValue() : listPriceMinor)
                .safetyStock(safetyStock)
                .code(code);
        return length(defineSku.encodedLength());
    }

    public int adjustStock(long adjustmentId, long skuId, int location, int delta, AdjustmentReason reason) {
        adjustStock.wrapAndApplyHeader(buffer, 0, messageHeader);
        header(adjustStock.header());
        adjustStock
                .adjustmentId(adjustmentId)
                .skuId(skuId)
                .delta(delta)
                .location(location)
                .reason(reason);
        return length(adjustStock.encodedLength());
    }

    public int submitOrder(long orderId, long customerId, Line... lines) {
        return submitOrder(orderId, customerId, Arrays.asList(lines));
    }

    public int submitOrder(long orderId, long customerId, List<Line> lines) {
        submitOrder.wrapAndApplyHeader(buffer, 0, messageHeader);
        header(submitOrder.header());
        SubmitOrderEncoder.LinesEncoder encoder = submitOrder
                .orderId(orderId)
                .customerId(customerId)
                .policy(ShortagePolicy.ALL_OR_NOTHING)
                .linesCount(lines.size());
        for (Line line : lines) {
            encoder.next()
                    .skuId(line.skuId())
                    .unitPriceMinor(line.unitPriceMinor())
                    .quantity(line.quantity())
                    .location(line.location());
        }
        return length(submitOrder.encodedLength());
    }

    public int confirmOrder(long orderId, long paidMinor) {
        confirmOrder.wrapAndApplyHeader(buffer, 0, messageHeader);
        header(confirmOrder.header());
        confirmOrder.orderId(orderId).paidMinor(paidMinor);
        return length(confirmOrder.encodedLength());
    }

    public int cancelOrder(long orderId) {
        cancelOrder.wrapAndApplyHeader(buffer, 0, messageHeader);
        header(cancelOrder.header());
        cancelOrder.orderId(orderId);
        return length(cancelOrder.encodedLength());
    }

    public int configureEngine(EngineSettings settings) {
        configureEngine.wrapAndApplyHeader(buffer, 0, messageHeader);
        header(configureEngine.header());
        configureEngine
                .retentionWindowNs(settings.retentionWindowNs())
                .futureToleranceNs(settings.futureToleranceNs())
                .maxSkus(settings.maxSkus())
                .maxStocks(settings.maxStocks())
                .maxOrders(settings.maxOrders())
                .maxOrderLines(settings.maxOrderLines())
                .maxAdjustments(settings.maxAdjustments());
        return length(configureEngine.encodedLength());
    }

    public int queryStock(long skuId, int location) {
        queryStock.wrapAndApplyHeader(buffer, 0, messageHeader);
        header(queryStock.header());
        queryStock.skuId(skuId).location(location);
        return length(queryStock.encodedLength());
    }

    public int queryOrder(long orderId) {
        queryOrder.wrapAndApplyHeader(buffer, 0, messageHeader);
        header(queryOrder.header());
        queryOrder.orderId(orderId);
        return length(queryOrder.encodedLength());
    }

    public int queryEngine() {
        queryEngine.wrapAndApplyHeader(buffer, 0, messageHeader);
        header(queryEngine.header());
        return length(queryEngine.encodedLength());
    }

    private void header(CommandHeaderEncoder header) {
        header.correlationId(correlationId).firstSentNs(firstSentNs).deadlineNs(deadlineNs);
    }

    private static int length(int encodedLength) {
        return MessageHeaderEncoder.ENCODED_LENGTH + encodedLength;
    }
}
