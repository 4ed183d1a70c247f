// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.diff;

import io.holdfast.engine.codec.EffectKind;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.replay.history.Effect;
import io.holdfast.replay.history.RecordedCommand;
import io.holdfast.replay.history.RecordedOutcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.agrona.collections.MutableLong;

/** What the decisions come to; a command that repeats an earlier one does not count. */
final class Sums {
    private final Map<Sum, MutableLong> sums = new EnumMap<>(Sum.class);

    Sums() {
        for (Sum sum : Sum.values()) {
            sums.put(sum, new MutableLong());
        }
    }

    void add(RecordedCommand command, RecordedOutcome outcome, boolean repeats, List<Effect> effects) {
        for (Effect effect : effects) {
            if (effect.kind() == EffectKind.EXPIRED) {
                add(Sum.ORDERS_EXPIRED, 1);
            } else if (effect.kind() == EffectKind.FILLED) {
                add(Sum.UNITS_FILLED_LATER, effect.units());
            }
        }
        if (repeats) {
            return;
        }
        boolean isOk = outcome.code() == ResultCode.OK;
        Amount amount = Amount.of(command, outcome);
        if (command instanceof RecordedCommand.SubmitOrder) {
            add(isOk ? Sum.ORDERS_ACCEPTED : Sum.ORDERS_REFUSED, 1);
            add(Sum.ORDERS_TO_WAIT, Amount.status(outcome) == OrderStatus.WAITING ? 1 : 0);
            add(Sum.UNITS_ORDERED, amount.units());
            add(Sum.AMOUNT_ORDERED, amount.minor());
        } else if (command instanceof RecordedCommand.ConfirmOrder && isOk) {
            add(Sum.ORDERS_PAID, 1);
            add(Sum.AMOUNT_PAID, amount.minor());
        } else if (command instanceof RecordedCommand.CancelOrder && isOk) {
            add(Sum.ORDERS_CANCELLED, 1);
        } else if (command instanceof RecordedCommand.ShipOrder) {
            add(Sum.UNITS_SHIPPED, amount.units());
        } else if (command instanceof RecordedCommand.ReturnOrder) {
            add(Sum.UNITS_RETURNED, amount.units());
        }
    }

    private void add(Sum sum, long value) {
        sums.get(sum).addAndGet(value);
    }

    long get(Sum sum) {
        return sums.get(sum).get();
    }
}
