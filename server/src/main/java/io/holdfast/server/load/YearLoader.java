// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.load;

import io.aeron.Aeron;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.EngineReportDecoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SkuOutcomeDecoder;
import io.holdfast.engine.codec.StockOutcomeDecoder;
import io.holdfast.engine.codec.StockReportDecoder;
import io.holdfast.transport.client.ClientSettings;
import io.holdfast.transport.client.HoldfastClient;
import io.holdfast.transport.client.SkuTerms;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Streams a year through an engine, keeps books of its own from the answers, and compares them with the engine's.
 *
 * <p>Everything takes effect in the order of the file, so the result is the same in every run.
 */
public final class YearLoader {
    static final int LOCATION = 0;

    private final RetailYear year;
    private final int[] openingUnits;
    private final OrderedSession session;
    private final LongConsumer progress;

    private final StockBooks books;
    private final YearOrders orders;
    private long lastAdjustmentId;
    private int adjustments;
    private int adjustmentsRefused;
    private int skippedLines;
    private String digest;

    private YearLoader(
            RetailYear year, int[] openingUnits, LoadTerms terms, OrderedSession session, LongConsumer progress) {
        this.year = year;
        this.openingUnits = openingUnits;
        this.session = session;
        this.progress = progress;
        this.books = new StockBooks(year.skuCodes().size());
        this.orders = new YearOrders(session, books, terms);
    }

    /**
     * Loads a year into an engine that holds nothing yet.
     *
     * @param openingUnits the opening stock of SKU 1, of SKU 2 …
     * @param terms        how its orders are treated.
     * @param aeron        of a media driver that can reach the server.
     * @param progress     told after each invoice how many there have been.
     * @throws CannotLoadException       if the engine holds something.
     * @throws SessionLostException      if the server stopped to answer.
     * @throws UnexpectedAnswerException if an answer leaves no way to go on.
     * @throws io.holdfast.transport.client.CannotConnectException if there is no such server.
     */
    public static LoadReport load(
            RetailYear year,
            int[] openingUnits,
            LoadTerms terms,
            Aeron aeron,
            ClientSettings settings,
            LongConsumer progress) {
        try (OrderedSession session = OrderedSession.open(aeron, settings)) {
            return new YearLoader(year, openingUnits, terms, session, progress).load();
        }
    }

    private LoadReport load() {
        checkEngineIsEmpty();
        long received = prepareStock();
        long startNs = System.nanoTime();
        int invoices = 0;
        for (Invoice invoice : year.invoices()) {
            switch (invoice.kind()) {
                case SALE -> sell(invoice);
                case RETURN -> takeBack(invoice);
                case OTHER -> skippedLines += invoice.lines().size();
            }
            progress.accept(++invoices);
        }
        session.awaitAnswers();
        orders.settleWaiting();
        long tookNs = Math.max(1, System.nanoTime() - startNs);
        compareStock();
        int sent = orders.accepted() + orders.stillWaiting() + orders.rejected();
        return new LoadReport(
                year.invoices().size(),
                year.lines(),
                year.skuCodes().size(),
                received,
                sent,
                orders.accepted(),
                orders.filledLater(),
                orders.stillWaiting(),
                orders.rejected(),
                orders.acceptedUnits(),
                orders.acceptedAmountMinor(),
                adjustments,
                adjustmentsRefused,
                skippedLines,
                books.engineOnHandUnits(),
                books.engineReservedUnits(),
                books.engineAllocatedUnits(),
                books.engineWaitingUnits(),
                books.differences(),
                digest,
                sent * TimeUnit.SECONDS.toNanos(1) / tookNs);
    }

    private void checkEngineIsEmpty() {
        session.send(
                "the first query",
                OrderedSession.SHORT_LENGTH,
                HoldfastClient::queryEngine,
                EngineReportDecoder.class,
                report -> {
                    if (report.skus() + report.orders() + report.adjustments() > 0) {
                        throw new CannotLoadException("the engine holds " + report.skus() + " SKUs, " + report.orders()
                                + " orders and " + report.adjustments()
                                + " adjustments already: a year can only be loaded into an empty one");
                    }
                });
        session.awaitAnswers();
    }

