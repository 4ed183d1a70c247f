// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.Commands.ReturnLine;
import io.holdfast.engine.Commands.ShipLine;
import io.holdfast.engine.Commands.Terms;
import io.holdfast.engine.DecodedAnswer.OrderReport;
import io.holdfast.engine.DecodedAnswer.ReportedPart;
import io.holdfast.engine.DecodedAnswer.SkuReport;
import io.holdfast.engine.ModelCommand.Adjust;
import io.holdfast.engine.ModelCommand.Cancel;
import io.holdfast.engine.ModelCommand.Configure;
import io.holdfast.engine.ModelCommand.Confirm;
import io.holdfast.engine.ModelCommand.Content;
import io.holdfast.engine.ModelCommand.Define;
import io.holdfast.engine.ModelCommand.Return;
import io.holdfast.engine.ModelCommand.Ship;
import io.holdfast.engine.ModelCommand.Submit;
import io.holdfast.engine.ModelCommand.Tick;
import io.holdfast.engine.ModelCommand.Transfer;
import io.holdfast.engine.ModelCommand.Update;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.LatePayment;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.codec.Switch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Commands as a hostile crowd would send them to a tiny shop: few ids, so that everything collides; many repeats, some of
 * them with another content; numbers and times at and around every limit and every deadline.
 */
