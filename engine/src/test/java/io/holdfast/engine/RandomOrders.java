// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.Commands.ReturnLine;
import io.holdfast.engine.Commands.ShipLine;
import io.holdfast.engine.Commands.Terms;
import io.holdfast.engine.DecodedAnswer.OrderReport;
import io.holdfast.engine.DecodedAnswer.ReportedPart;
import io.holdfast.engine.DecodedAnswer.SkuReport;
import io.holdfast.engine.ModelCommand.Cancel;
import io.holdfast.engine.ModelCommand.Confirm;
import io.holdfast.engine.ModelCommand.Return;
import io.holdfast.engine.ModelCommand.Ship;
import io.holdfast.engine.ModelCommand.Submit;
import io.holdfast.engine.codec.LatePayment;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.codec.Switch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** What is done with the orders of a tiny shop: mostly what can be done with them as they are. */
final class RandomOrders {
    private static final long[] REMARKABLE_TIMES = {
        -1, Long.MIN_VALUE, Long.MAX_VALUE, RandomSettings.LONGEST_TIME_NS, RandomSettings.LONGEST_TIME_NS + 1
    };

    private final Dice dice;
    private final Model model;
    private final RandomStock stock;
    private final boolean isLongOrders;
    private final RandomIds orderIds;
    private final RandomIds shipmentIds;
    private final RandomIds returnIds;

    RandomOrders(Dice dice, Model model, RandomStock stock, boolean isLongOrders) {
        this.dice = dice;
        this.model = model;
        this.stock = stock;
        this.isLongOrders = isLongOrders;
        this.orderIds = new RandomIds(dice);
        this.shipmentIds = new RandomIds(dice);
        this.returnIds = new RandomIds(dice);
    }

    Submit submit() {
        return new Submit(orderIds.next(), dice.below(3), terms(), lines());
    }

    Confirm confirm() {
        long orderId = orderId(OrderStatus.RESERVED, dice.oneIn(2) ? OrderStatus.RESERVED : OrderStatus.EXPIRED);
        return new Confirm(orderId, paidMinor(orderId), version(orderId));
    }

    Cancel cancel() {
        long orderId = orderId(OrderStatus.RESERVED, OrderStatus.WAITING, OrderStatus.CONFIRMED);
        return new Cancel(orderId, version(orderId));
    }

    private Terms terms() {
        ShortagePolicy policy = dice.oneIn(3) ? ShortagePolicy.WAIT : ShortagePolicy.get((short) dice.below(3));
        return new Terms(policy, timeNs(), timeNs(), priority(), LatePayment.get((short) dice.below(2)));
    }

    private long timeNs() {
        return switch (dice.below(10)) {
            case 0 -> dice.oneIn(10) ? dice.any(REMARKABLE_TIMES) : 0;
            case 1, 2, 3, 4 -> 0;
            case 5, 6, 7 -> 1 + dice.below(10);
            default -> 1 + dice.below(200);
        };
    }

    private int priority() {
        return switch (dice.below(60)) {
            case 0 -> 8;
            case 1 -> 254;
            case 2 -> 255;
            case 3, 4 -> 7;
            case 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 -> 1 + dice.below(2);
            default -> 0;
        };
    }

    private List<Line> lines() {
        if (isLongOrders && dice.oneIn(8)) {
            return manyLines();
        }
        List<Line> lines = new ArrayList<>();
        for (int i = dice.oneIn(60) ? 0 : 1 + dice.below(4); i > 0; i--) {
            lines.add(line(dice.any(stock.skuIds())));
        }
        return List.copyOf(lines);
    }

    private Line line(long skuId) {
        Long listPriceMinor = model.reports().sku(0, skuId).listPriceMinor();
        long unitPriceMinor = listPriceMinor == null || dice.oneIn(20) ? stock.price() : listPriceMinor;
        return new Line(skuId, dice.oneIn(2) ? Commands.ANY : stock.location(), stock.quantity(), unitPriceMinor);
    }

