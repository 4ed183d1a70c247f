// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.history;

import io.holdfast.engine.codec.EffectKind;

/** What happened to an order without a command that asked for it; SKU, units and location are of what it was filled with. */
public record Effect(EffectKind kind, long orderId, long skuId, int units, int location) {
    /** In one line what happened. */
    public String title() {
        return switch (kind) {
            case FILLED -> "order " + orderId + " filled with " + units + " of " + Wording.stock(skuId, location);
            case RESERVED -> "order " + orderId + " reserved: it has its last missing unit";
            default -> "order " + orderId + " expired: its time is over";
        };
    }
}
