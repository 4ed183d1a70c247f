// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.ModelCommand.Adjust;
import io.holdfast.engine.ModelCommand.Cancel;
import io.holdfast.engine.ModelCommand.Configure;
import io.holdfast.engine.ModelCommand.Confirm;
import io.holdfast.engine.ModelCommand.Content;
import io.holdfast.engine.ModelCommand.Define;
import io.holdfast.engine.ModelCommand.Submit;
import io.holdfast.engine.codec.AdjustmentReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Commands as a hostile crowd would send them to a tiny shop: few ids, so that everything collides; many repeats, some of
 * them with another content; numbers and times at and around every limit.
 */
final class RandomCommands {
    private static final long[] REMARKABLE = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32, 0x1_0001};
    private static final int[] LOCATIONS = {0, 1, 65_534};
    private static final String[] CODES = {"", "A", "B", "ÄÖ-ß", "x".repeat(32), "x".repeat(31) + "y"};
    private static final long LONGEST_WINDOW_NS = TimeUnit.DAYS.toNanos(36_500);

    private final Random random;
    private final Model model;
    private final List<ModelCommand> sent = new ArrayList<>();
    private final long[] skuIds;
    private final long[] orderIds;
    private final long[] adjustmentIds;
    private final boolean isLongOrders;
    private final boolean isOpenedProperly;
    private int ordersBegun;
    private int adjustmentsBegun;

    RandomCommands(Random random, Model model) {
        this.random = random;
        this.model = model;
        skuIds = ids(1 + random.nextInt(5));
        orderIds = ids(4 + random.nextInt(60));
        adjustmentIds = ids(4 + random.nextInt(60));
        isLongOrders = oneIn(20);
        isOpenedProperly = !oneIn(5);
    }

    private long[] ids(int count) {
        return random.longs(count)
                .map(any -> random.nextBoolean() ? any : any(REMARKABLE))
                .toArray();
    }

    long[] skuIds() {
        return skuIds;
    }

    long[] orderIds() {
        return orderIds;
    }

    int[] locations() {
        return LOCATIONS;
    }

    ModelCommand next(long timeNs) {
        ModelCommand command;
        if (!sent.isEmpty() && oneIn(6)) {
            int ago = 1 + random.nextInt(oneIn(3) ? sent.size() : Math.min(sent.size(), 10));
            ModelCommand before = sent.get(sent.size() - ago);
            command = random.nextBoolean() ? before : before.repeated(random.nextLong(), firstSentNs(timeNs));
        } else {
            command = new ModelCommand(random.nextLong(), firstSentNs(timeNs), content());
        }
        sent.add(command);
        return command;
    }

    /** How far time goes on before the next command. */
    long timeStepNs() {
        return switch (random.nextInt(20)) {
            case 0 -> random.nextInt(oneIn(5) ? 300 : 50);
            case 1, 2, 3 -> random.nextInt(5);
            default -> 0;
        };
    }

    private long firstSentNs(long timeNs) {
        return switch (random.nextInt(40)) {
            case 0, 1 -> timeNs - model.settings().retentionWindowNs() - 1 + random.nextInt(3);
            case 2, 3 -> timeNs + model.settings().futureToleranceNs() - 1 + random.nextInt(3);
            case 4 -> any(REMARKABLE);
            default -> timeNs - random.nextInt(8);
        };
    }

    private Content content() {
        if (isOpenedProperly && sent.size() <= 2 * skuIds.length) {
            return opening(sent.size());
        }
        int kind = random.nextInt(100);
        if (kind < 8) {
            return new Define(any(skuIds), oneIn(2) ? null : price(), safetyStock(), CODES[random.nextInt(6)]);
        } else if (kind < 25) {
            return new Adjust(adjustmentId(), any(skuIds), location(), delta(), reason());
        } else if (kind < 65) {
            return new Submit(orderId(), random.nextInt(3), lines());
        } else if (kind < 83) {
            long orderId = begunOrderId();
            return new Confirm(orderId, paidMinor(orderId));
        } else if (kind < 95) {
            return new Cancel(begunOrderId());
        }
        return new Configure(settings());
    }

    /** Settings, then the SKUs, then stock of each, so that most lives of an engine are not only refusals. */
    private Content opening(int step) {
        if (step == 0) {
            return new Configure(new EngineSettings(100, 10, 5, 12, 60, isLongOrders ? 20_000 : 150, 60));
        } else if (step <= skuIds.length) {
            Long listPriceMinor = oneIn(2) ? null : (Long) (long) random.nextInt(4);
            return new Define(skuIds[step - 1], listPriceMinor, random.nextInt(3), CODES[random.nextInt(6)]);
        }
        long skuId = skuIds[step - skuIds.length - 1];
        return new Adjust(adjustmentId(), skuId, 0, 10 + random.nextInt(isLongOrders ? 10_000 : 50), reason());
    }

    /** Mostly the next id that has not been used, as a client would. */
    private long orderId() {
        return ordersBegun < orderIds.length && !oneIn(5) ? orderIds[ordersBegun++] : any(orderIds);
    }

    private long begunOrderId() {
        return ordersBegun == 0 || oneIn(20) ? any(orderIds) : orderIds[random.nextInt(ordersBegun)];
    }

    private long adjustmentId() {
        return adjustmentsBegun < adjustmentIds.length && !oneIn(5)
                ? adjustmentIds[adjustmentsBegun++]
                : any(adjustmentIds);
    }

    private EngineSettings settings() {
        return new EngineSettings(
                windowNs(100),
                windowNs(10),
                bound(model.skuCount(), 5),
                bound(model.skuCount(), 15),
                bound(model.orderCount(), 60),
                isLongOrders ? 20_000 : bound(2 * model.orderCount(), 150),
                bound(model.adjustmentCount(), 60));
    }

    private long windowNs(int usualNs) {
        return switch (random.nextInt(40)) {
            case 0 -> -1;
            case 1 -> 0;
            case 2 -> LONGEST_WINDOW_NS;
            case 3 -> LONGEST_WINDOW_NS + 1;
            default -> usualNs / 4 + random.nextInt(2 * usualNs);
        };
    }

    /** Mostly room for some more than there are. */
    private int bound(int now, int more) {
        return switch (random.nextInt(30)) {
            case 0 -> now - 1;
            case 1, 2 -> now;
            case 3 -> now + 1;
            default -> now + random.nextInt(more);
        };
    }

    private int safetyStock() {
        return switch (random.nextInt(20)) {
            case 0 -> -1;
            case 1 -> Integer.MAX_VALUE;
            case 2, 3, 4 -> random.nextInt(8);
            default -> 0;
        };
    }

    private int delta() {
        return switch (random.nextInt(20)) {
            case 0 -> 0;
            case 1 -> Integer.MAX_VALUE;
            case 2 -> Integer.MIN_VALUE;
            case 3, 4, 5, 6 -> -random.nextInt(20);
            default -> random.nextInt(isLongOrders ? 10_000 : 60);
        };
    }

    private AdjustmentReason reason() {
        return AdjustmentReason.get((short) random.nextInt(4));
    }

    private List<Line> lines() {
        int count = isLongOrders && oneIn(15) ? 2_047 + random.nextInt(3) : oneIn(30) ? 0 : 1 + random.nextInt(4);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(line(any(skuIds), count > 4 ? 1 : quantity()));
        }
        return lines;
    }

    private Line line(long skuId, int quantity) {
        long unitPriceMinor = price();
        Long listPriceMinor = model.stock(0, skuId, 0).listPriceMinor();
        if (listPriceMinor != null && !oneIn(20)) {
            unitPriceMinor = listPriceMinor;
        }
        return new Line(skuId, location(), quantity, unitPriceMinor);
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
        long totalMinor = model.order(0, orderId).totalMinor();
        return switch (random.nextInt(15)) {
            case 0 -> totalMinor - 1;
            case 1 -> totalMinor == Long.MAX_VALUE ? 0 : totalMinor + 1;
            case 2 -> Long.MIN_VALUE;
            default -> totalMinor;
        };
    }

    private int location() {
        return random.nextInt(3) > 0 ? LOCATIONS[0] : LOCATIONS[random.nextInt(LOCATIONS.length)];
    }

    private long any(long[] ids) {
        return ids[random.nextInt(ids.length)];
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }
}