    /** Defines the SKUs and receives the opening stock; returns its units. */
    private long prepareStock() {
        long received = 0;
        for (int i = 0; i < openingUnits.length; i++) {
            define(i + 1, year.skuCodes().get(i));
        }
        for (int i = 0; i < openingUnits.length; i++) {
            if (openingUnits[i] > 0) {
                receive(i + 1, openingUnits[i]);
                received += openingUnits[i];
            }
        }
        session.awaitAnswers();
        return received;
    }

    private void define(int skuId, String code) {
        String name = "SKU " + code;
        session.send(
                name,
                OrderedSession.SHORT_LENGTH,
                client -> client.defineSku(skuId, code, SkuTerms.DEFAULT),
                SkuOutcomeDecoder.class,
                outcome -> expectOk(name, outcome.header().code()));
    }

    private void receive(int skuId, int units) {
        adjust(skuId, units, AdjustmentReason.RECEIPT, code -> {
            expectOk("the opening stock of SKU " + skuId, code);
            books.adjust(skuId, units);
        });
    }

    private void sell(Invoice invoice) {
        List<InvoiceLine> orderLines = invoice.orderLines();
        if (!orderLines.isEmpty()) {
            orders.order(invoice, orderLines);
        }
        for (InvoiceLine line : invoice.lines()) {
            if (line.quantity() < 0) {
                adjust(line.skuId(), line.quantity(), AdjustmentReason.DAMAGE);
            } else if (line.quantity() == 0) {
                skippedLines++;
            }
        }
    }

    private void takeBack(Invoice invoice) {
        for (InvoiceLine line : invoice.lines()) {
            if (line.quantity() == 0) {
                skippedLines++;
            } else {
                adjust(line.skuId(), -line.quantity(), AdjustmentReason.RETURN);
            }
        }
    }

    private void adjust(int skuId, int delta, AdjustmentReason reason) {
        adjustments++;
        adjust(skuId, delta, reason, code -> {
            switch (code) {
                case OK -> books.adjust(skuId, delta);
                case STOCK_IS_PROMISED, QUANTITY_OVERFLOW -> adjustmentsRefused++;
                default -> throw unexpected("an adjustment of SKU " + skuId, code);
            }
        });
    }

    private void adjust(int skuId, int delta, AdjustmentReason reason, Consumer<ResultCode> onCode) {
        long adjustmentId = ++lastAdjustmentId;
        session.send(
                "adjustment " + adjustmentId,
                OrderedSession.SHORT_LENGTH,
                client -> client.adjustStock(adjustmentId, skuId, LOCATION, delta, reason),
                StockOutcomeDecoder.class,
                outcome -> onCode.accept(outcome.header().code()));
    }

    private void compareStock() {
        for (int i = 0; i < openingUnits.length; i++) {
            int skuId = i + 1;
            session.send(
                    "the query of SKU " + skuId,
                    OrderedSession.SHORT_LENGTH,
                    client -> client.queryStock(skuId, LOCATION),
                    StockReportDecoder.class,
                    report -> books.compare(skuId, report));
        }
        session.send(
                "the last query",
                OrderedSession.SHORT_LENGTH,
                HoldfastClient::queryEngine,
                EngineReportDecoder.class,
                report -> digest = HexFormat.of().toHexDigits(report.digest()));
        session.awaitAnswers();
    }

    static void expectOk(String name, ResultCode code) {
        if (code != ResultCode.OK) {
            throw unexpected(name, code);
        }
    }

    static UnexpectedAnswerException unexpected(String name, ResultCode code) {
        return new UnexpectedAnswerException("the engine answered " + name + " with " + code);
    }
}
