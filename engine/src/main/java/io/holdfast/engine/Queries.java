// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.EngineReportEncoder;
import io.holdfast.engine.codec.OrderReportEncoder;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.QueryEngineDecoder;
import io.holdfast.engine.codec.QueryOrderDecoder;
import io.holdfast.engine.codec.QueryStockDecoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.StockReportEncoder;

/** Tells what is; changes nothing. */
final class Queries {
    private final State state;

    Queries(State state) {
        this.state = state;
    }

    void stock(QueryStockDecoder query, StockReportEncoder report) {
        int sku = state.skus.find(query.skuId());
        int stock = sku == SkuTable.ABSENT ? StockTable.ABSENT : state.stocks.find(sku, query.location());
        ResultCode code = sku == SkuTable.ABSENT ? ResultCode.UNKNOWN_SKU : ResultCode.OK;
        Answer.header(report.header(), query.header(), state.lastSequence, state.lastSequence, code);
        report.skuId(query.skuId()).location(query.location());

        int codeOffset = report.offset() + StockReportEncoder.skuCodeEncodingOffset();
        if (sku == SkuTable.ABSENT) {
            report.listPriceMinor(SkuTable.NO_LIST_PRICE).safetyStock(0);
            report.buffer().setMemory(codeOffset, StockReportEncoder.skuCodeEncodingLength(), (byte) 0);
        } else {
            report.listPriceMinor(state.skus.listPriceMinor(sku)).safetyStock(state.skus.safetyStock(sku));
            state.skus.copyCode(sku, report.buffer(), codeOffset);
        }
        if (stock == StockTable.ABSENT) {
            long available = sku == SkuTable.ABSENT ? 0 : -state.skus.safetyStock(sku);
            report.onHand(0).reserved(0).allocated(0).available(available);
        } else {
            report.onHand(state.stocks.onHand(stock))
                    .reserved(state.stocks.reserved(stock))
                    .allocated(state.stocks.allocated(stock))
                    .available(state.stocks.available(stock));
        }
    }

    void order(QueryOrderDecoder query, OrderReportEncoder report) {
        OrderTable orders = state.orders;
        int order = orders.find(query.orderId());
        report.orderId(query.orderId());
        if (order == OrderTable.ABSENT) {
            Answer.header(
                    report.header(), query.header(), state.lastSequence, state.lastSequence, ResultCode.UNKNOWN_ORDER);
            report.customerId(0)
                    .totalMinor(0)
                    .paidMinor(0)
                    .status(OrderStatus.NONE)
                    .submission(ResultCode.UNKNOWN_ORDER)
                    .linesCount(0);
            return;
        }
        Answer.header(
                report.header(), query.header(), state.lastSequence, orders.changedSequence(order), ResultCode.OK);
        int lineCount = orders.lineCount(order);
        OrderReportEncoder.LinesEncoder lines = report.customerId(orders.customerId(order))
                .totalMinor(orders.totalMinor(order))
                .paidMinor(orders.paidMinor(order))
                .status(orders.status(order))
                .submission(orders.submission(order))
                .linesCount(lineCount);
        for (int i = 0; i < lineCount; i++) {
            int stock = orders.stock(order, i);
            lines.next()
                    .skuId(state.skus.id(state.stocks.sku(stock)))
                    .unitPriceMinor(orders.unitPriceMinor(order, i))
                    .quantity(orders.quantity(order, i))
                    .location(state.stocks.location(stock));
        }
    }

    void engine(QueryEngineDecoder query, EngineReportEncoder report) {
        Answer.header(report.header(), query.header(), state.lastSequence, state.lastSequence, ResultCode.OK);
        report.timestampNs(state.lastTimestampNs)
                .digest(state.digest.value())
                .skus(state.skus.size())
                .orders(state.orders.size())
                .adjustments(state.adjustments.size());
    }
}
