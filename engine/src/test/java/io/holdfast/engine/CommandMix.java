// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.codec.AdjustmentReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Test fixture: random commands and queries about a few SKUs, of which some are accepted and some refused. The same
 * source gives the same messages.
 */
public final class CommandMix {
    /** Room for what a mix of many thousand commands stores. */
    public static final EngineSettings SETTINGS =
            new EngineSettings(TimeUnit.HOURS.toNanos(1), TimeUnit.HOURS.toNanos(1), 16, 64, 50_000, 200_000, 50_000);

    private static final int SKUS = 6;
    private static final long PRICE_MINOR = 250;
    private static final int MAX_LINES = 40;

    private final Random random;
    private final Commands commands;
    private long lastOrderId;
    private long lastAdjustmentId;
    private int given;

    public CommandMix(Random random, Commands commands) {
        this.random = random;
        this.commands = commands;
    }

    /** Encodes the next command or query at the start of the commands' buffer; returns its length. */
    public int next() {
        given++;
        if (given == 1) {
            return commands.configureEngine(SETTINGS);
        }
        if (given <= 1 + SKUS) {
            return commands.defineSku(given - 1L, PRICE_MINOR, 0, "SKU-" + (given - 1));
        }
        return switch (random.nextInt(10)) {
            case 0, 1 ->
                commands.adjustStock(
                        ++lastAdjustmentId,
                        sku(),
                        random.nextInt(2),
                        random.nextInt(60) - 10,
                        AdjustmentReason.RECEIPT);
            case 2, 3, 4, 5 -> commands.submitOrder(++lastOrderId, 1 + random.nextInt(5), lines());
            case 6 -> commands.confirmOrder(order(), PRICE_MINOR * (1 + random.nextInt(3)));
            case 7 -> commands.cancelOrder(order());
            case 8 -> random.nextBoolean() ? commands.queryOrder(order()) : commands.queryEngine();
            default -> commands.queryStock(sku(), random.nextInt(2));
        };
    }

    private List<Line> lines() {
        int count = random.nextInt(20) == 0 ? 1 + random.nextInt(MAX_LINES) : 1 + random.nextInt(3);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(new Line(sku(), random.nextInt(2), 1 + random.nextInt(3), PRICE_MINOR));
        }
        return lines;
    }

    /** A few of those that are asked for are not there. */
    private long sku() {
        return 1L + random.nextInt(SKUS + 1);
    }

    private long order() {
        return Math.max(1, lastOrderId - random.nextInt(8));
    }
}
