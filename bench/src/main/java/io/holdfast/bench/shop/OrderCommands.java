// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.shop;

import io.holdfast.engine.EngineSettings;
import io.holdfast.engine.codec.AdjustStockEncoder;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.CancelOrderEncoder;
import io.holdfast.engine.codec.CommandHeaderEncoder;
import io.holdfast.engine.codec.ConfigureEngineEncoder;
import io.holdfast.engine.codec.ConfirmOrderEncoder;
import io.holdfast.engine.codec.DefineSkuEncoder;
import io.holdfast.engine.codec.LatePayment;
import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.QueryOrderEncoder;
import io.holdfast.engine.codec.QueryStockEncoder;
import io.holdfast.engine.codec.ReturnOrderEncoder;
import io.holdfast.engine.codec.ShipOrderEncoder;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.codec.SubmitOrderEncoder;
import io.holdfast.engine.codec.Switch;
import io.holdfast.engine.codec.TickEncoder;
import io.holdfast.engine.codec.TransferStockEncoder;
import io.holdfast.engine.codec.UpdateSkuEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes the messages that the benchmarks send, one at a time, at the start of a buffer. */
public final class OrderCommands {
    static final long PRICE_MINOR = 100;
    private static final int BUFFER_LENGTH = 4096;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[BUFFER_LENGTH]);
    private int length;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ConfigureEngineEncoder configure = new ConfigureEngineEncoder();
    private final DefineSkuEncoder defineSku = new DefineSkuEncoder();
    private final UpdateSkuEncoder updateSku = new UpdateSkuEncoder();
    private final AdjustStockEncoder adjustStock = new AdjustStockEncoder();
    private final TransferStockEncoder transferStock = new TransferStockEncoder();
    private final SubmitOrderEncoder submitOrder = new SubmitOrderEncoder();
    private final ConfirmOrderEncoder confirmOrder = new ConfirmOrderEncoder();
    private final CancelOrderEncoder cancelOrder = new CancelOrderEncoder();
    private final ShipOrderEncoder shipOrder = new ShipOrderEncoder();
    private final ReturnOrderEncoder returnOrder = new ReturnOrderEncoder();
    private final TickEncoder tick = new TickEncoder();
    private final QueryStockEncoder queryStock = new QueryStockEncoder();
    private final QueryOrderEncoder queryOrder = new QueryOrderEncoder();

    /** Of the message, in bytes. */
    public int length() {
        return length;
    }

    /** Where the message is. */
    public UnsafeBuffer buffer() {
        return buffer;
    }

    void configure(EngineSettings settings) {
        settings.encode(configure.wrapAndApplyHeader(buffer, 0, header));
        sent(configure.header(), configure.limit(), 0);
    }

    void defineSku(long skuId, long nowNs) {
        defineSku
                .wrapAndApplyHeader(buffer, 0, header)
                .skuId(skuId)
                .listPriceMinor(PRICE_MINOR)
                .safetyStock(0)
                .code("SKU-" + skuId)
                .customerLimit(0)
                .locationOrderCount(0);
        sent(defineSku.header(), defineSku.limit(), nowNs);
    }

    void updateSku(long skuId, int safetyStock, long nowNs) {
        updateSku
                .wrapAndApplyHeader(buffer, 0, header)
                .skuId(skuId)
                .listPriceMinor(PRICE_MINOR)
                .safetyStock(safetyStock)
                .customerLimit(0)
                .expectedVersion(0)
                .suspended(Switch.OFF)
                .locationOrderCount(0);
        sent(updateSku.header(), updateSku.limit(), nowNs);
    }

    void receive(long adjustmentId, long skuId, int units, long nowNs) {
        adjustStock
                .wrapAndApplyHeader(buffer, 0, header)
                .adjustmentId(adjustmentId)
                .skuId(skuId)
                .delta(units)
                .location(0)
                .reason(AdjustmentReason.RECEIPT)
                .reference("");
        sent(adjustStock.header(), adjustStock.limit(), nowNs);
    }

    void transfer(long adjustmentId, long skuId, int from, int to, long nowNs) {
        transferStock
                .wrapAndApplyHeader(buffer, 0, header)
                .adjustmentId(adjustmentId)
                .skuId(skuId)
                .quantity(1)
                .fromLocation(from)
                .toLocation(to)
                .reference("");
        sent(transferStock.header(), transferStock.limit(), nowNs);
    }

    /** One line of one unit. */
    public void submitOrder(long orderId, long skuId, ShortagePolicy policy, long timeToPayNs, long nowNs) {
        submitOrder
                .wrapAndApplyHeader(buffer, 0, header)
                .orderId(orderId)
                .customerId(orderId)
                .policy(policy)
                .timeToPayNs(timeToPayNs)
                .timeToWaitNs(0)
                .priority((short) 0)
                .latePayment(LatePayment.REFUSE);
        submitOrder
                .linesCount(1)
                .next()
                .skuId(skuId)
                .unitPriceMinor(PRICE_MINOR)
                .quantity(1)
                .location(0);
        sent(submitOrder.header(), submitOrder.limit(), nowNs);
    }

    void confirmOrder(long orderId, long nowNs) {
        confirmOrder
                .wrapAndApplyHeader(buffer, 0, header)
                .orderId(orderId)
                .paidMinor(PRICE_MINOR)
                .expectedVersion(0);
        sent(confirmOrder.header(), confirmOrder.limit(), nowNs);
    }

    void cancelOrder(long orderId, long nowNs) {
        cancelOrder.wrapAndApplyHeader(buffer, 0, header).orderId(orderId).expectedVersion(0);
        sent(cancelOrder.header(), cancelOrder.limit(), nowNs);
    }

    /** All that is left of the order. */
    void shipOrder(long shipmentId, long orderId, long nowNs) {
        shipOrder
                .wrapAndApplyHeader(buffer, 0, header)
                .shipmentId(shipmentId)
                .orderId(orderId)
                .expectedVersion(0)
                .linesCount(0);
        sent(shipOrder.header(), shipOrder.limit(), nowNs);
    }

    /** All that was shipped of the order, back to its place. */
    void returnOrder(long returnId, long orderId, long nowNs) {
        returnOrder
                .wrapAndApplyHeader(buffer, 0, header)
                .returnId(returnId)
                .orderId(orderId)
                .expectedVersion(0)
                .location(0)
                .restock(Switch.ON)
                .linesCount(0);
        sent(returnOrder.header(), returnOrder.limit(), nowNs);
    }

    void tick(long nowNs) {
        tick.wrapAndApplyHeader(buffer, 0, header);
        sent(tick.header(), tick.limit(), nowNs);
    }

    public void queryStock(long skuId) {
        queryStock.wrapAndApplyHeader(buffer, 0, header).skuId(skuId).location(0);
        sent(queryStock.header(), queryStock.limit(), 0);
    }

    void queryOrder(long orderId) {
        queryOrder.wrapAndApplyHeader(buffer, 0, header).orderId(orderId);
        sent(queryOrder.header(), queryOrder.limit(), 0);
    }

    private void sent(CommandHeaderEncoder commandHeader, int end, long nowNs) {
        length = end;
        commandHeader.correlationId(1).firstSentNs(nowNs).deadlineNs(0);
    }
}
