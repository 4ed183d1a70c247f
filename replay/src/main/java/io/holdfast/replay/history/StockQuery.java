// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.history;

import io.holdfast.engine.Engine;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.QueryStockEncoder;
import io.holdfast.engine.codec.StockReportDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Asks an engine for a stock, as a client would. */
final class StockQuery {
    private final Engine engine;
    private final UnsafeBuffer query =
            new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + QueryStockEncoder.BLOCK_LENGTH]);
    private final UnsafeBuffer report = new UnsafeBuffer(new byte[Engine.MAX_ANSWER_LENGTH]);

    StockQuery(Engine engine) {
        this.engine = engine;
    }

    StockUnits units(long skuId, int location) {
        new QueryStockEncoder()
                .wrapAndApplyHeader(query, 0, new MessageHeaderEncoder())
                .skuId(skuId)
                .location(location);
        engine.report(query, 0, report, 0);
        StockReportDecoder stock = new StockReportDecoder().wrapAndApplyHeader(report, 0, new MessageHeaderDecoder());
        return new StockUnits(stock.onHand(), stock.reserved(), stock.allocated());
    }
}
