// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Test fixture: what a client was answered, and what it was refused. */
final class AnswerCounter implements OutcomeListener {
    final Set<Long> answered = new HashSet<>();
    final List<ResultCode> refusals = new ArrayList<>();
    ResultCode closed;

    @Override
    public void onSku(SkuOutcomeDecoder outcome) {
        answered.add(outcome.header().correlationId());
    }

    @Override
    public void onStock(StockOutcomeDecoder outcome) {
        answered.add(outcome.header().correlationId());
    }

    @Override
    public void onTransfer(TransferOutcomeDecoder outcome) {
        answered.add(outcome.header().correlationId());
    }

    @Override
    public void onOrder(OrderOutcomeDecoder outcome) {
        answered.add(outcome.header().correlationId());
    }

    @Override
    public void onFulfilment(FulfilmentOutcomeDecoder outcome) {
        answered.add(outcome.header().correlationId());
    }

    @Override
    public void onStockReport(StockReportDecoder report) {
        answered.add(report.header().correlationId());
    }

    @Override
    public void onOrderReport(OrderReportDecoder report) {
        answered.add(report.header().correlationId());
    }

    @Override
    public void onSkuReport(SkuReportDecoder report) {
        answered.add(report.header().correlationId());
    }

    @Override
    public void onEngineReport(EngineReportDecoder report) {
        answered.add(report.header().correlationId());
    }

    @Override
    public void onRefusal(long correlationId, ResultCode code) {
        refusals.add(code);
    }

    @Override
    public void onClosed(ResultCode reason) {
        closed = reason;
    }

    /** How many commands and queries have had an answer or a refusal. */
    int all() {
        return answered.size() + refusals.size();
    }
}
