// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

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

/**
 * Takes the answers, on the thread that polls the client, in the order of the sequence. What is passed is valid during the
 * call only; the results of the {@link BlockingClient} can be made from it, to be kept. Every answer carries in its header
 * the correlation id that the sending call returned.
 * What a method throws comes out of {@link HoldfastClient#poll()}.
 */
public interface OutcomeListener {
    /** To defineSku and updateSku. */
    void onSku(SkuOutcomeDecoder outcome);

    /** To adjustStock. */
    void onStock(StockOutcomeDecoder outcome);

    /** To transferStock. */
    void onTransfer(TransferOutcomeDecoder outcome);

    /** To a submitted, confirmed or cancelled order. */
    void onOrder(OrderOutcomeDecoder outcome);

    /** To a shipment or a return. */
    void onFulfilment(FulfilmentOutcomeDecoder outcome);

    /** To queryStock. */
    void onStockReport(StockReportDecoder report);

    /** To queryOrder. */
    void onOrderReport(OrderReportDecoder report);

    /** To querySku. */
    void onSkuReport(SkuReportDecoder report);

    /** To queryEngine. */
    void onEngineReport(EngineReportDecoder report);

    /** To anything, refused before it was sequenced: nothing has changed. */
    void onRefusal(long correlationId, ResultCode code);

    /** The server has closed the session; what has not been answered is to be asked again in a new one, with the same ids. */
    void onClosed(ResultCode reason);
}
