// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import java.nio.LongBuffer;

/**
 * Carries the state out of an engine, or into a new one. One method of each component serves both, so that writing and reading cannot drift
 * apart: when writing, each method here returns its argument; when reading, it ignores its argument and returns what was written in its
 * place.
 *
 * <p>For one thread. Whatever a method throws comes out of {@link Engine#transferTo} or {@link Engine#from}.
 */
public interface StateTransfer {
    /** Carries one value. */
    long value(long value);

    /** Carries one value. */
    int value(int value);

    /** Carries the first values of a buffer; where the state is read, they are put there. Its position and limit are left alone. */
    void values(LongBuffer values, int count);

    /**
     * Carries a number that the layout of what follows depends on.
     *
     * @throws IllegalStateException if another one was written than this.
     */
    default void layout(int number) {
        int written = value(number);
        if (written != number) {
            throw new IllegalStateException("written for " + written + " where this version has " + number);
        }
    }
}
