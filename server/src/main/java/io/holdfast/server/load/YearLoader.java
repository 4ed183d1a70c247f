// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.load;

import io.aeron.Aeron;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.EngineReportDecoder;
import io.holdfast.engine.codec.OrderOutcomeDecoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SkuOutcomeDecoder;
import io.holdfast.engine.codec.StockOutcomeDecoder;
import io.holdfast.engine.codec.StockReportDecoder;
import io.holdfast.engine.codec.SubmitOrderEncoder;
import io.holdfast.transport.client.ClientSettings;
import io.holdfast.transport.client.HoldfastClient;
import io.holdfast.transport.client.OrderBuilder;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Streams a year through an engine, keeps books of its own from the answers, and compares them with the engine's.
 *
 * <p>Everything takes effect in the order of the file, so the result is the same in every run. An order's confirmation is
 * sent right behind the order, without waiting for the answer: its total is known here, and if the order is rejected, the
 * engine refuses the confirmation too, and nothing changes.
 */
public final class YearLoader {
    private static final int SHORT_LENGTH = 128;
    private static final int LINE_LENGTH = SubmitOrderEncoder.LinesEncoder.sbeBlockLength();
    private static final int LOCATION = 0;

    private final RetailYear year;
    private final int[] openingUnits;
    private final OrderedSession session;
    private final LongConsumer progress;

    private final StockBooks books;
    private long lastAdjustmentId;
    private int accepted;
    private int rejected;
    private long acceptedUnits;
    private long acceptedAmountMinor;
    private int adjustments;
    private int adjustmentsRefused;
    private int skippedLines;
    private String digest;

    private YearLoader(RetailYear year, int[] openingUnits, OrderedSession session, LongConsumer progress) {
        this.year = year;
        this.openingUnits = openingUnits;
        this.session = session;
        this.progress = progress;
        this.books = new StockBooks(year.skuCodes().size());
    }

    /**
     * Loads a year into an engine that holds nothing yet.
     *
     * @param openingUnits the opening stock of SKU 1, of SKU 2 …
     * @param aeron        of a media driver that can reach the server.
     * @param progress     told after each invoice how many there have been.
     * @throws CannotLoadException       if the engine holds something.
     * @throws SessionLostException      if the server stopped to answer.
     * @throws UnexpectedAnswerException if an answer leaves no way to go on.
     * @throws io.holdfast.transport.client.CannotConnectException if there is no such server.
     */
    public static LoadReport load(
            RetailYear year, int[] openingUnits, Aeron aeron, ClientSettings settings, LongConsumer progress) {
        try (OrderedSession session = OrderedSession.open(aeron, settings)) {
            return new YearLoader(year, openingUnits, session, progress).load();
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
        long tookNs = Math.max(1, System.nanoTime() - startNs);
        compareStock();
        int orders = accepted + rejected;
        return new LoadReport(
                year.invoices().size(),
                year.lines(),
                year.skuCodes().size(),
                received,
                orders,
                accepted,
                rejected,
                acceptedUnits,
                acceptedAmountMinor,
                adjustments,
                adjustmentsRefused,
                skippedLines,
                books.engineOnHandUnits(),
                books.engineAllocatedUnits(),
                books.differences(),
                digest,
                orders * TimeUnit.SECONDS.toNanos(1) / tookNs);
    }

    private void checkEngineIsEmpty() {
        session.send(
                "the first query", SHORT_LENGTH, HoldfastClient::queryEngine, EngineReportDecoder.class, report -> {
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
                SHORT_LENGTH,
                client -> client.defineSku(skuId, code, HoldfastClient.NO_LIST_PRICE, 0),
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
            order(invoice, orderLines);
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

    private void order(Invoice invoice, List<InvoiceLine> lines) {
        long orderId = invoice.orderId();
        long totalMinor = invoice.orderTotalMinor();
        String name = "order " + orderId;
        AtomicBoolean isAccepted = new AtomicBoolean();
        session.send(
                name,
                SHORT_LENGTH + lines.size() * LINE_LENGTH,
                client -> submit(client, orderId, invoice.customerId(), lines),
                OrderOutcomeDecoder.class,
                outcome -> isAccepted.set(isAccepted(name, outcome)));
        session.send(
                "the confirmation of " + name,
                SHORT_LENGTH,
                client -> client.confirmOrder(orderId, totalMinor),
                OrderOutcomeDecoder.class,
                outcome -> {
                    if (isAccepted.get()) {
                        expectOk("the confirmation of " + name, outcome.header().code());
                        enter(lines, totalMinor);
                    } else {
                        rejected++;
                    }
                });
    }

    private static long submit(HoldfastClient client, long orderId, long customerId, List<InvoiceLine> lines) {
        OrderBuilder order = client.order(orderId, customerId, lines.size());
        if (order == null) {
            return HoldfastClient.BACK_PRESSURED;
        }
        for (InvoiceLine line : lines) {
            order.line(line.skuId(), LOCATION, line.quantity(), line.unitPriceMinor());
        }
        return order.submit();
    }

    /** Whether an order was accepted or rejected; if the engine does not even remember it, this is not a year's result. */
    private static boolean isAccepted(String name, OrderOutcomeDecoder outcome) {
        return switch (outcome.status()) {
            case RESERVED -> true;
            case REJECTED -> false;
            default -> throw unexpected(name, outcome.header().code());
        };
    }

    private void enter(List<InvoiceLine> lines, long totalMinor) {
        accepted++;
        acceptedAmountMinor = Math.addExact(acceptedAmountMinor, totalMinor);
        for (InvoiceLine line : lines) {
            books.allocate(line.skuId(), line.quantity());
            acceptedUnits += line.quantity();
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
                SHORT_LENGTH,
                client -> client.adjustStock(adjustmentId, skuId, LOCATION, delta, reason),
                StockOutcomeDecoder.class,
                outcome -> onCode.accept(outcome.header().code()));
    }

    private void compareStock() {
        for (int i = 0; i < openingUnits.length; i++) {
            int skuId = i + 1;
            session.send(
                    "the query of SKU " + skuId,
                    SHORT_LENGTH,
                    client -> client.queryStock(skuId, LOCATION),
                    StockReportDecoder.class,
                    report -> books.compare(skuId, report.onHand(), report.reserved(), report.allocated()));
        }
        session.send(
                "the last query",
                SHORT_LENGTH,
                HoldfastClient::queryEngine,
                EngineReportDecoder.class,
                report -> digest = HexFormat.of().toHexDigits(report.digest()));
        session.awaitAnswers();
    }

    private static void expectOk(String name, ResultCode code) {
        if (code != ResultCode.OK) {
            throw unexpected(name, code);
        }
    }

    private static UnexpectedAnswerException unexpected(String name, ResultCode code) {
        return new UnexpectedAnswerException("the engine answered " + name + " with " + code);
    }
}
