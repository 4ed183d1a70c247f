// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.demo;

import io.holdfast.engine.codec.EngineReportDecoder;
import io.holdfast.engine.codec.FulfilmentOutcomeDecoder;
import io.holdfast.engine.codec.OrderOutcomeDecoder;
import io.holdfast.engine.codec.OrderReportDecoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SkuOutcomeDecoder;
import io.holdfast.engine.codec.SkuReportDecoder;
import io.holdfast.engine.codec.StockOutcomeDecoder;
import io.holdfast.engine.codec.StockReportDecoder;
import io.holdfast.engine.codec.TransferOutcomeDecoder;
import io.holdfast.transport.client.OutcomeListener;

/** A listener of a client that awaits few kinds of answers: any other is an error, not to be passed over. */
class Answers implements OutcomeListener {
    @Override
    public void onSku(SkuOutcomeDecoder outcome) {
        throw new IllegalStateException("nobody asked: " + outcome);
    }

    @Override
    public void onStock(StockOutcomeDecoder outcome) {
        throw new IllegalStateException("nobody asked: " + outcome);
    }

    @Override
    public void onTransfer(TransferOutcomeDecoder outcome) {
        throw new IllegalStateException("nobody asked: " + outcome);
    }

    @Override
    public void onOrder(OrderOutcomeDecoder outcome) {
        throw new IllegalStateException("nobody asked: " + outcome);
    }

    @Override
    public void onFulfilment(FulfilmentOutcomeDecoder outcome) {
        throw new IllegalStateException("nobody asked: " + outcome);
    }

    @Override
    public void onStockReport(StockReportDecoder report) {
        throw new IllegalStateException("nobody asked: " + report);
    }

    @Override
    public void onOrderReport(OrderReportDecoder report) {
        throw new IllegalStateException("nobody asked: " + report);
    }

    @Override
    public void onSkuReport(SkuReportDecoder report) {
        throw new IllegalStateException("nobody asked: " + report);
    }

    @Override
    public void onEngineReport(EngineReportDecoder report) {
        throw new IllegalStateException("nobody asked: " + report);
    }

    @Override
    public void onRefusal(long correlationId, ResultCode code) {
        throw new IllegalStateException("a command was refused before it was sequenced: " + code);
    }

    @Override
    public void onClosed(ResultCode reason) {
        throw new IllegalStateException("the server closed the session: " + reason);
    }
}
