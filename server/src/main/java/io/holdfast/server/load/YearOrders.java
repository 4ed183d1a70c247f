// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.load;

import io.holdfast.engine.codec.FulfilmentOutcomeDecoder;
import io.holdfast.engine.codec.OrderOutcomeDecoder;
import io.holdfast.engine.codec.OrderReportDecoder;
import io.holdfast.engine.codec.OrderReportEncoder;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SubmitOrderEncoder;
import io.holdfast.transport.client.HoldfastClient;
import io.holdfast.transport.client.OrderBuilder;
import io.holdfast.transport.client.OrderTerms;
import io.holdfast.transport.client.Shipment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The orders of a year: sent, paid, shipped if that is wanted, and what became of them.
 *
 * <p>An order's confirmation and its shipment are sent right behind the order, without waiting for the answers: its total is known
 * here, and if the order is rejected or waits, the engine refuses them too, and nothing changes. Orders that wait are
 * asked about once everything else has been sent; those that have been filled by then are paid and shipped.
 */
final class YearOrders {
    private static final int LINE_LENGTH = SubmitOrderEncoder.LinesEncoder.sbeBlockLength();
    private static final int REPORT_LINE_LENGTH = OrderReportEncoder.LinesEncoder.sbeBlockLength();
    /** More than any load takes: no order is to end by time. */
    private static final Duration LONG_TIME = Duration.ofDays(365);

    private final OrderedSession session;
    private final StockBooks books;
    private final LoadTerms terms;
    private final OrderTerms orderTerms;
    private final List<YearOrder> waiting = new ArrayList<>();

    private int accepted;
    private int filledLater;
    private int stillWaiting;
    private int rejected;
    private long lastShipmentId;
    private long acceptedUnits;
    private long acceptedAmountMinor;

    YearOrders(OrderedSession session, StockBooks books, LoadTerms terms) {
        this.session = session;
        this.books = books;
        this.terms = terms;
        this.orderTerms = OrderTerms.DEFAULT
                .withPolicy(terms.policy())
                .withTimeToPay(LONG_TIME)
                .withTimeToWait(LONG_TIME);
    }

    /** An order on its way, with the status that it was last heard to have. */
    private static final class YearOrder {
        final long id;
        final String name;
        final long totalMinor;
        final List<InvoiceLine> lines;
        OrderStatus status = OrderStatus.NONE;

        YearOrder(Invoice invoice, List<InvoiceLine> lines) {
            id = invoice.orderId();
            name = "order " + id;
            totalMinor = invoice.orderTotalMinor();
            this.lines = lines;
        }
    }

    /** Sends what the customer of a sale ordered. */
    void order(Invoice invoice, List<InvoiceLine> lines) {
        YearOrder order = new YearOrder(invoice, lines);
        session.send(
                order.name,
                OrderedSession.SHORT_LENGTH + lines.size() * LINE_LENGTH,
                client -> submit(client, order, invoice.customerId()),
                OrderOutcomeDecoder.class,
                outcome -> submitted(order, outcome));
        pay(order);
    }

    private long submit(HoldfastClient client, YearOrder order, long customerId) {
        OrderBuilder builder = client.order(order.id, customerId, order.lines.size());
        if (builder == null) {
            return HoldfastClient.BACK_PRESSURED;
        }
        builder.terms(orderTerms);
        for (InvoiceLine line : order.lines) {
            builder.line(line.skuId(), YearLoader.LOCATION, line.quantity(), line.unitPriceMinor());
        }
        return builder.submit();
    }

    /** If the engine does not even remember an order, this is not a year's result. */
    private void submitted(YearOrder order, OrderOutcomeDecoder outcome) {
        order.status = outcome.status();
        switch (order.status) {
            case RESERVED -> {}
            case REJECTED -> rejected++;
            case WAITING -> waiting.add(order);
            default -> throw YearLoader.unexpected(order.name, outcome.header().code());
        }
    }

    private void pay(YearOrder order) {
        session.send(
                "the confirmation of " + order.name,
                OrderedSession.SHORT_LENGTH,
                client -> client.confirmOrder(order.id, order.totalMinor),
                OrderOutcomeDecoder.class,
                outcome -> paid(order, outcome.header().code()));
        if (terms.ships()) {
            // Another id each time: a shipment that came too early is remembered as refused.
            Shipment shipment = Shipment.ofEverything(++lastShipmentId, order.id);
            session.send(
                    "the shipment of " + order.name,
                    OrderedSession.SHORT_LENGTH,
                    client -> client.ship(shipment),
                    FulfilmentOutcomeDecoder.class,
                    outcome -> shipped(order, outcome.header().code()));
        }
    }

    private void paid(YearOrder order, ResultCode code) {
        if (order.status == OrderStatus.RESERVED) {
            YearLoader.expectOk("the confirmation of " + order.name, code);
            order.status = OrderStatus.CONFIRMED;
            accepted++;
            acceptedAmountMinor = Math.addExact(acceptedAmountMinor, order.totalMinor);
            for (InvoiceLine line : order.lines) {
                books.allocate(line.skuId(), line.quantity());
                acceptedUnits += line.quantity();
            }
        }
    }

    private void shipped(YearOrder order, ResultCode code) {
        if (order.status == OrderStatus.CONFIRMED) {
            YearLoader.expectOk("the shipment of " + order.name, code);
            order.status = OrderStatus.FULFILLED;
            for (InvoiceLine line : order.lines) {
                books.ship(line.skuId(), line.quantity());
            }
        }
    }

    /** Asks what became of the orders that had to wait; those that have been filled are paid, and shipped. */
    void settleWaiting() {
        List<YearOrder> filled = new ArrayList<>();
        for (YearOrder order : waiting) {
            session.send(
                    "the query of " + order.name,
                    OrderedSession.SHORT_LENGTH + order.lines.size() * REPORT_LINE_LENGTH,
                    client -> client.queryOrder(order.id),
                    OrderReportDecoder.class,
                    report -> {
                        order.status = report.status();
                        switch (order.status) {
                            case RESERVED -> filled.add(order);
                            case WAITING ->
                                report.lines().forEach(line -> books.hold(line.skuId(), line.held(), line.waiting()));
                            default ->
                                throw YearLoader.unexpected(
                                        order.name, report.header().code());
                        }
                    });
        }
        session.awaitAnswers();
        filled.forEach(this::pay);
        session.awaitAnswers();
        filledLater = filled.size();
        stillWaiting = waiting.size() - filledLater;
    }

    int accepted() {
        return accepted;
    }

    /** Accepted ones that had to wait. */
    int filledLater() {
        return filledLater;
    }

    int stillWaiting() {
        return stillWaiting;
    }

    int rejected() {
        return rejected;
    }

    long acceptedUnits() {
        return acceptedUnits;
    }

    long acceptedAmountMinor() {
        return acceptedAmountMinor;
    }
}