final class RandomCommands {
    private static final long[] REMARKABLE = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32, 0x1_0001};
    private static final int[] LOCATIONS = {0, 1, 2, 65_534};
    private static final String[] TEXTS = {"", "A", "B", "ÄÖ-ß", "x".repeat(32), "x".repeat(31) + "y"};
    private static final long[] REMARKABLE_TIMES = {
        -1, Long.MIN_VALUE, Long.MAX_VALUE, RandomSettings.LONGEST_TIME_NS, RandomSettings.LONGEST_TIME_NS + 1
    };

    private final Random random;
    private final Model model;
    private final RandomSettings settings;
    private final AlmostTheSame almostTheSame;
    private final List<ModelCommand> sent = new ArrayList<>();
    private final long[] skuIds;
    private final Ids orderIds;
    private final Ids adjustmentIds;
    private final Ids shipmentIds;
    private final Ids returnIds;
    /** Time goes on with one in so many commands: some lives are hectic, others not. */
    private final int calm;

    private final boolean isLongOrders;
    private final boolean isOpenedProperly;

    /** Ids of one kind, which are mostly used one after the other, as clients would. */
    private final class Ids {
        private final long[] ids = ids(4 + random.nextInt(100));
        private int begun;

        long next() {
            if (oneIn(6)) {
                return any(ids);
            }
            return ids[begun++ % ids.length];
        }

        /** One that may have been used lately. */
        long used() {
            return begun == 0 || oneIn(20)
                    ? any(ids)
                    : ids[Math.max(0, begun - 1 - random.nextInt(oneIn(3) ? begun : Math.min(begun, 6))) % ids.length];
        }
    }

    RandomCommands(Random random, Model model) {
        this.random = random;
        this.model = model;
        skuIds = ids(1 + random.nextInt(4));
        orderIds = new Ids();
        adjustmentIds = new Ids();
        shipmentIds = new Ids();
        returnIds = new Ids();
        isLongOrders = oneIn(40);
        isOpenedProperly = !oneIn(20);
        calm = 1 + random.nextInt(12);
        almostTheSame = new AlmostTheSame(random);
        settings = new RandomSettings(random, model, isLongOrders);
    }

    private long[] ids(int count) {
        return random.longs(count)
                .map(any -> random.nextBoolean() ? any : any(REMARKABLE))
                .toArray();
    }

    TimedCommand next(long nowNs) {
        long timeNs = nowNs + timeStepNs(nowNs);
        ModelCommand command = !sent.isEmpty() && oneIn(9)
                ? again(timeNs)
                : new ModelCommand(random.nextLong(), firstSentNs(timeNs), content());
        sent.add(command);
        return new TimedCommand(timeNs, command);
    }

    /** The same as before, sent then or now, or almost the same. */
    private ModelCommand again(long timeNs) {
        int ago = 1 + random.nextInt(oneIn(3) ? sent.size() : Math.min(sent.size(), 10));
        ModelCommand before = sent.get(sent.size() - ago);
        if (oneIn(3)) {
            return before;
        }
        Content content = oneIn(5) ? almostTheSame.as(before.content()) : before.content();
        return new ModelCommand(random.nextLong(), firstSentNs(timeNs), content);
    }

    /** Often to a deadline, or to when something is forgotten; one before it, on it, or one after. */
    private long timeStepNs(long nowNs) {
        if (!oneIn(calm)) {
            return 0;
        }
        return switch (random.nextInt(12)) {
            case 0 -> random.nextInt(oneIn(5) ? 300 : 50);
            case 1, 2, 3, 4 -> random.nextInt(8);
            case 5, 6, 7 -> {
                List<Long> ahead = model.work()
                        .ahead()
                        .filter(timeNs -> timeNs > nowNs)
                        .sorted()
                        .toList();
                // Not too far, so that something is left to be done after it.
                List<Long> near = ahead.subList(0, Math.min(ahead.size(), 1 + random.nextInt(8)));
                long toNs = near.isEmpty() ? nowNs : near.get(random.nextInt(near.size()));
                boolean isNear = toNs - nowNs < 1_000;
                yield isNear ? Math.max(0, toNs - nowNs - 1 + random.nextInt(3)) : 0;
            }
            default -> 0;
        };
    }

    private long firstSentNs(long timeNs) {
        return switch (random.nextInt(40)) {
            case 0 -> timeNs - model.state().settings.retentionWindowNs() - 1 + random.nextInt(3);
            case 1 -> Math.max(model.state().horizonNs, 1) - 1 + random.nextInt(3);
            case 2, 3 -> timeNs + model.state().settings.futureToleranceNs() - 1 + random.nextInt(3);
            case 4 -> any(REMARKABLE);
            default -> timeNs - random.nextInt(8);
        };
    }

    private Content content() {
        if (isOpenedProperly && sent.size() <= 2 * skuIds.length) {
            return opening(sent.size());
        }
        int kind = random.nextInt(100);
        if (kind < 4) {
            return new Define(any(skuIds), listPrice(), safetyStock(), any(TEXTS), limit(), locationOrder());
        } else if (kind < 9) {
            return update(any(skuIds));
        } else if (kind < 22) {
            return new Adjust(adjustmentIds.next(), any(skuIds), location(), delta(), reason(), any(TEXTS));
        } else if (kind < 28) {
            return transfer(any(skuIds));
        } else if (kind < 55) {
            return new Submit(orderIds.next(), random.nextInt(3), terms(), lines());
        } else if (kind < 69) {
            long orderId = orderId(OrderStatus.RESERVED, oneIn(2) ? OrderStatus.RESERVED : OrderStatus.EXPIRED);
            return new Confirm(orderId, paidMinor(orderId), version(orderVersion(orderId)));
        } else if (kind < 75) {
            long orderId = orderId(OrderStatus.RESERVED, OrderStatus.WAITING, OrderStatus.CONFIRMED);
            return new Cancel(orderId, version(orderVersion(orderId)));
        } else if (kind < 84) {
            return ship(orderId(OrderStatus.CONFIRMED));
        } else if (kind < 91) {
            return takeBack(shippedOrderId());
        } else if (kind < 96) {
            return new Tick();
        }
        return new Configure(settings.next());
    }

    /** Settings, then the SKUs, then stock of each, so that most lives of an engine are not only refusals. */
    private Content opening(int step) {
        if (step == 0) {
            return new Configure(settings.opening());
        } else if (step <= skuIds.length) {
            Long listPriceMinor = oneIn(2) ? null : (Long) (long) random.nextInt(4);
            int limit = oneIn(3) ? 5 + random.nextInt(20) : 0;
            return new Define(
                    skuIds[step - 1],
                    listPriceMinor,
                    random.nextInt(3),
                    any(TEXTS),
                    limit,
                    locations(random.nextInt(5)));
        }
        long skuId = skuIds[step - skuIds.length - 1];
        int units = random.nextInt(isLongOrders ? 10_000 : 20);
        return new Adjust(adjustmentIds.next(), skuId, 0, 1 + units, reason(), "");
    }

    // ----- SKUs and stock -----

    /** Mostly one or two things other than they are. */
    private Update update(long skuId) {
        SkuReport now = model.reports().sku(0, skuId);
        return new Update(
                skuId,
                oneIn(4) ? listPrice() : now.listPriceMinor(),
                oneIn(3) ? safetyStock() : now.safetyStock(),
                oneIn(4) ? limit() : now.customerLimit(),
                version(now.skuVersion()),
                oneIn(12) ? Switch.ON : Switch.OFF,
                oneIn(3) ? locationOrder() : now.locationOrder());
    }

    private Transfer transfer(long skuId) {
        int from = location();
        int to = oneIn(15) ? from : location();
        if (from == to && !oneIn(15)) {
            to = LOCATIONS[random.nextInt(LOCATIONS.length)];
        }
        return new Transfer(adjustmentIds.next(), skuId, from, to, quantity(), any(TEXTS));
    }

    private Long listPrice() {
        return oneIn(2) ? null : (Long) price();
    }

    private int safetyStock() {
        return switch (random.nextInt(30)) {
            case 0 -> -1;
            case 1 -> Integer.MAX_VALUE;
            case 2 -> Integer.MIN_VALUE;
            case 3, 4, 5, 6, 7, 8 -> random.nextInt(8);
            default -> 0;
        };
    }

    private int limit() {
        return switch (random.nextInt(30)) {
            case 0 -> -1;
            case 1 -> Integer.MAX_VALUE;
            case 2 -> Integer.MIN_VALUE;
            case 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 -> 1 + random.nextInt(20);
            default -> 0;
        };
    }

    private List<Integer> locationOrder() {
        List<Integer> locations = new ArrayList<>(locations(random.nextInt(5)));
        switch (random.nextInt(20)) {
            case 0 -> locations.add(Commands.ANY);
            case 1 -> locations.add(0);
            case 2 -> {
                for (int location = 0; location < 16 + random.nextInt(2); location++) {
                    locations.add(100 + location);
                }
            }
            default -> Collections.rotate(locations, 1);
        }
        return List.copyOf(locations);
    }

    private List<Integer> locations(int count) {
        List<Integer> locations = new ArrayList<>();
        for (int location : LOCATIONS) {
            locations.add(location);
        }
        Collections.shuffle(locations, random);
        return List.copyOf(locations.subList(0, Math.min(count, LOCATIONS.length)));
    }

    private int delta() {
        return switch (random.nextInt(30)) {
            case 0 -> 0;
            case 1 -> oneIn(3) ? Integer.MAX_VALUE : 1;
            case 2 -> Integer.MIN_VALUE;
            case 3, 4, 5, 6, 7, 8 -> -random.nextInt(10);
            default -> random.nextInt(isLongOrders ? 3_000 : 12);
        };
    }

    private AdjustmentReason reason() {
        return AdjustmentReason.get((short) random.nextInt(4));
    }

    private int location() {
        return random.nextInt(2) > 0 ? LOCATIONS[0] : LOCATIONS[random.nextInt(LOCATIONS.length)];
    }

    // ----- Orders -----

    private Terms terms() {
        ShortagePolicy policy = oneIn(3) ? ShortagePolicy.WAIT : ShortagePolicy.get((short) random.nextInt(3));
        return new Terms(policy, timeNs(), timeNs(), priority(), LatePayment.get((short) random.nextInt(2)));
    }

    private long timeNs() {
        return switch (random.nextInt(10)) {
            case 0 -> oneIn(10) ? any(REMARKABLE_TIMES) : 0;
            case 1, 2, 3, 4 -> 0;
            case 5, 6, 7 -> 1 + random.nextInt(10);
            default -> 1 + random.nextInt(200);
        };
    }

    private int priority() {
        return switch (random.nextInt(60)) {
            case 0 -> 8;
            case 1 -> 254;
            case 2 -> 255;
            case 3, 4 -> 7;
            case 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 -> 1 + random.nextInt(2);
            default -> 0;
        };
    }

    private List<Line> lines() {
        if (isLongOrders && oneIn(8)) {
            return manyLines();
        }
        List<Line> lines = new ArrayList<>();
        for (int i = oneIn(60) ? 0 : 1 + random.nextInt(4); i > 0; i--) {
            lines.add(line(any(skuIds)));
        }
        return List.copyOf(lines);
    }

    private Line line(long skuId) {
        Long listPriceMinor = model.reports().sku(0, skuId).listPriceMinor();
        long unitPriceMinor = listPriceMinor == null || oneIn(20) ? price() : listPriceMinor;
        return new Line(skuId, oneIn(2) ? Commands.ANY : location(), quantity(), unitPriceMinor);
    }

    /** As many as there may be, or one more or fewer; nothing is wrong with one of them. */
    private List<Line> manyLines() {
        List<SkuReport> sold = model.state().skus.keySet().stream()
                .map(skuId -> model.reports().sku(0, skuId))
                .filter(sku -> sku.customerLimit() == 0 && sku.suspended() == Switch.OFF)
                .sorted(Comparator.comparingLong(SkuReport::skuId))
                .toList();
        List<Line> lines = new ArrayList<>();
        int count = sold.isEmpty() ? 0 : 2_048 + (oneIn(2) ? 0 : oneIn(2) ? 1 : -1);
        int anyIn = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            SkuReport sku = any(sold);
            int location = oneIn(anyIn) ? Commands.ANY : location();
            long unitPriceMinor = sku.listPriceMinor() == null ? 1 : sku.listPriceMinor();
            lines.add(new Line(sku.skuId(), location, 1 + random.nextInt(4), unitPriceMinor));
        }
        return List.copyOf(lines);
    }

    private int quantity() {
        return switch (random.nextInt(100)) {
            case 0 -> 0;
            case 1 -> -1;
            case 2 -> Integer.MIN_VALUE;
            case 3 -> Integer.MAX_VALUE;
            default -> 1 + random.nextInt(6);
        };
    }

    private long price() {
        return switch (random.nextInt(100)) {
            case 0 -> -1;
            case 1 -> Long.MIN_VALUE + 1;
            case 2, 3 -> Long.MAX_VALUE - random.nextInt(2);
            case 4, 5 -> Long.MAX_VALUE / (2 + random.nextInt(5)) + random.nextInt(2);
            case 6 -> 0;
            default -> random.nextInt(4);
        };
    }

    private long paidMinor(long orderId) {
        long totalMinor = model.reports().order(0, orderId).totalMinor();
        return switch (random.nextInt(20)) {
            case 0 -> totalMinor - 1;
            case 1 -> totalMinor == Long.MAX_VALUE ? 0 : totalMinor + 1;
            case 2 -> Long.MIN_VALUE;
            default -> totalMinor;
        };
    }

    private int orderVersion(long orderId) {
        return model.reports().order(0, orderId).orderVersion();
    }

    /** Mostly none or the one that is. */
    private int version(int now) {
        return switch (random.nextInt(12)) {
            case 0 -> now + 1;
            case 1 -> now - 1;
            case 2 -> oneIn(3) ? Integer.MIN_VALUE : 1;
            case 3, 4, 5 -> now;
            default -> 0;
        };
    }

    // ----- Shipments and returns -----

    /** Mostly one in such a status. */
    private long orderId(OrderStatus... statuses) {
        return orderId(order -> order.is(statuses));
    }

    private long shippedOrderId() {
        return orderId(order -> order.parts.stream().anyMatch(part -> part.shipped > part.returned));
    }

    private long orderId(Predicate<ModelState.Order> isMeant) {
        List<Long> meant = model.state().orders.values().stream()
                .filter(isMeant)
                .map(order -> order.submitted.orderId())
                .sorted()
                .toList();
        return meant.isEmpty() || oneIn(4) ? orderIds.used() : meant.get(random.nextInt(meant.size()));
    }

    private Ship ship(long orderId) {
        OrderReport order = model.reports().order(0, orderId);
        List<ShipLine> lines = new ArrayList<>();
        for (int i = fewLines(); i > 0; i--) {
            ReportedPart part = any(order.lines());
            int location = oneIn(3) ? Commands.ANY : oneIn(8) || part == null ? location() : part.location();
            lines.add(new ShipLine(lineOf(part), location, someOf(part == null ? 1 : part.held())));
        }
        return new Ship(shipmentIds.next(), orderId, version(order.orderVersion()), List.copyOf(lines));
    }

    private Return takeBack(long orderId) {
        OrderReport order = model.reports().order(0, orderId);
        List<ReturnLine> lines = new ArrayList<>();
        for (int i = fewLines(); i > 0; i--) {
            ReportedPart part = any(order.lines());
            lines.add(new ReturnLine(lineOf(part), someOf(part == null ? 1 : part.shipped() - part.returned())));
        }
        return new Return(
                returnIds.next(),
                orderId,
                version(order.orderVersion()),
                oneIn(2) ? Commands.ANY : location(),
                oneIn(4) ? Switch.OFF : Switch.ON,
                List.copyOf(lines));
    }

    private int fewLines() {
        return oneIn(3) ? 0 : oneIn(200) ? 2_048 + random.nextInt(2) : 1 + random.nextInt(3);
    }

    private int lineOf(ReportedPart part) {
        return part == null || oneIn(20) ? (oneIn(10) ? 65_535 : random.nextInt(5)) : part.line();
    }

    private int someOf(int units) {
        return oneIn(20) ? quantity() : 1 + random.nextInt(Math.max(1, units));
    }

    private <T> T any(List<T> list) {
        return list.isEmpty() ? null : list.get(random.nextInt(list.size()));
    }

    private String any(String[] texts) {
        return texts[random.nextInt(texts.length)];
    }

    private long any(long[] ids) {
        return ids[random.nextInt(ids.length)];
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }
}
