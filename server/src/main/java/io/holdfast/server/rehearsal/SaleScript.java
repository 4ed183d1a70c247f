// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.rehearsal;

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
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.codec.SubmitOrderEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes the messages of a sale, one at a time, at the start of a buffer. */
final class SaleScript {
    private static final int LONGEST = 512;
    private static final long PRICE_MINOR = 100;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[LONGEST]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SubmitOrderEncoder submit = new SubmitOrderEncoder();
    private final ConfirmOrderEncoder confirm = new ConfirmOrderEncoder();
    private final CancelOrderEncoder cancel = new CancelOrderEncoder();
    private final QueryStockEncoder queryStock = new QueryStockEncoder();
    private final QueryOrderEncoder queryOrder = new QueryOrderEncoder();
    private int length;

    DirectBuffer buffer() {
        return buffer;
    }

    int length() {
        return length;
    }

    void configure(EngineSettings settings, long nowNs) {
        ConfigureEngineEncoder configure = new ConfigureEngineEncoder().wrapAndApplyHeader(buffer, 0, header);
        settings.encode(configure);
        ended(configure.header(), configure.limit(), nowNs);
    }

    void define(long skuId, long nowNs) {
        DefineSkuEncoder define = new DefineSkuEncoder().wrapAndApplyHeader(buffer, 0, header);
        define.skuId(skuId)
                .listPriceMinor(PRICE_MINOR)
                .safetyStock(0)
                .code("")
                .customerLimit(0)
                .locationOrderCount(0);
        ended(define.header(), define.limit(), nowNs);
    }

    void receive(long adjustmentId, long skuId, int units, long nowNs) {
        AdjustStockEncoder adjust = new AdjustStockEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .adjustmentId(adjustmentId)
                .skuId(skuId)
                .delta(units)
                .location(0)
                .reason(AdjustmentReason.RECEIPT)
                .reference("");
        ended(adjust.header(), adjust.limit(), nowNs);
    }

    /** One unit of each of some SKUs that follow one another. */
    void submit(long orderId, long firstSkuId, int lineCount, long timeToPayNs, long nowNs) {
        SubmitOrderEncoder.LinesEncoder lines = submit.wrapAndApplyHeader(buffer, 0, header)
                .orderId(orderId)
                .customerId(orderId)
                .policy(ShortagePolicy.ALL_OR_NOTHING)
                .timeToPayNs(timeToPayNs)
                .timeToWaitNs(0)
                .priority((short) 0)
                .latePayment(LatePayment.REFUSE)
                .linesCount(lineCount);
        for (int line = 0; line < lineCount; line++) {
            lines.next()
                    .skuId(firstSkuId + line)
                    .unitPriceMinor(PRICE_MINOR)
                    .quantity(1)
                    .location(0);
        }
        ended(submit.header(), submit.limit(), nowNs);
    }

    void confirm(long orderId, int lineCount, long nowNs) {
        confirm.wrapAndApplyHeader(buffer, 0, header)
                .orderId(orderId)
                .paidMinor(lineCount * PRICE_MINOR)
                .expectedVersion(0);
        ended(confirm.header(), confirm.limit(), nowNs);
    }

    void cancel(long orderId, long nowNs) {
        cancel.wrapAndApplyHeader(buffer, 0, header).orderId(orderId).expectedVersion(0);
        ended(cancel.header(), cancel.limit(), nowNs);
    }

    void queryStock(long skuId, long nowNs) {
        queryStock.wrapAndApplyHeader(buffer, 0, header).skuId(skuId).location(0);
        ended(queryStock.header(), queryStock.limit(), nowNs);
    }

    void queryOrder(long orderId, long nowNs) {
        queryOrder.wrapAndApplyHeader(buffer, 0, header).orderId(orderId);
        ended(queryOrder.header(), queryOrder.limit(), nowNs);
    }

    private void ended(CommandHeaderEncoder commandHeader, int end, long nowNs) {
        length = end;
        commandHeader.correlationId(1).firstSentNs(nowNs).deadlineNs(0);
    }
}
