// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import io.holdfast.engine.Commands;
import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineSettings;
import io.holdfast.engine.codec.AdjustmentReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;

/**
 * Test fixture: what the crowd of a small shop sends. Most of it makes sense, some of it is sent twice, and each thing
 * that can be wrong is wrong now and then.
 */
final class GoldenCommands {
    private record Sent(long firstSentNs, ToIntFunction<Commands> message) {}

    private static final int SKUS = 8;
    /** Of these there is plenty, so that an order of very many lines can be filled. */
    private static final int BULK_SKUS = 2;

    private static final long UNKNOWN_SKU = 99;
    private static final int[] LOCATIONS = {0, 0, 0, 1, 65_534};
    private static final long LONG_AGO_NS = TimeUnit.DAYS.toNanos(1);

    private final Random random;
    private final Commands commands = new Commands();
    private final List<Sent> sent = new ArrayList<>();
    private final Map<Long, Long> totals = new HashMap<>();
    private EngineSettings settings = EngineSettings.DEFAULT;
    private long lastCorrelationId;
    private long lastOrderId;
    private long lastAdjustmentId;

    GoldenCommands(Random random) {
        this.random = random;
    }

    /** Where the command is. */
    DirectBuffer buffer() {
        return commands.buffer();
    }

    /** Says what is in force from here on. */
    void settings(EngineSettings newSettings) {
        settings = newSettings;
    }

    /** Encodes the next command; returns its length. */
    int next(long timeNs) {
        Sent next = sent.size() > 2 * SKUS && oneIn(8)
                ? sent.get(sent.size() - 1 - random.nextInt(2 * SKUS))
                : new Sent(firstSentNs(timeNs), message());
        sent.add(next);
        return next.message.applyAsInt(commands.correlationId(++lastCorrelationId)
                .firstSentNs(next.firstSentNs)
                .deadlineNs(deadlineNs(timeNs)));
    }

    private long firstSentNs(long timeNs) {
        return switch (random.nextInt(100)) {
            case 0 -> timeNs - LONG_AGO_NS;
            case 1 -> timeNs + LONG_AGO_NS;
            default -> timeNs - random.nextInt(1_000_000);
        };
    }

    private long deadlineNs(long timeNs) {
        return oneIn(4) ? timeNs + random.nextInt(1_000_000) : 0;
    }

    private ToIntFunction<Commands> message() {
        int given = sent.size();
        if (given < SKUS) {
            return define(1 + given, 0);
        } else if (given < 2 * SKUS) {
            return receive(1 + given - SKUS);
        }
        int kind = random.nextInt(100);
        if (kind < 4) {
            return define(1 + random.nextInt(2 * SKUS - 2), random.nextInt(4));
        } else if (kind < 18) {
            return adjust();
        } else if (kind < 62) {
            return submit();
        } else if (kind < 84) {
            return confirm();
        } else if (kind < 97) {
            return cancel();
        }
        return configure();
    }

    /** The same SKU has the same content, unless it is to be wrong. */
    private ToIntFunction<Commands> define(long skuId, int wrong) {
        Long price = wrong == 1 ? Long.valueOf(-1) : listPriceMinor(skuId);
        int safetyStock = wrong == 2 ? -1 : (int) skuId % 3;
        String code = "Ä" + "x".repeat(2 + 2 * (int) skuId);
        return to -> to.defineSku(skuId, price, safetyStock, code);
    }

    private static Long listPriceMinor(long skuId) {
        return skuId % 2 == 0 ? Long.valueOf(100 * skuId) : null;
    }

    private ToIntFunction<Commands> receive(long skuId) {
        long adjustmentId = ++lastAdjustmentId;
        int delta = skuId <= BULK_SKUS ? 20_000 : 50;
        return to -> to.adjustStock(adjustmentId, skuId, 0, delta, AdjustmentReason.RECEIPT);
    }

