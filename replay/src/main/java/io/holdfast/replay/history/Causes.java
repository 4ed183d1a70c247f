// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.history;

import io.holdfast.engine.codec.EffectKind;
import java.util.Arrays;
import java.util.List;

/** Finds the cause of each change of a stock that was told while a command was decided. */
final class Causes {
    private final Decision decision;
    /** The effects from here on have been found among the moves, or are of others. */
    private int effectsFrom;

    private Causes(Decision decision) {
        this.decision = decision;
        this.effectsFrom = decision.effects().size();
    }

    /**
     * The causes of moves, in the same order.
     *
     * @param moves in the order in which they were told: all, or all of one SKU, stock or order.
     */
    static List<Cause> of(Decision decision, List<StockMove> moves) {
        Causes causes = new Causes(decision);
        Cause[] found = new Cause[moves.size()];
        // From the last to the first: an order that has just been submitted is only filled afterwards.
        for (int i = found.length - 1; i >= 0; i--) {
            found[i] = causes.of(moves.get(i));
        }
        return Arrays.asList(found);
    }

    private Cause of(StockMove move) {
        StockUnits delta = move.delta();
        if (delta.allocated() > 0) {
            return Cause.CONFIRM;
        } else if (delta.allocated() < 0) {
            return delta.onHand() < 0 ? Cause.SHIP : Cause.CANCEL;
        } else if (delta.reserved() < 0) {
            return isCancelled(move.orderId()) ? Cause.CANCEL : Cause.EXPIRY;
        } else if (delta.reserved() > 0) {
            return causeOfTaking(move);
        }
        return causeOnHand(delta.onHand());
    }

    private boolean isCancelled(long orderId) {
        return decision.takesEffect()
                && decision.command() instanceof RecordedCommand.CancelOrder cancel
                && cancel.orderId() == orderId;
    }

    private Cause causeOfTaking(StockMove move) {
        for (int i = effectsFrom - 1; i >= 0; i--) {
            Effect effect = decision.effects().get(i);
            if (effect.kind() == EffectKind.FILLED
                    && effect.orderId() == move.orderId()
                    && effect.skuId() == move.skuId()
                    && effect.location() == move.location()
                    && effect.units() == move.delta().reserved()) {
                effectsFrom = i;
                return Cause.FILL;
            }
        }
        // A confirmation takes the units of an expired order again.
        return decision.command() instanceof RecordedCommand.ConfirmOrder ? Cause.CONFIRM : Cause.SUBMIT;
    }

    private Cause causeOnHand(long delta) {
        if (decision.command() instanceof RecordedCommand.AdjustStock adjustment) {
            return Cause.of(adjustment.reason());
        } else if (decision.command() instanceof RecordedCommand.TransferStock) {
            return delta > 0 ? Cause.TRANSFER_IN : Cause.TRANSFER_OUT;
        }
        return Cause.RETURN;
    }
}
