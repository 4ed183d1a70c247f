// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import io.holdfast.engine.codec.AnswerHeaderDecoder;
import io.holdfast.engine.codec.EngineReportDecoder;
import io.holdfast.engine.codec.FulfilmentOutcomeDecoder;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.OrderOutcomeDecoder;
import io.holdfast.engine.codec.OrderReportDecoder;
import io.holdfast.engine.codec.RefusalDecoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SessionClosedDecoder;
import io.holdfast.engine.codec.SessionOpenedDecoder;
import io.holdfast.engine.codec.SkuOutcomeDecoder;
import io.holdfast.engine.codec.SkuReportDecoder;
import io.holdfast.engine.codec.StockOutcomeDecoder;
import io.holdfast.engine.codec.StockReportDecoder;
import io.holdfast.engine.codec.TransferOutcomeDecoder;
import org.agrona.DirectBuffer;

/** Brings each message of the server to the method of the listener that it is for. */
final class AnswerDecoder {
    /** Learns how the session goes. */
    interface SessionListener {
        void onOpened(long correlationId, ResultCode code);

        void onClosed();
    }

    private final OutcomeListener listener;
    private final SessionListener sessionListener;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SkuOutcomeDecoder skuOutcome = new SkuOutcomeDecoder();
    private final StockOutcomeDecoder stockOutcome = new StockOutcomeDecoder();
    private final TransferOutcomeDecoder transferOutcome = new TransferOutcomeDecoder();
    private final OrderOutcomeDecoder orderOutcome = new OrderOutcomeDecoder();
    private final FulfilmentOutcomeDecoder fulfilmentOutcome = new FulfilmentOutcomeDecoder();
    private final StockReportDecoder stockReport = new StockReportDecoder();
    private final OrderReportDecoder orderReport = new OrderReportDecoder();
    private final SkuReportDecoder skuReport = new SkuReportDecoder();
    private final EngineReportDecoder engineReport = new EngineReportDecoder();
    private final RefusalDecoder refusal = new RefusalDecoder();
    private final SessionOpenedDecoder sessionOpened = new SessionOpenedDecoder();
    private final SessionClosedDecoder sessionClosed = new SessionClosedDecoder();

    AnswerDecoder(OutcomeListener listener, SessionListener sessionListener) {
        this.listener = listener;
        this.sessionListener = sessionListener;
    }

    void onMessage(DirectBuffer buffer, int offset) {
        header.wrap(buffer, offset);
        switch (header.templateId()) {
            case SkuOutcomeDecoder.TEMPLATE_ID -> listener.onSku(skuOutcome.wrapAndApplyHeader(buffer, offset, header));
            case StockOutcomeDecoder.TEMPLATE_ID ->
                listener.onStock(stockOutcome.wrapAndApplyHeader(buffer, offset, header));
            case TransferOutcomeDecoder.TEMPLATE_ID ->
                listener.onTransfer(transferOutcome.wrapAndApplyHeader(buffer, offset, header));
            case OrderOutcomeDecoder.TEMPLATE_ID ->
                listener.onOrder(orderOutcome.wrapAndApplyHeader(buffer, offset, header));
            case FulfilmentOutcomeDecoder.TEMPLATE_ID ->
                listener.onFulfilment(fulfilmentOutcome.wrapAndApplyHeader(buffer, offset, header));
            case StockReportDecoder.TEMPLATE_ID ->
                listener.onStockReport(stockReport.wrapAndApplyHeader(buffer, offset, header));
            case OrderReportDecoder.TEMPLATE_ID ->
                listener.onOrderReport(orderReport.wrapAndApplyHeader(buffer, offset, header));
            case SkuReportDecoder.TEMPLATE_ID ->
                listener.onSkuReport(skuReport.wrapAndApplyHeader(buffer, offset, header));
            case EngineReportDecoder.TEMPLATE_ID ->
                listener.onEngineReport(engineReport.wrapAndApplyHeader(buffer, offset, header));
            case RefusalDecoder.TEMPLATE_ID -> {
                AnswerHeaderDecoder answer =
                        refusal.wrapAndApplyHeader(buffer, offset, header).header();
                listener.onRefusal(answer.correlationId(), answer.code());
            }
            case SessionOpenedDecoder.TEMPLATE_ID -> {
                sessionOpened.wrapAndApplyHeader(buffer, offset, header);
                sessionListener.onOpened(sessionOpened.correlationId(), sessionOpened.code());
            }
            case SessionClosedDecoder.TEMPLATE_ID -> {
                sessionListener.onClosed();
                listener.onClosed(
                        sessionClosed.wrapAndApplyHeader(buffer, offset, header).code());
            }
            default ->
                throw new IllegalStateException("the server speaks a newer protocol: message " + header.templateId());
        }
    }
}