    private ToIntFunction<Commands> adjust() {
        long adjustmentId = oneIn(15) ? lastAdjustmentId : ++lastAdjustmentId;
        long skuId = skuId();
        int location = location();
        int delta = switch (random.nextInt(10)) {
            case 0 -> 0;
            case 1, 2, 3 -> -random.nextInt(40);
            default -> random.nextInt(40);
        };
        AdjustmentReason reason = AdjustmentReason.get((short) random.nextInt(4));
        return to -> to.adjustStock(adjustmentId, skuId, location, delta, reason);
    }

    private ToIntFunction<Commands> submit() {
        long orderId = oneIn(30) ? lastOrderId : ++lastOrderId;
        long customerId = random.nextLong();
        List<Line> lines = lines();
        totals.put(
                orderId,
                lines.stream()
                        .mapToLong(line -> line.quantity() * line.unitPriceMinor())
                        .sum());
        return to -> to.submitOrder(orderId, customerId, lines);
    }

    private List<Line> lines() {
        return switch (random.nextInt(250)) {
            case 0 -> bulk(Engine.MAX_ORDER_LINES);
            case 1, 2 -> bulk(Engine.MAX_ORDER_LINES + 1);
            case 3, 4, 5, 6, 7, 8 -> List.of();
            default -> {
                int count = oneIn(20) ? 1 + random.nextInt(20) : 1 + random.nextInt(3);
                yield IntStream.range(0, count).mapToObj(i -> line()).toList();
            }
        };
    }

    private static List<Line> bulk(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> 1L + i % BULK_SKUS)
                .map(skuId -> Line.of(1, skuId, 100 * skuId))
                .toList();
    }

    private Line line() {
        long skuId = skuId();
        Long listPriceMinor = listPriceMinor(skuId);
        long priceMinor = listPriceMinor == null ? random.nextInt(1_000) : listPriceMinor;
        int quantity = 1 + random.nextInt(3);
        return switch (random.nextInt(60)) {
            case 0 -> new Line(skuId, location(), -random.nextInt(2), priceMinor);
            case 1 -> new Line(skuId, location(), quantity, -1);
            case 2 -> new Line(skuId, location(), quantity, priceMinor + 1);
            case 3 -> new Line(1, 0, 2, Long.MAX_VALUE);
            default -> new Line(skuId, location(), quantity, priceMinor);
        };
    }

    private ToIntFunction<Commands> confirm() {
        long orderId = orderId();
        long totalMinor = totals.getOrDefault(orderId, 0L);
        long paidMinor = switch (random.nextInt(20)) {
            case 0 -> -1;
            case 1 -> totalMinor + 1;
            default -> totalMinor;
        };
        return to -> to.confirmOrder(orderId, paidMinor);
    }

    private ToIntFunction<Commands> cancel() {
        long orderId = orderId();
        return to -> to.cancelOrder(orderId);
    }

    /** Other windows, at times with an impossible bound. */
    private ToIntFunction<Commands> configure() {
        EngineSettings next = new EngineSettings(
                settings.retentionWindowNs() - random.nextInt(1_000),
                settings.futureToleranceNs() + random.nextInt(1_000),
                oneIn(3) ? -random.nextInt(2) : settings.maxSkus(),
                settings.maxStocks(),
                settings.maxOrders(),
                settings.maxOrderLines(),
                settings.maxAdjustments(),
                0,
                0,
                0,
                0,
                0);
        return to -> to.configureEngine(next);
    }

    private long skuId() {
        return oneIn(60) ? UNKNOWN_SKU : 1 + random.nextInt(SKUS);
    }

    private int location() {
        return LOCATIONS[random.nextInt(LOCATIONS.length)];
    }

    /** One of the last; a few of them have never been submitted. */
    private long orderId() {
        return oneIn(30) ? -1 - random.nextInt(3) : Math.max(1, lastOrderId - random.nextInt(12));
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }
}
