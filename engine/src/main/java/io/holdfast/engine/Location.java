// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

/** Numbers of places where stock lies: 0 to 65,534. */
public final class Location {
    /** No place: in an order line, that the engine is to choose. */
    public static final int ANY = 0xFFFF;

    private Location() {}
}
