// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.Commands.ReturnLine;
import io.holdfast.engine.Commands.ShipLine;
import io.holdfast.engine.Commands.Terms;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.LatePayment;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.codec.Switch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Test fixture: random commands and queries of every kind about a few SKUs, of which some are accepted and some refused.
 * Holds end after some microseconds or milliseconds, and what is finished is forgotten some milliseconds later. The same
 * source gives the same messages.
 */
public final class CommandMix {
    /** Room for what a mix of many thousand commands stores. */
    public static final EngineSettings SETTINGS = new EngineSettings(
            TimeUnit.HOURS.toNanos(1),
            TimeUnit.HOURS.toNanos(1),
            16,
            64,
            50_000,
            200_000,
            50_000,
            50_000,
            50_000,
            64,
            0,
            0);

    /** Now and then another amount of work, down to none. */
    private static final int[] WORK = {64, 512, 3, 1, 0, 64};

    private static final int SKUS = 6;
    private static final int LOCATIONS = 3;
    private static final long PRICE_MINOR = 250;
    private static final int MAX_LINES = 40;
    /** What is done to orders is done to one of so many that were submitted last. */
    private static final int RECENT = 16;

    private final Random random;
    private final Commands commands;
    private final long[] totalsMinor = new long[RECENT];
    private long lastOrderId;
    private long lastAdjustmentId;
    private long lastFulfilmentId;
    private long lastPaidOrderId;
    private int given;

    public CommandMix(Random random, Commands commands) {
        this.random = random;
        this.commands = commands;
    }

    /** Encodes the next command or query at the start of the commands' buffer; returns its length. */
    public int next() {
        given++;
        if (given % 1_000 == 1) {
            return commands.configureEngine(settings(WORK[given / 1_000 % WORK.length]));
        }
        if (given <= 1 + SKUS) {
            return commands.defineSku(given - 1L, PRICE_MINOR, 0, "SKU-" + (given - 1), limit(), locationOrder());
        }
        return switch (random.nextInt(23)) {
            case 0, 1, 2, 3 ->
                commands.adjustStock(
                        ++lastAdjustmentId, sku(), location(), random.nextInt(8) - 2, AdjustmentReason.RECEIPT);
            case 4 -> commands.transferStock(++lastAdjustmentId, sku(), location(), location(), random.nextInt(5), "");
            case 5, 6, 7, 8, 9, 10 -> submitOrder();
            case 11, 12, 13 -> confirmOrder(order());
            case 14 -> commands.cancelOrder(order(), version());
            case 15, 16 -> commands.shipOrder(++lastFulfilmentId, paidOrder(), version(), shipLines());
            case 17 -> returnOrder();
            case 18 -> updateSku();
            case 19 -> commands.tick();
            case 20 -> random.nextBoolean() ? commands.queryOrder(order()) : commands.queryEngine();
            case 21 -> commands.queryStock(sku(), location());
            default -> commands.querySku(sku());
        };
    }

    private static EngineSettings settings(int workPerCommand) {
        return new EngineSettings(
                TimeUnit.MILLISECONDS.toNanos(7),
                TimeUnit.MILLISECONDS.toNanos(1),
                SETTINGS.maxSkus(),
                SETTINGS.maxStocks(),
                SETTINGS.maxOrders(),
                SETTINGS.maxOrderLines(),
                SETTINGS.maxAdjustments(),
                SETTINGS.maxShipments(),
                SETTINGS.maxReturns(),
                workPerCommand,
                TimeUnit.MILLISECONDS.toNanos(1),
                TimeUnit.MILLISECONDS.toNanos(1));
    }

    private int submitOrder() {
        List<Line> lines = lines();
        int units = lines.stream().mapToInt(Line::quantity).sum();
        totalsMinor[(int) (++lastOrderId % RECENT)] = units * PRICE_MINOR;
        Terms terms = new Terms(
                ShortagePolicy.get((short) random.nextInt(3)),
                span(),
                span(),
                random.nextInt(8),
                LatePayment.get((short) random.nextInt(2)));
        return commands.submitOrder(lastOrderId, 1 + random.nextInt(5), terms, lines);
    }

    private int confirmOrder(long orderId) {
        long mistakeMinor = random.nextInt(5) == 0 ? 1 : 0;
        lastPaidOrderId = orderId;
        return commands.confirmOrder(orderId, totalsMinor[(int) (orderId % RECENT)] + mistakeMinor, version());
    }

    private int returnOrder() {
        Switch restock = random.nextInt(3) == 0 ? Switch.OFF : Switch.ON;
        int location = random.nextBoolean() ? Commands.ANY : location();
        List<ReturnLine> lines = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            lines.add(new ReturnLine(random.nextInt(2), 1));
        }
        return commands.returnOrder(++lastFulfilmentId, paidOrder(), version(), location, restock, lines);
    }

    private int updateSku() {
        Switch suspended = random.nextInt(30) == 0 ? Switch.ON : Switch.OFF;
        return commands.updateSku(
                sku(), PRICE_MINOR, random.nextInt(4), limit(), version(), suspended, locationOrder());
    }

    private List<Line> lines() {
        int count = random.nextInt(20) == 0 ? 1 + random.nextInt(MAX_LINES) : 1 + random.nextInt(3);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int location = random.nextInt(3) == 0 ? Commands.ANY : location();
            lines.add(new Line(sku(), location, 1 + random.nextInt(3), PRICE_MINOR));
        }
        return lines;
    }

    private List<ShipLine> shipLines() {
        List<ShipLine> lines = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            int location = random.nextInt(3) == 0 ? location() : Commands.ANY;
            lines.add(new ShipLine(random.nextInt(2), location, 1));
        }
        return lines;
    }

    private List<Integer> locationOrder() {
        List<Integer> locations = new ArrayList<>();
        int first = random.nextInt(LOCATIONS);
        for (int i = random.nextInt(LOCATIONS); i > 0; i--) {
            locations.add((first + i) % LOCATIONS);
        }
        return locations;
    }

    /** A time to pay or to wait, from a microsecond up; now and then the engine's own. */
    private long span() {
        return random.nextInt(4) == 0 ? 0 : 1L << (10 + random.nextInt(17));
    }

    private int limit() {
        return random.nextInt(3) == 0 ? 1 + random.nextInt(200) : 0;
    }

    /** Mostly none. */
    private int version() {
        return random.nextInt(5) == 0 ? 1 + random.nextInt(4) : 0;
    }

    private int location() {
        return random.nextInt(4) == 0 ? 1 + random.nextInt(LOCATIONS - 1) : 0;
    }

    /** A few of those that are asked for are not there. */
    private long sku() {
        return random.nextInt(40) == 0 ? SKUS + 1 : 1 + random.nextInt(SKUS);
    }

    /** One that was paid, perhaps. */
    private long paidOrder() {
        return random.nextInt(4) == 0 ? order() : lastPaidOrderId;
    }

    private long order() {
        return Math.max(1, lastOrderId - random.nextInt(RECENT / 2));
    }
}
