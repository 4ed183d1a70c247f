// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.AdjustStockEncoder;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.CancelOrderEncoder;
import io.holdfast.engine.codec.CommandHeaderEncoder;
import io.holdfast.engine.codec.ConfigureEngineEncoder;
import io.holdfast.engine.codec.ConfirmOrderEncoder;
import io.holdfast.engine.codec.DefineSkuEncoder;
import io.holdfast.engine.codec.LatePayment;
import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.QueryEngineEncoder;
import io.holdfast.engine.codec.QueryOrderEncoder;
import io.holdfast.engine.codec.QuerySkuEncoder;
import io.holdfast.engine.codec.QueryStockEncoder;
import io.holdfast.engine.codec.ReturnOrderEncoder;
import io.holdfast.engine.codec.ShipOrderEncoder;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.codec.SubmitOrderEncoder;
import io.holdfast.engine.codec.Switch;
import io.holdfast.engine.codec.TickEncoder;
import io.holdfast.engine.codec.TransferStockEncoder;
import io.holdfast.engine.codec.UpdateSkuEncoder;
import java.util.Arrays;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Test fixture: encodes commands and queries, one at a time, at the start of {@link #buffer()}. Each method returns the
 * message's length. What is set of the header stays set for the messages that follow.
 */
public final class Commands {
    /** The location that is none. */
    public static final int ANY = 65_535;

    /** What an order asks of one stock. */
    public record Line(long skuId, int location, int quantity, long unitPriceMinor) {
        /** A line at location 0. */
        public static Line of(int quantity, long skuId, long unitPriceMinor) {
            return new Line(skuId, 0, quantity, unitPriceMinor);
        }

        /** A line at whatever location. */
        public static Line any(int quantity, long skuId, long unitPriceMinor) {
            return new Line(skuId, ANY, quantity, unitPriceMinor);
        }
    }

    /** What an order says beside what it is for. */
    public record Terms(
            ShortagePolicy policy, long timeToPayNs, long timeToWaitNs, int priority, LatePayment latePayment) {
        public static Terms of(ShortagePolicy policy) {
            return new Terms(policy, 0, 0, 0, LatePayment.REFUSE);
        }

        public Terms payWithin(long ns) {
            return new Terms(policy, ns, timeToWaitNs, priority, latePayment);
        }

        public Terms waitFor(long ns) {
            return new Terms(policy, timeToPayNs, ns, priority, latePayment);
        }

        public Terms withPriority(int newPriority) {
            return new Terms(policy, timeToPayNs, timeToWaitNs, newPriority, latePayment);
        }

        public Terms retaking() {
            return new Terms(policy, timeToPayNs, timeToWaitNs, priority, LatePayment.RETAKE);
        }
    }

    /** What leaves of one of an order's lines. */
    public record ShipLine(int line, int location, int quantity) {
        /** From wherever the line has units. */
        public static ShipLine of(int line, int quantity) {
            return new ShipLine(line, ANY, quantity);
        }
    }

    /** What comes back of one of an order's lines. */
    public record ReturnLine(int line, int quantity) {}

    private final MutableDirectBuffer buffer = new UnsafeBuffer(new byte[MessageFormat.MAX_LENGTH]);
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final DefineSkuEncoder defineSku = new DefineSkuEncoder();
    private final UpdateSkuEncoder updateSku = new UpdateSkuEncoder();
    private final AdjustStockEncoder adjustStock = new AdjustStockEncoder();
    private final TransferStockEncoder transferStock = new TransferStockEncoder();
    private final SubmitOrderEncoder submitOrder = new SubmitOrderEncoder();
    private final ConfirmOrderEncoder confirmOrder = new ConfirmOrderEncoder();
    private final CancelOrderEncoder cancelOrder = new CancelOrderEncoder();
    private final ShipOrderEncoder shipOrder = new ShipOrderEncoder();
    private final ReturnOrderEncoder returnOrder = new ReturnOrderEncoder();
    private final ConfigureEngineEncoder configureEngine = new ConfigureEngineEncoder();
    private final TickEncoder tick = new TickEncoder();
    private final QueryStockEncoder queryStock = new QueryStockEncoder();
    private final QueryOrderEncoder queryOrder = new QueryOrderEncoder();
    private final QuerySkuEncoder querySku = new QuerySkuEncoder();
    private final QueryEngineEncoder queryEngine = new QueryEngineEncoder();

    private long correlationId;
    private long firstSentNs;
    private long deadlineNs;

    /** Where the messages are. */
    public MutableDirectBuffer buffer() {
        return buffer;
    }

    public Commands correlationId(long newCorrelationId) {
        correlationId = newCorrelationId;
        return this;
    }

    public Commands firstSentNs(long newFirstSentNs) {
        firstSentNs = newFirstSentNs;
        return this;
    }

    public Commands deadlineNs(long newDeadlineNs) {
        deadlineNs = newDeadlineNs;
        return this;
    }

    /** A list price of {@code null} is none. */
    public int defineSku(long skuId, Long listPriceMinor, int safetyStock, String code) {
        return defineSku(skuId, listPriceMinor, safetyStock, code, 0, List.of());
    }

    /** A list price of {@code null} is none. */
    public int defineSku(
            long skuId,
            Long listPriceMinor,
            int safetyStock,
            String code,
            int customerLimit,
            List<Integer> locationOrder) {
        defineSku.wrapAndApplyHeader(buffer, 0, messageHeader);
        header(defineSku.header());
        DefineSkuEncoder.LocationOrderEncoder encoder = defineSku
                .skuId(skuId)
                .listPriceMinor(listPriceMinor == null ? DefineSkuEncoder.listPriceMinorNullValue() : listPriceMinor)
                .safetyStock(safetyStock)
                .code(code)
                .customerLimit(customerLimit)
                .locationOrderCount(locationOrder.size());
        locationOrder.forEach(location -> encoder.next().location(location));
        return length(defineSku.encodedLength());
    }

    /** A list price of {@code null} is none. */
    public int updateSku(
            long skuId,
            Long listPriceMinor,
            int safetyStock,
            int customerLimit,
            int expectedVersion,
            Switch suspended,
            List<Integer> locationOrder) {
        updateSku.wrapAndApplyHeader(buffer, 0, messageHeader);
        header(updateSku.header());
        UpdateSkuEncoder.LocationOrderEncoder encoder = updateSku
                .skuId(skuId)
                .listPriceMinor(listPriceMinor == null ? UpdateSkuEncoder.listPriceMinorNullValue() : listPriceMinor)
                .safetyStock(safetyStock)
                .customerLimit(customerLimit)
                .expectedVersion(expectedVersion)
                .suspended(suspended)
                .locationOrderCount(locationOrder.size());
        locationOrder.forEach(location -> encoder.next().location(location));
        return length(updateSku.encodedLength());
    }

    public int adjustStock(long adjustmentId, long skuId, int location, int delta, AdjustmentReason reason) {
        return adjustStock(adjustmentId, skuId, location, delta, reason, "");
    }

    public int adjustStock(
            long adjustmentId, long skuId, int location, int delta, AdjustmentReason reason, String reference) {
        adjustStock.wrapAndApplyHeader(buffer, 0, messageHeader);
        header(adjustStock.header());
        adjustStock
                .adjustmentId(adjustmentId)
                .skuId(skuId)
                .delta(delta)
                .location(location)
                .reason(reason)
                .reference(reference);
        return length(adjustStock.encodedLength());
    }

    public int transferStock(
            long adjustmentId, long skuId, int fromLocation, int toLocation, int quantity, String reference) {
        transferStock.wrapAndApplyHeader(buffer, 0, messageHeader);
        header(transferStock.header());
        transferStock
                .adjustmentId(adjustmentId)
                .skuId(skuId)
                .quantity(quantity)
                .fromLocation(fromLocation)
                .toLocation(toLocation)
                .reference(reference);
        return length(transferStock.encodedLength());
    }

    public int submitOrder(long orderId, long customerId, Line... lines) {
        return submitOrder(orderId, customerId, Arrays.asList(lines));
    }

    public int submitOrder(long orderId, long customerId, List<Line> lines) {
        return submitOrder(orderId, customerId, Terms.of(ShortagePolicy.ALL_OR_NOTHING), lines);
    }

    public int submitOrder(long orderId, long customerId, Terms terms, List<Line> lines) {
        submitOrder.wrapAndApplyHeader(buffer, 0, messageHeader);
        header(submitOrder.header());
        SubmitOrderEncoder.LinesEncoder encoder = submitOrder
                .orderId(orderId)
                .customerId(customerId)
                .policy(terms.policy())
                .timeToPayNs(terms.timeToPayNs())
                .timeToWaitNs(terms.timeToWaitNs())
                .priority((short) terms.priority())
                .latePayment(terms.latePayment())
                .linesCount(lines.size());
        for (Line line : lines) {
            encoder.next()
                    .skuId(line.skuId())
                    .unitPriceMinor(line.unitPriceMinor())
                    .quantity(line.quantity())
                    .location(line.location());
        }
        return length(submitOrder.encodedLength());
    }

    public int confirmOrder(long orderId, long paidMinor) {
        return confirmOrder(orderId, paidMinor, 0);
    }

    public int confirmOrder(long orderId, long paidMinor, int expectedVersion) {
        confirmOrder.wrapAndApplyHeader(buffer, 0, messageHeader);
        header(confirmOrder.header());
        confirmOrder.orderId(orderId).paidMinor(paidMinor).expectedVersion(expectedVersion);
        return length(confirmOrder.encodedLength());
    }

    public int cancelOrder(long orderId) {
        return cancelOrder(orderId, 0);
    }

    public int cancelOrder(long orderId, int expectedVersion) {
        cancelOrder.wrapAndApplyHeader(buffer, 0, messageHeader);
        header(cancelOrder.header());
        cancelOrder.orderId(orderId).expectedVersion(expectedVersion);
        return length(cancelOrder.encodedLength());
    }

    /** Without lines, all that is left is shipped. */
    public int shipOrder(long shipmentId, long orderId, ShipLine... lines) {
        return shipOrder(shipmentId, orderId, 0, Arrays.asList(lines));
    }

    public int shipOrder(long shipmentId, long orderId, int expectedVersion, List<ShipLine> lines) {
        shipOrder.wrapAndApplyHeader(buffer, 0, messageHeader);
        header(shipOrder.header());
        ShipOrderEncoder.LinesEncoder encoder = shipOrder
                .shipmentId(shipmentId)
                .orderId(orderId)
                .expectedVersion(expectedVersion)
                .linesCount(lines.size());
        for (ShipLine line : lines) {
            encoder.next().quantity(line.quantity()).line(line.line()).location(line.location());
        }
        return length(shipOrder.encodedLength());
    }

    /** To where it came from, to be sold again; without lines, all that was shipped. */
    public int returnOrder(long returnId, long orderId, ReturnLine... lines) {
        return returnOrder(returnId, orderId, 0, ANY, Switch.ON, Arrays.asList(lines));
    }

    public int returnOrder(
            long returnId, long orderId, int expectedVersion, int location, Switch restock, List<ReturnLine> lines) {
        returnOrder.wrapAndApplyHeader(buffer, 0, messageHeader);
        header(returnOrder.header());
        ReturnOrderEncoder.LinesEncoder encoder = returnOrder
                .returnId(returnId)
                .orderId(orderId)
                .expectedVersion(expectedVersion)
                .location(location)
                .restock(restock)
                .linesCount(lines.size());
        for (ReturnLine line : lines) {
            encoder.next().quantity(line.quantity()).line(line.line());
        }
        return length(returnOrder.encodedLength());
    }

    public int configureEngine(EngineSettings settings) {
        configureEngine.wrapAndApplyHeader(buffer, 0, messageHeader);
        header(configureEngine.header());
        configureEngine
                .retentionWindowNs(settings.retentionWindowNs())
                .futureToleranceNs(settings.futureToleranceNs())
                .maxSkus(settings.maxSkus())
                .maxStocks(settings.maxStocks())
                .maxOrders(settings.maxOrders())
                .maxOrderLines(settings.maxOrderLines())
                .maxAdjustments(settings.maxAdjustments())
                .maxShipments(settings.maxShipments())
                .maxReturns(settings.maxReturns())
                .workPerCommand(settings.workPerCommand())
                .timeToPayNs(settings.timeToPayNs())
                .timeToWaitNs(settings.timeToWaitNs());
        return length(configureEngine.encodedLength());
    }

    public int tick() {
        tick.wrapAndApplyHeader(buffer, 0, messageHeader);
        header(tick.header());
        return length(tick.encodedLength());
    }

    public int queryStock(long skuId, int location) {
        queryStock.wrapAndApplyHeader(buffer, 0, messageHeader);
        header(queryStock.header());
        queryStock.skuId(skuId).location(location);
        return length(queryStock.encodedLength());
    }

    public int queryOrder(long orderId) {
        queryOrder.wrapAndApplyHeader(buffer, 0, messageHeader);
        header(queryOrder.header());
        queryOrder.orderId(orderId);
        return length(queryOrder.encodedLength());
    }

    public int querySku(long skuId) {
        querySku.wrapAndApplyHeader(buffer, 0, messageHeader);
        header(querySku.header());
        querySku.skuId(skuId);
        return length(querySku.encodedLength());
    }

    public int queryEngine() {
        queryEngine.wrapAndApplyHeader(buffer, 0, messageHeader);
        header(queryEngine.header());
        return length(queryEngine.encodedLength());
    }

    private void header(CommandHeaderEncoder header) {
        header.correlationId(correlationId).firstSentNs(firstSentNs).deadlineNs(deadlineNs);
    }

    private static int length(int encodedLength) {
        return MessageHeaderEncoder.ENCODED_LENGTH + encodedLength;
    }
}
