// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.Commands.Line;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A command, the time at which it is decided, and what one will want to look at after it. */
record TimedCommand(long timeNs, ModelCommand command) {
    Content content() {
        return command.content();
    }

    Set<Long> orderIds() {
        if (content() instanceof Submit submit) {
            return Set.of(submit.orderId());
        } else if (content() instanceof Confirm confirm) {
            return Set.of(confirm.orderId());
        } else if (content() instanceof Cancel cancel) {
            return Set.of(cancel.orderId());
        } else if (content() instanceof Ship ship) {
            return Set.of(ship.orderId());
        } else if (content() instanceof Return takeBack) {
            return Set.of(takeBack.orderId());
        }
        return Set.of();
    }

    Set<Long> skuIds() {
        if (content() instanceof Define define) {
            return Set.of(define.skuId());
        } else if (content() instanceof Update update) {
            return Set.of(update.skuId());
        } else if (content() instanceof Adjust adjust) {
            return Set.of(adjust.skuId());
        } else if (content() instanceof Transfer transfer) {
            return Set.of(transfer.skuId());
        } else if (content() instanceof Submit submit) {
            return new HashSet<>(submit.lines().stream().map(Line::skuId).toList());
        }
        return Set.of();
    }

    List<Integer> locations() {
        if (content() instanceof Define define) {
            return define.locationOrder();
        } else if (content() instanceof Update update) {
            return update.locationOrder();
        } else if (content() instanceof Adjust adjust) {
            return List.of(adjust.location());
        } else if (content() instanceof Transfer transfer) {
            return List.of(transfer.from(), transfer.to());
        } else if (content() instanceof Submit submit) {
            return submit.lines().stream().map(Line::location).toList();
        } else if (content() instanceof Return takeBack) {
            return List.of(takeBack.location());
        }
        return List.of();
    }
}
