// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.LatePayment;
import io.holdfast.engine.codec.SubmitOrderDecoder;

/** SBE's null values, which a field also has where the message is of a version before it: here they all mean 0. */
final class NullValue {
    private NullValue() {}

    static int orZero(int value) {
        return value == Integer.MIN_VALUE ? 0 : value;
    }

    static long orZero(long value) {
        return value == Long.MIN_VALUE ? 0 : value;
    }

    static int priorityOrZero(short value) {
        return value == SubmitOrderDecoder.priorityNullValue() ? 0 : value;
    }

    static LatePayment orFirst(LatePayment value) {
        return value == LatePayment.NULL_VAL ? LatePayment.REFUSE : value;
    }
}
