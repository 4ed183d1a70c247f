// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.history;

import io.holdfast.engine.codec.LatePayment;
import io.holdfast.engine.codec.SubmitOrderDecoder;

/** What is read where a message has no such field because it is of an earlier version, or the field's null value: 0. */
final class Absent {
    private Absent() {}

    static int orZero(int value) {
        return value == Integer.MIN_VALUE ? 0 : value;
    }

    static long orZero(long value) {
        return value == Long.MIN_VALUE ? 0 : value;
    }

    static int priority(short value) {
        return value == SubmitOrderDecoder.priorityNullValue() ? 0 : value;
    }

    static LatePayment latePayment(LatePayment value) {
        return value == LatePayment.NULL_VAL ? LatePayment.REFUSE : value;
    }

    /** A list price that is none is {@code null}. */
    static Long price(long value) {
        return value == Long.MIN_VALUE ? null : (Long) value;
    }
}
