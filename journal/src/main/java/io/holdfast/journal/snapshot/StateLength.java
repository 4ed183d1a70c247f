// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal.snapshot;

import io.holdfast.engine.Engine;
import io.holdfast.engine.StateTransfer;
import java.nio.LongBuffer;

/** How many bytes a state takes, found by asking for it and keeping nothing. */
final class StateLength implements StateTransfer {
    private long bytes;

    private StateLength() {}

    static long of(Engine engine) {
        StateLength length = new StateLength();
        engine.transferTo(length);
        return length.bytes;
    }

    @Override
    public long value(long value) {
        bytes += Long.BYTES;
        return value;
    }

    @Override
    public int value(int value) {
        bytes += Integer.BYTES;
        return value;
    }

    @Override
    public void values(LongBuffer values, int count) {
        bytes += (long) count * Long.BYTES;
    }
}
