// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.DecodedAnswer.SkuReport;
import io.holdfast.engine.ModelCommand.Adjust;
import io.holdfast.engine.ModelCommand.Define;
import io.holdfast.engine.ModelCommand.Transfer;
import io.holdfast.engine.ModelCommand.Update;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.Switch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What is done to the SKUs and the stock of a tiny shop, with numbers at and around every limit. */
final class RandomStock {
    private static final int[] LOCATIONS = {0, 1, 2, 65_534};
    private static final String[] TEXTS = {"", "A", "B", "ÄÖ-ß", "x".repeat(32), "x".repeat(31) + "y"};

    private final Dice dice;
    private final Model model;
    private final boolean isLongOrders;
    private final long[] skuIds;
    private final RandomIds adjustmentIds;

    RandomStock(Dice dice, Model model, boolean isLongOrders) {
        this.dice = dice;
        this.model = model;
        this.isLongOrders = isLongOrders;
        this.skuIds = dice.ids(1 + dice.below(4));
        this.adjustmentIds = new RandomIds(dice);
    }

    long[] skuIds() {
        return skuIds;
    }

    /** As a shop begins: with nothing wrong. */
    Define opening(long skuId) {
        Long listPriceMinor = dice.oneIn(2) ? null : (Long) (long) dice.below(4);
        int limit = dice.oneIn(3) ? 5 + dice.below(20) : 0;
        return new Define(skuId, listPriceMinor, dice.below(3), dice.any(TEXTS), limit, locations(dice.below(5)));
    }

    Adjust openingStock(long skuId) {
        int units = 1 + dice.below(isLongOrders ? 10_000 : 20);
        return new Adjust(adjustmentIds.next(), skuId, 0, units, reason(), "");
    }

    Define define() {
        return new Define(dice.any(skuIds), listPrice(), safetyStock(), dice.any(TEXTS), limit(), locationOrder());
    }

    Adjust adjust() {
        return new Adjust(adjustmentIds.next(), dice.any(skuIds), location(), delta(), reason(), dice.any(TEXTS));
    }

    /** Mostly one or two things other than they are. */
    Update update() {
        long skuId = dice.any(skuIds);
        SkuReport now = model.reports().sku(0, skuId);
        return new Update(
                skuId,
                dice.oneIn(4) ? listPrice() : now.listPriceMinor(),
                dice.oneIn(3) ? safetyStock() : now.safetyStock(),
                dice.oneIn(4) ? limit() : now.customerLimit(),
                version(dice, now.skuVersion()),
                dice.oneIn(12) ? Switch.ON : Switch.OFF,
                dice.oneIn(3) ? locationOrder() : now.locationOrder());
    }

    Transfer transfer() {
        int from = location();
        int to = dice.oneIn(15) ? from : location();
        if (from == to && !dice.oneIn(15)) {
            to = dice.any(LOCATIONS);
        }
        return new Transfer(adjustmentIds.next(), dice.any(skuIds), from, to, quantity(), dice.any(TEXTS));
    }

    private Long listPrice() {
        return dice.oneIn(2) ? null : (Long) price();
    }

    private int safetyStock() {
        return switch (dice.below(30)) {
            case 0 -> -1;
            case 1 -> Integer.MAX_VALUE;
            case 2 -> Integer.MIN_VALUE;
            case 3, 4, 5, 6, 7, 8 -> dice.below(8);
            default -> 0;
        };
    }

    private int limit() {
        return switch (dice.below(30)) {
            case 0 -> -1;
            case 1 -> Integer.MAX_VALUE;
            case 2 -> Integer.MIN_VALUE;
            case 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 -> 1 + dice.below(20);
            default -> 0;
        };
    }

    private List<Integer> locationOrder() {
        List<Integer> locations = new ArrayList<>(locations(dice.below(5)));
        switch (dice.below(20)) {
            case 0 -> locations.add(Commands.ANY);
            case 1 -> locations.add(0);
            case 2 -> {
                for (int location = 0; location < 16 + dice.below(2); location++) {
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
        Collections.shuffle(locations, dice.random());
        return List.copyOf(locations.subList(0, Math.min(count, LOCATIONS.length)));
    }

    private int delta() {
        return switch (dice.below(30)) {
            case 0 -> 0;
            case 1 -> dice.oneIn(3) ? Integer.MAX_VALUE : 1;
            case 2 -> Integer.MIN_VALUE;
            case 3, 4, 5, 6, 7, 8 -> -dice.below(10);
            default -> dice.below(isLongOrders ? 3_000 : 12);
        };
    }

    private AdjustmentReason reason() {
        return AdjustmentReason.get((short) dice.below(4));
    }

    int location() {
        return dice.below(2) > 0 ? LOCATIONS[0] : dice.any(LOCATIONS);
    }

    long price() {
        return switch (dice.below(100)) {
            case 0 -> -1;
            case 1 -> Long.MIN_VALUE + 1;
            case 2, 3 -> Long.MAX_VALUE - dice.below(2);
            case 4, 5 -> Long.MAX_VALUE / (2 + dice.below(5)) + dice.below(2);
            case 6 -> 0;
            default -> dice.below(4);
        };
    }

    int quantity() {
        return switch (dice.below(100)) {
            case 0 -> 0;
            case 1 -> -1;
            case 2 -> Integer.MIN_VALUE;
            case 3 -> Integer.MAX_VALUE;
            default -> 1 + dice.below(6);
        };
    }

    /** Mostly none or the one that is. */
    static int version(Dice dice, int now) {
        return switch (dice.below(12)) {
            case 0 -> now + 1;
            case 1 -> now - 1;
            case 2 -> dice.oneIn(3) ? Integer.MIN_VALUE : 1;
            case 3, 4, 5 -> now;
            default -> 0;
        };
    }
}
