// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.history;

/**
 * A change of a stock and what caused it.
 *
 * @param decision the record that it stands in.
 * @param move     by how much it changed; its order tells something only if the cause is of an order.
 * @param after    the stock after it.
 */
public record StockChange(Decision decision, Cause cause, StockMove move, StockUnits after) {
    /** In one line why the stock changed. */
    public String title() {
        if (!cause.isWorkedOff()) {
            return decision.command().title();
        }
        return "order " + move.orderId() + " " + cause.plural() + ", worked off with: "
                + decision.command().title();
    }
}
