// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

/** What the settings bound: a command that would need more of it is answered {@code CAPACITY}. */
public enum Bounded {
    SKUS,
    STOCKS,
    ORDERS,
    ORDER_LINES,
    ADJUSTMENTS,
    SHIPMENTS,
    RETURNS
}
