// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.ModelCommand.Configure;
import io.holdfast.engine.ModelCommand.Content;
import io.holdfast.engine.ModelCommand.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Commands as a hostile crowd would send them to a tiny shop: few ids, so that everything collides; many repeats, some of
 * them with another content; numbers and times at and around every limit and every deadline.
 */
final class RandomCommands {
    private final Dice dice;
    private final Model model;
    private final RandomSettings settings;
    private final RandomStock stock;
    private final RandomOrders orders;
    private final AlmostTheSame almostTheSame;
    private final List<ModelCommand> sent = new ArrayList<>();
    /** Time goes on with one in so many commands: some lives are hectic, others not. */
    private final int calm;

    private final boolean isOpenedProperly;

    RandomCommands(Random random, Model model) {
        this.dice = new Dice(random);
        this.model = model;
        boolean isLongOrders = dice.oneIn(40);
        this.settings = new RandomSettings(dice, model, isLongOrders);
        this.stock = new RandomStock(dice, model, isLongOrders);
        this.orders = new RandomOrders(dice, model, stock, isLongOrders);
        this.almostTheSame = new AlmostTheSame(random);
        this.calm = 1 + dice.below(12);
        this.isOpenedProperly = !dice.oneIn(20);
    }

    TimedCommand next(long nowNs) {
        long timeNs = nowNs + timeStepNs(nowNs);
        ModelCommand command = !sent.isEmpty() && dice.oneIn(9)
                ? again(timeNs)
                : new ModelCommand(dice.random().nextLong(), firstSentNs(timeNs), content());
        sent.add(command);
        return new TimedCommand(timeNs, command);
    }

    /** The same as before, sent then or now, or almost the same. */
    private ModelCommand again(long timeNs) {
        int ago = 1 + dice.below(dice.oneIn(3) ? sent.size() : Math.min(sent.size(), 10));
        ModelCommand before = sent.get(sent.size() - ago);
        if (dice.oneIn(3)) {
            return before;
        }
        Content content = dice.oneIn(5) ? almostTheSame.as(before.content()) : before.content();
        return new ModelCommand(dice.random().nextLong(), firstSentNs(timeNs), content);
    }

    /** Often to a deadline, or to when something is forgotten; one before it, on it, or one after. */
    private long timeStepNs(long nowNs) {
        if (!dice.oneIn(calm)) {
            return 0;
        }
        return switch (dice.below(12)) {
            case 0 -> dice.below(dice.oneIn(5) ? 300 : 50);
            case 1, 2, 3, 4 -> dice.below(8);
            case 5, 6, 7 -> {
                List<Long> ahead = model.work()
                        .ahead()
                        .filter(timeNs -> timeNs > nowNs)
                        .sorted()
                        .toList();
                // Not too far, so that something is left to be done after it.
                List<Long> near = ahead.subList(0, Math.min(ahead.size(), 1 + dice.below(8)));
                long toNs = near.isEmpty() ? nowNs : near.get(dice.below(near.size()));
                boolean isNear = toNs - nowNs < 1_000;
                yield isNear ? Math.max(0, toNs - nowNs - 1 + dice.below(3)) : 0;
            }
            default -> 0;
        };
    }

    private long firstSentNs(long timeNs) {
        return switch (dice.below(40)) {
            case 0 -> timeNs - model.state().settings.retentionWindowNs() - 1 + dice.below(3);
            case 1 -> Math.max(model.state().horizonNs, 1) - 1 + dice.below(3);
            case 2, 3 -> timeNs + model.state().settings.futureToleranceNs() - 1 + dice.below(3);
            case 4 -> dice.remarkable();
            default -> timeNs - dice.below(8);
        };
    }

    private Content content() {
        int skus = stock.skuIds().length;
        if (isOpenedProperly && sent.size() <= 2 * skus) {
            return opening(sent.size(), skus);
        }
        int kind = dice.below(100);
        if (kind < 4) {
            return stock.define();
        } else if (kind < 9) {
            return stock.update();
        } else if (kind < 22) {
            return stock.adjust();
        } else if (kind < 28) {
            return stock.transfer();
        } else if (kind < 55) {
            return orders.submit();
        } else if (kind < 69) {
            return orders.confirm();
        } else if (kind < 75) {
            return orders.cancel();
        } else if (kind < 84) {
            return orders.ship();
        } else if (kind < 91) {
            return orders.takeBack();
        } else if (kind < 96) {
            return new Tick();
        }
        return new Configure(settings.next());
    }

    /** Settings, then the SKUs, then stock of each, so that most lives of an engine are not only refusals. */
    private Content opening(int step, int skus) {
        if (step == 0) {
            return new Configure(settings.opening());
        }
        return step <= skus
                ? stock.opening(stock.skuIds()[step - 1])
                : stock.openingStock(stock.skuIds()[step - skus - 1]);
    }
}
