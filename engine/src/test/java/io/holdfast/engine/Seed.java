// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import java.util.Random;

/** Test fixture: runs a random test, and tells the seed if it fails; {@code -Dholdfast.seed=...} runs it again. */
public final class Seed {
    /** A test that draws from a random source. */
    @FunctionalInterface
    public interface RandomTest {
        void run(Random random) throws Exception;
    }

    private Seed() {}

    public static void run(RandomTest test) {
        long seed = Long.getLong("holdfast.seed", new Random().nextLong());
        try {
            test.run(new Random(seed));
        } catch (Exception | AssertionError e) {
            throw new AssertionError("holdfast.seed=" + seed + ": " + e.getMessage(), e);
        }
    }
}
