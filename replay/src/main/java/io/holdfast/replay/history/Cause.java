// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.history;

import io.holdfast.engine.codec.AdjustmentReason;

/** Why a stock changed. */
public enum Cause {
    RECEIPT("receipts"),
    RETURN_WITHOUT_ORDER("returns without an order"),
    DAMAGE("damage"),
    COUNT("counts"),
    TRANSFER_IN("transferred in"),
    TRANSFER_OUT("transferred out"),
    SUBMIT("submitted"),
    FILL("filled"),
    CONFIRM("confirmed"),
    CANCEL("cancelled"),
    EXPIRY("expired"),
    SHIP("shipped"),
    RETURN("returned");

    private final String plural;

    Cause(String plural) {
        this.plural = plural;
    }

    /** A word for all changes with this cause. */
    public String plural() {
        return plural;
    }

    /** Whether the engine did it by itself, so that the command it was decided with does not tell why. */
    public boolean isWorkedOff() {
        return this == FILL || this == EXPIRY;
    }

    /** Whether it is about an order's units. */
    public boolean isOfOrder() {
        return compareTo(SUBMIT) >= 0;
    }

    static Cause of(AdjustmentReason reason) {
        return switch (reason) {
            case RECEIPT -> RECEIPT;
            case RETURN -> RETURN_WITHOUT_ORDER;
            case DAMAGE -> DAMAGE;
            default -> COUNT;
        };
    }
}
