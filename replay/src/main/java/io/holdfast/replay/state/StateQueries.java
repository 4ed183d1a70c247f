// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.state;

import io.holdfast.engine.Engine;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.OrderReportDecoder;
import io.holdfast.engine.codec.QueryOrderEncoder;
import io.holdfast.engine.codec.QuerySkuEncoder;
import io.holdfast.engine.codec.QueryStockEncoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SkuReportDecoder;
import io.holdfast.engine.codec.StockReportDecoder;
import io.holdfast.engine.codec.Switch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.LongArrayList;
import org.agrona.concurrent.UnsafeBuffer;

/** Asks an engine, as a client would. For one thread. */
public final class StateQueries {
    private static final int MAX_QUERY_LENGTH = 64;

    private final Engine engine;
    private final UnsafeBuffer query = new UnsafeBuffer(new byte[MAX_QUERY_LENGTH]);
    private final UnsafeBuffer report = new UnsafeBuffer(new byte[Engine.MAX_ANSWER_LENGTH]);
    private final MessageHeaderEncoder queryHeader = new MessageHeaderEncoder();
    private final MessageHeaderDecoder reportHeader = new MessageHeaderDecoder();
    private final QueryStockEncoder queryStock = new QueryStockEncoder();
    private final QueryOrderEncoder queryOrder = new QueryOrderEncoder();
    private final QuerySkuEncoder querySku = new QuerySkuEncoder();
    private final StockReportDecoder stockReport = new StockReportDecoder();
    private final OrderReportDecoder orderReport = new OrderReportDecoder();
    private final SkuReportDecoder skuReport = new SkuReportDecoder();

    public StateQueries(Engine engine) {
        this.engine = engine;
    }

    /** All stocks that there are, by SKU and location. */
    public void forEachStock(Consumer<StockRow> stocks) {
        LongArrayList skuIds = new LongArrayList();
        engine.forEachSku(skuIds::addLong);
        skuIds.longStream().sorted().forEach(skuId -> forEachStock(skuId, stocks));
    }

    /** All stocks of a SKU, by location. */
    public void forEachStock(long skuId, Consumer<StockRow> stocks) {
        IntArrayList locations = new IntArrayList();
        engine.forEachLocation(skuId, locations::addInt);
        locations.intStream().sorted().forEach(location -> stocks.accept(stock(skuId, location)));
    }

    /** All orders that are remembered. */
    public void forEachOrder(Consumer<OrderRow> orders) {
        engine.forEachOrder(orderId -> orders.accept(order(orderId).orElseThrow()));
    }

    /** A SKU's stock at a location; all 0 where there is none. */
    public StockRow stock(long skuId, int location) {
        queryStock.wrapAndApplyHeader(query, 0, queryHeader).skuId(skuId).location(location);
        engine.report(query, 0, report, 0);
        StockReportDecoder stock = stockReport.wrapAndApplyHeader(report, 0, reportHeader);
        return new StockRow(
                skuId,
                stock.skuCode(),
                location,
                stock.onHand(),
                stock.reserved(),
                stock.allocated(),
                stock.available(),
                stock.waiting(),
                stock.waitingAny());
    }

    /** A SKU, if it is known. */
    public Optional<SkuRow> sku(long skuId) {
        querySku.wrapAndApplyHeader(query, 0, queryHeader).skuId(skuId);
        engine.report(query, 0, report, 0);
        SkuReportDecoder sku = skuReport.wrapAndApplyHeader(report, 0, reportHeader);
        if (sku.header().code() != ResultCode.OK) {
            return Optional.empty();
        }
        List<Integer> locationOrder = new ArrayList<>();
        for (SkuReportDecoder.LocationOrderDecoder place : sku.locationOrder()) {
            locationOrder.add(place.location());
        }
        return Optional.of(new SkuRow(
                skuId,
                sku.skuCode(),
                sku.listPriceMinor() == SkuReportDecoder.listPriceMinorNullValue() ? null : (Long) sku.listPriceMinor(),
                sku.safetyStock(),
                sku.customerLimit(),
                sku.suspended() == Switch.ON,
                locationOrder,
                sku.skuVersion()));
    }

    /** An order, if it is remembered. */
    public Optional<OrderRow> order(long orderId) {
        queryOrder.wrapAndApplyHeader(query, 0, queryHeader).orderId(orderId);
        engine.report(query, 0, report, 0);
        OrderReportDecoder order = orderReport.wrapAndApplyHeader(report, 0, reportHeader);
        if (order.header().code() != ResultCode.OK) {
            return Optional.empty();
        }
        List<OrderRow.Line> lines = new ArrayList<>();
        for (OrderReportDecoder.LinesDecoder line : order.lines()) {
            lines.add(new OrderRow.Line(
                    line.line(),
                    line.skuId(),
                    line.location(),
                    line.unitPriceMinor(),
                    line.quantity(),
                    line.held(),
                    line.waiting(),
                    line.shipped(),
                    line.returned()));
        }
        return Optional.of(new OrderRow(
                orderId,
                order.customerId(),
                order.status(),
                order.submission(),
                order.totalMinor(),
                order.paidMinor(),
                order.refundDueMinor(),
                order.deadlineNs(),
                order.orderVersion(),
                lines));
    }
}
