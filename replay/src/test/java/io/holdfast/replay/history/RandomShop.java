// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.history;

import io.holdfast.engine.Commands;
import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.Commands.ReturnLine;
import io.holdfast.engine.Commands.ShipLine;
import io.holdfast.engine.Commands.Terms;
import io.holdfast.engine.EngineRig;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.codec.Switch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Test fixture: random commands to a shop that has too little of everything, so that orders wait, expire and are filled all
 * the time. Few ids, so that commands repeat and contradict one another, and ids are used again when they are forgotten.
 */
public final class RandomShop {
    public static final int SKUS = 3;
    static final int LOCATIONS = 4;
    /** From 0, which is an id as good as any other. */
    static final int ORDERS = 60;

    private static final int IDS = 150;
    public static final long PRICE_MINOR = 10;

    private final Random random;
    private final EngineRig engine;
    private int orders;
    private long lastDelivery = IDS;

    public RandomShop(Random random, EngineRig engine) {
        this.random = random;
        this.engine = engine;
        for (int sku = 1; sku <= SKUS; sku++) {
            engine.defineSku(sku, PRICE_MINOR, random.nextInt(2), "SKU", random.nextInt(2) * 30, locationOrder());
        }
    }

    public void run(int commands) {
        for (int i = 0; i < commands; i++) {
            engine.advance(random.nextInt(12));
            if (random.nextInt(50) == 0) {
                engine.advance(2_000);
            }
            if (random.nextInt(30) == 0) {
                deliverToMany();
            }
            next();
        }
    }

    /** A delivery that many wait for, and that is handed out slowly while they ask. */
    private void deliverToMany() {
        long sku = sku();
        int location = location();
        engine.configure(HistoryRig.WORKING_SLOWLY);
        for (int i = 0; i < 5; i++) {
            Line line = new Line(sku, location, 1 + random.nextInt(2), PRICE_MINOR);
            engine.submitOrder(nextOrder(), random.nextInt(5), Terms.of(ShortagePolicy.WAIT), List.of(line, line));
        }
        engine.adjustStock(++lastDelivery, sku, location, 20, AdjustmentReason.RECEIPT);
        for (int i = 0; i < 5; i++) {
            engine.confirmOrder(order(), PRICE_MINOR);
        }
    }

    private void next() {
        int kind = random.nextInt(100);
        if (kind < 18) {
            AdjustmentReason reason = AdjustmentReason.get((short) random.nextInt(4));
            engine.adjustStock(random.nextInt(IDS), sku(), location(), random.nextInt(14) - 8, reason);
        } else if (kind < 24) {
            engine.transferStock(random.nextInt(IDS), sku(), location(), location(), 1 + random.nextInt(3));
        } else if (kind < 52) {
            engine.submitOrder(nextOrder(), random.nextInt(5), terms(), lines());
        } else if (kind < 70) {
            long order = order();
            engine.confirmOrder(order, engine.queryOrder(order).totalMinor(), expectedVersion());
        } else if (kind < 76) {
            engine.cancelOrder(order(), expectedVersion());
        } else if (kind < 85) {
            engine.shipOrder(random.nextInt(IDS), order(), expectedVersion(), shipLines());
        } else if (kind < 91) {
            Switch restock = random.nextBoolean() ? Switch.ON : Switch.OFF;
            engine.returnOrder(random.nextInt(IDS), order(), 0, place(), restock, returnLines());
        } else if (kind < 93) {
            engine.updateSku(sku(), PRICE_MINOR, random.nextInt(3), 0, 0, Switch.OFF, locationOrder());
        } else if (kind < 95) {
            engine.configure(random.nextInt(3) == 0 ? HistoryRig.SETTINGS : HistoryRig.WORKING_SLOWLY);
        } else {
            engine.tick();
        }
    }

    private Terms terms() {
        Terms terms = Terms.of(ShortagePolicy.get((short) random.nextInt(3)))
                .payWithin(random.nextInt(3) * 40L)
                .waitFor(random.nextInt(3) * 90L)
                .withPriority(random.nextInt(3));
        return random.nextBoolean() ? terms.retaking() : terms;
    }

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            lines.add(new Line(sku(), place(), 1 + random.nextInt(5), PRICE_MINOR));
        }
        return lines;
    }

    private List<ShipLine> shipLines() {
        return random.nextBoolean() ? List.of() : List.of(new ShipLine(0, place(), 1 + random.nextInt(2)));
    }

    private List<ReturnLine> returnLines() {
        return random.nextBoolean() ? List.of() : List.of(new ReturnLine(0, 1 + random.nextInt(2)));
    }

    private List<Integer> locationOrder() {
        return random.nextBoolean() ? List.of(0, 2, 1) : List.of(3, 0);
    }

    private long sku() {
        return 1L + random.nextInt(SKUS);
    }

    private int location() {
        return random.nextInt(LOCATIONS);
    }

    private int place() {
        return random.nextBoolean() ? Commands.ANY : location();
    }

    private int expectedVersion() {
        return random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0;
    }

    private long nextOrder() {
        return random.nextInt(6) == 0 ? order() : orders++ % ORDERS;
    }

    private long order() {
        return Math.floorMod(orders - 1 - random.nextInt(6), ORDERS);
    }
}
