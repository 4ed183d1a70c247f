// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.diff;

/** What is added up over all decisions; amounts are in minor units. */
public enum Sum {
    ORDERS_ACCEPTED("orders accepted"),
    ORDERS_REFUSED("orders refused"),
    ORDERS_TO_WAIT("orders that had to wait"),
    UNITS_ORDERED("units of accepted orders"),
    AMOUNT_ORDERED("amount of accepted orders"),
    UNITS_FILLED_LATER("units filled later"),
    ORDERS_PAID("orders paid"),
    AMOUNT_PAID("amount paid"),
    ORDERS_CANCELLED("orders cancelled"),
    ORDERS_EXPIRED("orders expired"),
    UNITS_SHIPPED("units shipped"),
    UNITS_RETURNED("units returned");

    private final String words;

    Sum(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
