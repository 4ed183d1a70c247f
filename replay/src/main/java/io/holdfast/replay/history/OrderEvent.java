// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.history;

import java.util.ArrayList;
import java.util.List;

/**
 * Something that happened to an order.
 *
 * @param decision the record that it stands in.
 * @param effect   what the engine did to the order by itself; null if the decision's command named the order.
 * @param moves    how stocks changed by it.
 */
public record OrderEvent(Decision decision, Effect effect, List<StockMove> moves) {
    /** What happened, a line each. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (effect == null) {
            lines.addAll(decision.lines());
        } else {
            lines.add(effect.title());
            lines.add("worked off with: " + decision.command().title());
        }
        moves.forEach(move -> lines.add(move.title()));
        return lines;
    }
}
