// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.load;

import io.holdfast.engine.codec.ShortagePolicy;

/**
 * How the orders of a year are treated.
 *
 * @param policy what becomes of those that ask for more than there is: rejected ({@code ALL_OR_NOTHING}), or left to wait
 *     for what comes back ({@code WAIT}).
 * @param ships  whether each order is shipped as soon as it is paid.
 */
public record LoadTerms(ShortagePolicy policy, boolean ships) {
    /** Orders are rejected where stock is short, and stay where they are once they are paid. */
    public static final LoadTerms DEFAULT = new LoadTerms(ShortagePolicy.ALL_OR_NOTHING, false);
}
