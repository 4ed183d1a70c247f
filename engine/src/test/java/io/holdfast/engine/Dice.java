// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import java.util.List;
import java.util.Random;

/** A random source as random tests use it. */
public record Dice(Random random) {
    private static final long[] REMARKABLE = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32, 0x1_0001};

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    /** {@code null} of nothing. */
    public <T> T any(List<T> list) {
        return list.isEmpty() ? null : list.get(random.nextInt(list.size()));
    }

    String any(String[] texts) {
        return texts[random.nextInt(texts.length)];
    }

    long any(long[] numbers) {
        return numbers[random.nextInt(numbers.length)];
    }

    public int any(int[] numbers) {
        return numbers[random.nextInt(numbers.length)];
    }

    long remarkable() {
        return any(REMARKABLE);
    }

    /** Half of them remarkable. */
    long[] ids(int count) {
        return random.longs(count)
                .map(any -> random.nextBoolean() ? any : remarkable())
                .toArray();
    }
}
