// SPDX-License-Identifier: Apache-2.0
package io.holdfast.simulation;

import io.holdfast.engine.Commands;
import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.Commands.ReturnLine;
import io.holdfast.engine.Commands.ShipLine;
import io.holdfast.engine.Commands.Terms;
import io.holdfast.engine.DecodedAnswer;
import io.holdfast.engine.DecodedAnswer.OrderOutcome;
import io.holdfast.engine.DecodedAnswer.SkuOutcome;
import io.holdfast.engine.Dice;
import io.holdfast.engine.ModelCommand.Adjust;
import io.holdfast.engine.ModelCommand.Cancel;
import io.holdfast.engine.ModelCommand.Confirm;
import io.holdfast.engine.ModelCommand.Content;
import io.holdfast.engine.ModelCommand.Define;
import io.holdfast.engine.ModelCommand.Return;
import io.holdfast.engine.ModelCommand.Ship;
import io.holdfast.engine.ModelCommand.Submit;
import io.holdfast.engine.ModelCommand.Transfer;
import io.holdfast.engine.ModelCommand.Update;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.LatePayment;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.codec.Switch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What one client wants next, by what it has been told so far. The first client keeps the stock, in which there is too little
 * of everything; the others shop.
 */
final class Wishes {
    static final int SKUS = 4;
    static final int LOCATIONS = 3;

    private static final long PRICE_MINOR = 250;
    private static final long IDS_PER_CLIENT = 1_000_000;

    private final int client;
    private final Dice dice;
    private final List<Long> submitted = new ArrayList<>();
    private final List<Long> paid = new ArrayList<>();
    private final Map<Long, Long> totalsMinor = new HashMap<>();
    private final Map<Long, Integer> skuVersions = new HashMap<>();
    private long lastId;

    Wishes(int client, Dice dice) {
        this.client = client;
        this.dice = dice;
        lastId = client * IDS_PER_CLIENT;
    }

    /** The numbers that a client gives to its orders, shipments and so on, from 1. */
    static long id(int client, int number) {
        return client * IDS_PER_CLIENT + number;
    }

    /** A question now and then. */
    boolean wantsToAsk() {
        return lastId % IDS_PER_CLIENT > SKUS && dice.oneIn(8);
    }

    Question question() {
        return switch (dice.below(4)) {
            case 0 -> new Question.OfOrder(order());
            case 1 -> new Question.OfStock(sku(), location());
            case 2 -> new Question.OfSku(sku());
            default -> new Question.OfEngine();
        };
    }

    Content next() {
        return client == 0 ? keepStock() : shop();
    }

    void onAnswer(Content content, DecodedAnswer answer) {
        if (answer.code() != ResultCode.OK) {
            return;
        }
        if (answer instanceof OrderOutcome order && content instanceof Submit) {
            totalsMinor.put(order.orderId(), order.totalMinor());
            submitted.add(order.orderId());
        } else if (content instanceof Confirm confirm) {
            paid.add(confirm.orderId());
        } else if (answer instanceof SkuOutcome sku) {
            skuVersions.put(sku.skuId(), sku.skuVersion());
        }
    }

    // ----- Who keeps the stock -----

    private Content keepStock() {
        long id = ++lastId;
        if (id <= SKUS) {
            return new Define(id, PRICE_MINOR, dice.below(3), "SKU-" + id, limit(), locations());
        }
        return switch (dice.below(12)) {
            case 0 -> new Transfer(id, sku(), location(), location(), 1 + dice.below(3), "");
            case 1, 2 -> update();
            case 3 -> new Adjust(id, sku(), location(), -1 - dice.below(3), AdjustmentReason.DAMAGE, "");
            default -> new Adjust(id, sku(), location(), 1 + dice.below(9), AdjustmentReason.RECEIPT, "");
        };
    }

    /** Always of the version that was told last, so that it takes effect once, however often it comes. */
    private Update update() {
        long skuId = sku();
        return new Update(
                skuId,
                PRICE_MINOR,
                dice.below(3),
                limit(),
                skuVersions.getOrDefault(skuId, 1),
                dice.oneIn(12) ? Switch.ON : Switch.OFF,
                locations());
    }

    private int limit() {
        return dice.oneIn(4) ? 1 + dice.below(30) : 0;
    }

    private List<Integer> locations() {
        List<Integer> locations = new ArrayList<>();
        int first = dice.below(LOCATIONS);
        for (int i = 1 + dice.below(LOCATIONS); i > 0; i--) {
            locations.add((first + i) % LOCATIONS);
        }
        return List.copyOf(locations);
    }

    // ----- Who shops -----

    private Content shop() {
        long id = ++lastId;
        return switch (dice.below(20)) {
            case 0, 1 -> new Cancel(order(), 0);
            case 2, 3, 4, 5, 6 -> confirm();
            case 7, 8, 9 -> new Ship(id, paidOrder(), 0, shipLines());
            case 10, 11 -> takeBack(id);
            default -> submit(id);
        };
    }

    private Submit submit(long id) {
        List<Line> lines = new ArrayList<>();
        for (int i = dice.oneIn(30) ? 20 : 1 + dice.below(3); i > 0; i--) {
            int location = dice.oneIn(3) ? location() : Commands.ANY;
            long priceMinor = dice.oneIn(40) ? PRICE_MINOR + 1 : PRICE_MINOR;
            lines.add(new Line(sku(), location, 1 + dice.below(3), priceMinor));
        }
        Terms terms = new Terms(
                ShortagePolicy.get((short) dice.below(3)), timeNs(), timeNs(), dice.below(8), LatePayment.get((short)
                        dice.below(2)));
        return new Submit(id, 1L + dice.below(3), terms, List.copyOf(lines));
    }

    private Confirm confirm() {
        long orderId = order();
        long paidMinor = totalsMinor.getOrDefault(orderId, PRICE_MINOR);
        return new Confirm(orderId, dice.oneIn(20) ? paidMinor + 1 : paidMinor, 0);
    }

    private List<ShipLine> shipLines() {
        List<ShipLine> lines = new ArrayList<>();
        for (int i = dice.below(3); i > 0; i--) {
            lines.add(new ShipLine(dice.below(2), dice.oneIn(3) ? location() : Commands.ANY, 1));
        }
        return List.copyOf(lines);
    }

    private Return takeBack(long id) {
        List<ReturnLine> lines = new ArrayList<>();
        for (int i = dice.below(3); i > 0; i--) {
            lines.add(new ReturnLine(dice.below(2), 1));
        }
        int location = dice.oneIn(2) ? location() : Commands.ANY;
        return new Return(id, paidOrder(), 0, location, dice.oneIn(3) ? Switch.OFF : Switch.ON, List.copyOf(lines));
    }

    /** One of the last that were accepted; that of another client, or none, if there is none. */
    private long order() {
        return recent(submitted);
    }

    private long paidOrder() {
        return recent(paid);
    }

    private long recent(List<Long> ids) {
        return ids.isEmpty()
                ? IDS_PER_CLIENT + 1 + dice.below(30)
                : ids.get(ids.size() - 1 - dice.below(Math.min(ids.size(), 6)));
    }

    private long sku() {
        return 1L + dice.below(dice.oneIn(50) ? SKUS + 1 : SKUS);
    }

    private int location() {
        return dice.oneIn(2) ? 0 : dice.below(LOCATIONS);
    }

    /** From a millisecond to four seconds; now and then the engine's own. */
    private long timeNs() {
        return dice.oneIn(4) ? 0 : TimeUnit.MILLISECONDS.toNanos(1L << dice.below(13));
    }
}
