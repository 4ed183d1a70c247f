// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.EngineReportEncoder;
import io.holdfast.engine.codec.OrderReportEncoder;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.QueryEngineDecoder;
import io.holdfast.engine.codec.QueryOrderDecoder;
import io.holdfast.engine.codec.QuerySkuDecoder;
import io.holdfast.engine.codec.QueryStockDecoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SkuReportEncoder;
import io.holdfast.engine.codec.StockReportEncoder;
import io.holdfast.engine.codec.Switch;

/** Tells what is; changes nothing. */
final class Queries {
    private final State state;
    private final OrderLines orderLines;

    Queries(State state) {
        this.state = state;
        this.orderLines = new OrderLines(state.orders, state.parts, state.skus);
    }

    void stock(QueryStockDecoder query, StockReportEncoder report) {
        int sku = state.skus.find(query.skuId());
        int stock = sku == SkuTable.ABSENT ? StockTable.ABSENT : state.stocks.find(sku, query.location());
        ResultCode code = sku == SkuTable.ABSENT ? ResultCode.UNKNOWN_SKU : ResultCode.OK;
        Answer.header(report.header(), query.header(), state.lastSequence, state.lastSequence, code);
        report.skuId(query.skuId()).location(query.location());

        int codeOffset = report.offset() + StockReportEncoder.skuCodeEncodingOffset();
        if (sku == SkuTable.ABSENT) {
            report.listPriceMinor(SkuTable.NO_LIST_PRICE).safetyStock(0).waitingAny(0);
            report.buffer().setMemory(codeOffset, StockReportEncoder.skuCodeEncodingLength(), (byte) 0);
        } else {
            report.listPriceMinor(state.skus.listPriceMinor(sku))
                    .safetyStock(state.skus.safetyStock(sku))
                    .waitingAny(state.skus.waitingAny(sku));
            state.skus.copyCode(sku, report.buffer(), codeOffset);
        }
        if (stock == StockTable.ABSENT) {
            long available = sku == SkuTable.ABSENT ? 0 : -state.skus.safetyStock(sku);
            report.onHand(0).reserved(0).allocated(0).available(available).waiting(0);
        } else {
            report.onHand(state.stocks.onHand(stock))
                    .reserved(state.stocks.reserved(stock))
                    .allocated(state.stocks.allocated(stock))
                    .available(state.stocks.available(stock))
                    .waiting(state.stocks.waiting(stock));
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
                    .refundDueMinor(0)
                    .deadlineNs(0)
                    .orderVersion(0)
                    .linesCount(0);
            return;
        }
        Answer.header(
                report.header(), query.header(), state.lastSequence, orders.changedSequence(order), ResultCode.OK);
        boolean isOver = orders.isOver(order, state.lastTimestampNs);
        report.customerId(orders.customerId(order))
                .totalMinor(orders.totalMinor(order))
                .paidMinor(orders.paidMinor(order))
                .status(isOver ? OrderStatus.EXPIRED : orders.status(order))
                .submission(orders.submission(order))
                .refundDueMinor(orders.refundDueMinor(order))
                .deadlineNs(isOver ? 0 : orders.deadlineNs(order))
                .orderVersion(orders.version(order));
        orderLines.report(order, report);
    }

    void engine(QueryEngineDecoder query, EngineReportEncoder report) {
        Answer.header(report.header(), query.header(), state.lastSequence, state.lastSequence, ResultCode.OK);
        report.timestampNs(state.lastTimestampNs)
                .digest(state.digest.value())
                .skus(state.skus.size())
                .orders(state.orders.size())
                .adjustments(state.adjustments.size())
                .shipments(state.shipments.size())
                .returns(state.returns.size())
                .orderParts(state.parts.size())
                .customerCounts(state.counts.size());
    }

    void sku(QuerySkuDecoder query, SkuReportEncoder report) {
        int sku = state.skus.find(query.skuId());
        ResultCode code = sku == SkuTable.ABSENT ? ResultCode.UNKNOWN_SKU : ResultCode.OK;
        report.skuId(query.skuId());
        int codeOffset = report.offset() + SkuReportEncoder.skuCodeEncodingOffset();
        if (sku == SkuTable.ABSENT) {
            Answer.header(report.header(), query.header(), state.lastSequence, state.lastSequence, code);
            report.listPriceMinor(SkuTable.NO_LIST_PRICE)
                    .safetyStock(0)
                    .customerLimit(0)
                    .skuVersion(0)
                    .suspended(Switch.OFF)
                    .locationOrderCount(0);
            report.buffer().setMemory(codeOffset, SkuReportEncoder.skuCodeEncodingLength(), (byte) 0);
            return;
        }
        Answer.header(report.header(), query.header(), state.lastSequence, state.skus.changedSequence(sku), code);
        state.skus.copyCode(sku, report.buffer(), codeOffset);
        int length = state.skus.locationOrderLength(sku);
        SkuReportEncoder.LocationOrderEncoder locations = report.listPriceMinor(state.skus.listPriceMinor(sku))
                .safetyStock(state.skus.safetyStock(sku))
                .customerLimit(state.skus.customerLimit(sku))
                .skuVersion(state.skus.version(sku))
                .suspended(state.skus.isSuspended(sku) ? Switch.ON : Switch.OFF)
                .locationOrderCount(length);
        for (int place = 0; place < length; place++) {
            locations.next().location(state.skus.locationOrder(sku, place));
        }
    }
}