    /** As many as there may be, or one more or fewer; nothing is wrong with one of them. */
    private List<Line> manyLines() {
        List<SkuReport> sold = model.state().skus.keySet().stream()
                .map(skuId -> model.reports().sku(0, skuId))
                .filter(sku -> sku.customerLimit() == 0 && sku.suspended() == Switch.OFF)
                .sorted(Comparator.comparingLong(SkuReport::skuId))
                .toList();
        List<Line> lines = new ArrayList<>();
        int count = sold.isEmpty() ? 0 : 2_048 + (dice.oneIn(2) ? 0 : dice.oneIn(2) ? 1 : -1);
        int anyIn = 1 + dice.below(4);
        for (int i = 0; i < count; i++) {
            SkuReport sku = dice.any(sold);
            int location = dice.oneIn(anyIn) ? Commands.ANY : stock.location();
            long unitPriceMinor = sku.listPriceMinor() == null ? 1 : sku.listPriceMinor();
            lines.add(new Line(sku.skuId(), location, 1 + dice.below(4), unitPriceMinor));
        }
        return List.copyOf(lines);
    }

    private long paidMinor(long orderId) {
        long totalMinor = model.reports().order(0, orderId).totalMinor();
        return switch (dice.below(20)) {
            case 0 -> totalMinor - 1;
            case 1 -> totalMinor == Long.MAX_VALUE ? 0 : totalMinor + 1;
            case 2 -> Long.MIN_VALUE;
            default -> totalMinor;
        };
    }

    private int version(long orderId) {
        return RandomStock.version(dice, model.reports().order(0, orderId).orderVersion());
    }

    /** Mostly one in such a status. */
    private long orderId(OrderStatus... statuses) {
        return orderId(order -> order.is(statuses));
    }

    private long shippedOrderId() {
        return orderId(order -> order.parts.stream().anyMatch(part -> part.shipped > part.returned));
    }

    private long orderId(Predicate<ModelOrder> isMeant) {
        List<Long> meant = model.state().orders.values().stream()
                .filter(isMeant)
                .map(order -> order.submitted.orderId())
                .sorted()
                .toList();
        return meant.isEmpty() || dice.oneIn(4) ? orderIds.used() : meant.get(dice.below(meant.size()));
    }

    Ship ship() {
        long orderId = orderId(OrderStatus.CONFIRMED);
        OrderReport order = model.reports().order(0, orderId);
        List<ShipLine> lines = new ArrayList<>();
        for (int i = fewLines(); i > 0; i--) {
            ReportedPart part = dice.any(order.lines());
            int location =
                    dice.oneIn(3) ? Commands.ANY : dice.oneIn(8) || part == null ? stock.location() : part.location();
            lines.add(new ShipLine(lineOf(part), location, someOf(part == null ? 1 : part.held())));
        }
        return new Ship(
                shipmentIds.next(), orderId, RandomStock.version(dice, order.orderVersion()), List.copyOf(lines));
    }

    Return takeBack() {
        long orderId = shippedOrderId();
        OrderReport order = model.reports().order(0, orderId);
        List<ReturnLine> lines = new ArrayList<>();
        for (int i = fewLines(); i > 0; i--) {
            ReportedPart part = dice.any(order.lines());
            lines.add(new ReturnLine(lineOf(part), someOf(part == null ? 1 : part.shipped() - part.returned())));
        }
        return new Return(
                returnIds.next(),
                orderId,
                RandomStock.version(dice, order.orderVersion()),
                dice.oneIn(2) ? Commands.ANY : stock.location(),
                dice.oneIn(4) ? Switch.OFF : Switch.ON,
                List.copyOf(lines));
    }

    private int fewLines() {
        return dice.oneIn(3) ? 0 : dice.oneIn(200) ? 2_048 + dice.below(2) : 1 + dice.below(3);
    }

    private int lineOf(ReportedPart part) {
        return part == null || dice.oneIn(20) ? (dice.oneIn(10) ? 65_535 : dice.below(5)) : part.line();
    }

    private int someOf(int units) {
        return dice.oneIn(20) ? stock.quantity() : 1 + dice.below(Math.max(1, units));
    }
}
