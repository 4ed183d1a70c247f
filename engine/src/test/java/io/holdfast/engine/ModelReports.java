// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.DecodedAnswer.EngineReport;
import io.holdfast.engine.DecodedAnswer.Header;
import io.holdfast.engine.DecodedAnswer.OrderReport;
import io.holdfast.engine.DecodedAnswer.ReportedPart;
import io.holdfast.engine.DecodedAnswer.SkuReport;
import io.holdfast.engine.DecodedAnswer.StockReport;
import io.holdfast.engine.ModelState.Place;
import io.holdfast.engine.ModelState.Remembered;
import io.holdfast.engine.ModelState.Sku;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.Switch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What can be asked of the {@link Model}. */
public final class ModelReports {
    private static final int MOST_PARTS_TOLD = 2_048;

    private final ModelState state;

    ModelReports(ModelState state) {
        this.state = state;
    }

    public StockReport stock(long correlationId, long skuId, int location) {
        Place place = new Place(skuId, location);
        Sku sku = state.skus.get(skuId);
        ResultCode code = sku == null ? ResultCode.UNKNOWN_SKU : ResultCode.OK;
        return new StockReport(
                header(correlationId, state.sequence, code),
                skuId,
                location,
                state.onHand(place),
                state.reserved(place),
                state.allocated(place),
                state.available(place),
                sku == null ? null : sku.now().listPriceMinor(),
                sku == null ? 0 : sku.now().safetyStock(),
                sku == null ? "" : sku.defined().code(),
                state.waiting(place),
                state.waitingAny(skuId));
    }

    public SkuReport sku(long correlationId, long skuId) {
        Sku sku = state.skus.get(skuId);
        if (sku == null) {
            return new SkuReport(
                    header(correlationId, state.sequence, ResultCode.UNKNOWN_SKU),
                    skuId,
                    null,
                    0,
                    0,
                    0,
                    Switch.OFF,
                    "",
                    List.of());
        }
        return new SkuReport(
                header(correlationId, sku.changedSequence(), ResultCode.OK),
                skuId,
                sku.now().listPriceMinor(),
                sku.now().safetyStock(),
                sku.now().customerLimit(),
                sku.version(),
                sku.now().suspended(),
                sku.defined().code(),
                sku.now().locationOrder());
    }

    public OrderReport order(long correlationId, long orderId) {
        ModelOrder order = state.orders.get(orderId);
        if (order == null) {
            return new OrderReport(
                    header(correlationId, state.sequence, ResultCode.UNKNOWN_ORDER),
                    orderId,
                    0,
                    0,
                    0,
                    OrderStatus.NONE,
                    ResultCode.UNKNOWN_ORDER,
                    0,
                    0,
                    0,
                    List.of());
        }
        return new OrderReport(
                header(correlationId, order.changedSequence, ResultCode.OK),
                orderId,
                order.submitted.customerId(),
                order.original.totalMinor(),
                order.paidMinor,
                state.isOver(order) ? OrderStatus.EXPIRED : order.status,
                order.original.code(),
                order.refundDueMinor,
                state.isOver(order) ? 0 : order.deadlineNs,
                order.version,
                lines(order));
    }

    /** The parts, but for those at ANY that have been filled; of an order in very many, one for each line. */
    private static List<ReportedPart> lines(ModelOrder order) {
        List<ReportedPart> parts = order.parts.stream()
                .filter(part -> part.quantity > 0)
                .map(part -> new ReportedPart(
                        part.line,
                        part.asked.skuId(),
                        part.location,
                        part.quantity,
                        part.asked.unitPriceMinor(),
                        part.held,
                        part.waiting,
                        part.shipped,
                        part.returned))
                .toList();
        if (parts.size() <= MOST_PARTS_TOLD) {
            return parts;
        }
        Map<Integer, ReportedPart> byLine = new TreeMap<>();
        parts.forEach(part -> byLine.merge(part.line(), part, ModelReports::together));
        return byLine.values().stream()
                .map(part -> together(part, nothingOf(part)))
                .toList();
    }

    private static ReportedPart nothingOf(ReportedPart part) {
        return new ReportedPart(part.line(), part.skuId(), Commands.ANY, 0, part.unitPriceMinor(), 0, 0, 0, 0);
    }

    private static ReportedPart together(ReportedPart one, ReportedPart other) {
        return new ReportedPart(
                one.line(),
                one.skuId(),
                Commands.ANY,
                one.quantity() + other.quantity(),
                one.unitPriceMinor(),
                one.held() + other.held(),
                one.waiting() + other.waiting(),
                one.shipped() + other.shipped(),
                one.returned() + other.returned());
    }

    /** The digest is the engine's own affair. */
    public EngineReport engine(long correlationId, long digest) {
        return new EngineReport(
                header(correlationId, state.sequence, ResultCode.OK),
                state.nowNs,
                digest,
                state.skus.size(),
                state.orders.size(),
                state.movements.size(),
                state.shipments.size(),
                state.returns.size(),
                (int) state.partCount(),
                state.counted().size());
    }

    /**
     * The state but for sequences, times and versions, and what follows from the rest: two states that differ in this have
     * different digests.
     */
    Object visible() {
        Map<Long, Object> skus = new HashMap<>();
        state.skus.forEach((skuId, sku) -> skus.put(skuId, List.of(sku.defined(), sku.now())));
        Map<Long, Object> orders = new HashMap<>();
        state.orders.forEach((orderId, order) -> orders.put(
                orderId, List.of(order.submitted, order.original.code(), order.status, order.paidMinor, lines(order))));
        return List.of(
                state.settings,
                Map.copyOf(state.onHand),
                skus,
                orders,
                visible(state.movements),
                visible(state.shipments),
                visible(state.returns));
    }

    private static Map<Long, Object> visible(Map<Long, ? extends Remembered<?>> remembered) {
        Map<Long, Object> visible = new HashMap<>();
        remembered.forEach((id, one) ->
                visible.put(id, List.of(one.content(), one.outcome().code())));
        return visible;
    }

    private Header header(long correlationId, long decidedSequence, ResultCode code) {
        return new Header(correlationId, state.sequence, decidedSequence, code);
    }
}
