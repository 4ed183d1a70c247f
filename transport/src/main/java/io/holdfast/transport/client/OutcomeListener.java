// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import io.holdfast.engine.codec.EngineReportDecoder;
import io.holdfast.engine.codec.OrderOutcomeDecoder;
import io.holdfast.engine.codec.OrderReportDecoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SkuOutcomeDecoder;
import io.holdfast.engine.codec.StockOutcomeDecoder;
import io.holdfast.engine.codec.StockReportDecoder;

/**
 * Takes the answers, on the thread that polls the client, in the order of the sequence. What is passed is valid during the
 * call only. Every answer carries in its header the correlation id that the sending call returned.
 * What a method throws comes out of {@link HoldfastClient#poll()}.
 */
public interface OutcomeListener {
    /** To defineSku. */
    void onSku(SkuOutcomeDecoder outcome);

    /** To adjustStock. */
    void onStock(StockOutcomeDecoder outcome);

    /** To a submitted, confirmed or cancelled order. */
    void onOrder(OrderOutcomeDecoder outcome);

    /** To queryStock. */
    void onStockReport(StockReportDecoder report);

    /** To queryOrder. */
    void onOrderReport(OrderReportDecoder report);

    /** To queryEngine. */
    void onEngineReport(EngineReportDecoder report);

    /** To anything, refused before it was sequenced: nothing has changed. */
    void onRefusal(long correlationId, ResultCode code);

    /** The server has closed the session; what has not been answered is to be asked again in a new one, with the same ids. */
    void onClosed(ResultCode reason);
}
