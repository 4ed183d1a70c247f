// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/** Test fixture: the state of an engine in memory. */
public final class StateImage {
    private long[] values = new long[1024];
    private int length;

    private StateImage() {}

    public static StateImage of(Engine engine) {
        return of(engine::transferTo);
    }

    /** Of a part of a state. */
    static StateImage of(Consumer<StateTransfer> part) {
        StateImage image = new StateImage();
        part.accept(image.new Writer());
        return image;
    }

    /** An engine with this state. */
    public Engine engine() {
        Reader reader = new Reader();
        Engine engine = Engine.from(reader, Engine.STATE_LAYOUT, StockListener.NONE);
        if (reader.at != length) {
            throw new AssertionError(length + " values were written, but " + reader.at + " were read");
        }
        return engine;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StateImage image && Arrays.equals(values, 0, length, image.values, 0, image.length);
    }

    @Override
    public int hashCode() {
        return length;
    }

    private final class Writer implements StateTransfer {
        @Override
        public long value(long value) {
            if (length == values.length) {
                values = Arrays.copyOf(values, 2 * length);
            }
            values[length++] = value;
            return value;
        }

        @Override
        public int value(int value) {
            return (int) value((long) value);
        }

        @Override
        public void values(LongBuffer written, int count) {
            for (int i = 0; i < count; i++) {
                value(written.get(i));
            }
        }
    }

    private final class Reader implements StateTransfer {
        private int at;

        @Override
        public long value(long value) {
            return values[at++];
        }

        @Override
        public int value(int value) {
            return Math.toIntExact(values[at++]);
        }

        @Override
        public void values(LongBuffer read, int count) {
            read.put(0, values, at, count);
            at += count;
        }
    }
}
