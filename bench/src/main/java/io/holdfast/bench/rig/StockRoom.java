// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.rig;

import io.holdfast.bench.workload.Orders;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.EngineReportDecoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SkuOutcomeDecoder;
import io.holdfast.engine.codec.StockOutcomeDecoder;
import io.holdfast.engine.codec.StockReportDecoder;
import io.holdfast.server.load.OrderedSession;
import io.holdfast.transport.client.EngineView;
import io.holdfast.transport.client.HoldfastClient;
import io.holdfast.transport.client.SkuTerms;
import io.holdfast.transport.client.StockView;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongUnaryOperator;

/** What a workload sells: at first more than enough of it, later as much as there is to be. */
final class StockRoom {
    static final int LOCATION = 0;

    private static final int MORE_THAN_ENOUGH = 1_000_000_000;

    private final Orders orders;
    private final long[] openingUnits;

    StockRoom(Orders orders) {
        this.orders = orders;
        openingUnits = new long[orders.skus() + 1];
    }

    void open(OrderedSession session) {
        for (int sku = 1; sku <= orders.skus(); sku++) {
            define(session, sku);
            adjust(session, sku, sku, MORE_THAN_ENOUGH, AdjustmentReason.RECEIPT);
        }
        session.awaitAnswers();
    }

    private void define(OrderedSession session, int sku) {
        String name = "SKU " + sku;
        SkuTerms terms = SkuTerms.DEFAULT.withListPriceMinor(orders.listPriceMinor(sku));
        session.send(
                name,
                OrderedSession.SHORT_LENGTH,
                client -> client.defineSku(sku, name, terms),
                SkuOutcomeDecoder.class,
                outcome -> expectOk(name, outcome.header().code()));
    }

    /**
     * Takes away what is too much.
     *
     * @param units of each SKU that there are to be, as if there had been no more from the beginning.
     */
    void cutTo(OrderedSession session, LongUnaryOperator units) {
        for (int sku = 1; sku <= orders.skus(); sku++) {
            int delta = Math.toIntExact(units.applyAsLong(sku) - MORE_THAN_ENOUGH);
            adjust(session, orders.skus() + sku, sku, delta, AdjustmentReason.COUNT);
        }
        session.awaitAnswers();
    }

    private void adjust(OrderedSession session, long id, int sku, int delta, AdjustmentReason reason) {
        openingUnits[sku] += delta;
        session.send(
                "adjustment " + id,
                OrderedSession.SHORT_LENGTH,
                client -> client.adjustStock(id, sku, LOCATION, delta, reason),
                StockOutcomeDecoder.class,
                outcome ->
                        expectOk("SKU " + sku + " by " + delta, outcome.header().code()));
    }

    private static void expectOk(String name, ResultCode code) {
        if (code != ResultCode.OK) {
            throw new IllegalStateException(name + ": " + code);
        }
    }

    /** Of a SKU, whenever it was brought in. */
    long openingUnits(long sku) {
        return openingUnits[(int) sku];
    }

    /** What the engine has of each SKU, by its id. */
    StockView[] stocks(OrderedSession session) {
        StockView[] views = new StockView[orders.skus() + 1];
        for (int i = 1; i < views.length; i++) {
            int sku = i;
            session.send(
                    "the query of SKU " + sku,
                    OrderedSession.SHORT_LENGTH,
                    client -> client.queryStock(sku, LOCATION),
                    StockReportDecoder.class,
                    report -> views[sku] = StockView.of(report));
        }
        session.awaitAnswers();
        return views;
    }

    /** What the engine has altogether. */
    static EngineView engine(OrderedSession session) {
        AtomicReference<EngineView> view = new AtomicReference<>();
        session.send(
                "the query of the engine",
                OrderedSession.SHORT_LENGTH,
                HoldfastClient::queryEngine,
                EngineReportDecoder.class,
                report -> view.set(EngineView.of(report)));
        session.awaitAnswers();
        return view.get();
    }
}
