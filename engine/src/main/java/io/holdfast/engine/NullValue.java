// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.LatePayment;
import io.holdfast.engine.codec.SubmitOrderDecoder;

/**
 * SBE's null values, which a field also has where the message is of a version before it: but for a list price, they all
 * mean 0.
 */
public final class NullValue {
    private NullValue() {}

    /** The value, or 0 for the null value. */
    public static int orZero(int value) {
        return value == Integer.MIN_VALUE ? 0 : value;
    }

    /** The value, or 0 for the null value. */
    public static long orZero(long value) {
        return value == Long.MIN_VALUE ? 0 : value;
    }

    /** The priority, or 0 for the null value. */
    public static int priorityOrZero(short value) {
        return value == SubmitOrderDecoder.priorityNullValue() ? 0 : value;
    }

    /** The value, or the first of its enum for the null value. */
    public static LatePayment orFirst(LatePayment value) {
        return value == LatePayment.NULL_VAL ? LatePayment.REFUSE : value;
    }

    /** A list price in minor units, or null where there is none; allocates, so it is for tools. */
    public static Long priceOrNull(long listPriceMinor) {
        return listPriceMinor == SkuTable.NO_LIST_PRICE ? null : (Long) listPriceMinor;
    }
}
