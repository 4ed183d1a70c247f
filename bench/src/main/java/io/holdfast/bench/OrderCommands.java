// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench;

import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineSettings;
import io.holdfast.engine.codec.AdjustStockEncoder;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.CancelOrderEncoder;
import io.holdfast.engine.codec.CommandHeaderEncoder;
import io.holdfast.engine.codec.ConfigureEngineEncoder;
import io.holdfast.engine.codec.ConfirmOrderEncoder;
import io.holdfast.engine.codec.DefineSkuEncoder;
import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.codec.SubmitOrderEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes the commands that the benchmarks send, one at a time, and has an engine decide them. */
final class OrderCommands {
    static final int BUFFER_LENGTH = 4096;
    private static final long START_NS = 1_700_000_000_000_000_000L;

    final UnsafeBuffer command = new UnsafeBuffer(new byte[BUFFER_LENGTH]);
    final UnsafeBuffer outcome = new UnsafeBuffer(new byte[Engine.MAX_ANSWER_LENGTH]);

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ConfigureEngineEncoder configure = new ConfigureEngineEncoder();
    private final DefineSkuEncoder defineSku = new DefineSkuEncoder();
    private final AdjustStockEncoder adjustStock = new AdjustStockEncoder();
    private final SubmitOrderEncoder submitOrder = new SubmitOrderEncoder();
    private final ConfirmOrderEncoder confirmOrder = new ConfirmOrderEncoder();
    private final CancelOrderEncoder cancelOrder = new CancelOrderEncoder();

    /** Has the command in the buffer decided; returns the outcome's length. */
    int decide(Engine engine) {
        long sequence = engine.lastSequence() + 1;
        return engine.decide(sequence, START_NS + sequence, command, 0, outcome, 0);
    }

    int configure(EngineSettings settings) {
        configure
                .wrapAndApplyHeader(command, 0, header)
                .retentionWindowNs(settings.retentionWindowNs())
                .futureToleranceNs(settings.futureToleranceNs())
                .maxSkus(settings.maxSkus())
                .maxStocks(settings.maxStocks())
                .maxOrders(settings.maxOrders())
                .maxOrderLines(settings.maxOrderLines())
                .maxAdjustments(settings.maxAdjustments());
        return length(configure.header(), configure.encodedLength());
    }

    int defineSku(long skuId) {
        defineSku
                .wrapAndApplyHeader(command, 0, header)
                .skuId(skuId)
                .listPriceMinor(100)
                .safetyStock(0)
                .code("SKU-" + skuId);
        return length(defineSku.header(), defineSku.encodedLength());
    }

    int receive(long adjustmentId, long skuId, int units) {
        adjustStock
                .wrapAndApplyHeader(command, 0, header)
                .adjustmentId(adjustmentId)
                .skuId(skuId)
                .delta(units)
                .location(0)
                .reason(AdjustmentReason.RECEIPT);
        return length(adjustStock.header(), adjustStock.encodedLength());
    }

    /** One line of one unit. */
    int submitOrder(long orderId, long skuId) {
        submitOrder
                .wrapAndApplyHeader(command, 0, header)
                .orderId(orderId)
                .customerId(orderId)
                .policy(ShortagePolicy.ALL_OR_NOTHING);
        CommandHeaderEncoder commandHeader = submitOrder.header();
        submitOrder
                .linesCount(1)
                .next()
                .skuId(skuId)
                .unitPriceMinor(100)
                .quantity(1)
                .location(0);
        return length(commandHeader, submitOrder.encodedLength());
    }

    int confirmOrder(long orderId) {
        confirmOrder.wrapAndApplyHeader(command, 0, header).orderId(orderId).paidMinor(100);
        return length(confirmOrder.header(), confirmOrder.encodedLength());
    }

    int cancelOrder(long orderId) {
        cancelOrder.wrapAndApplyHeader(command, 0, header).orderId(orderId);
        return length(cancelOrder.header(), cancelOrder.encodedLength());
    }

    private static int length(CommandHeaderEncoder commandHeader, int encodedLength) {
        commandHeader.correlationId(1).firstSentNs(START_NS).deadlineNs(0);
        return MessageHeaderEncoder.ENCODED_LENGTH + encodedLength;
    }
}
