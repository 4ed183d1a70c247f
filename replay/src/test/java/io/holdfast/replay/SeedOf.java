// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import io.holdfast.engine.Engine;
import io.holdfast.engine.StateTransfer;
import java.nio.LongBuffer;

/** Test fixture: the seed of an engine's indexes, which is the first value of its state. */
public final class SeedOf implements StateTransfer {
    private long first;
    private boolean isOver;

    private SeedOf() {}

    public static long engine(Engine engine) {
        SeedOf seed = new SeedOf();
        engine.transferTo(seed);
        return seed.first;
    }

    @Override
    public long value(long value) {
        first = isOver ? first : value;
        isOver = true;
        return value;
    }

    @Override
    public int value(int value) {
        isOver = true;
        return value;
    }

    @Override
    public void values(LongBuffer values, int count) {
        isOver = true;
    }
}
