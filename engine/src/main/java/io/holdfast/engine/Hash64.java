// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

/**
 * 64-bit hashing of values, not of bytes: a fingerprint does not change when a later schema version encodes the same
 * content in more bytes.
 */
final class Hash64 {
    static final long SEED = 0x9E3779B97F4A7C15L;

    private Hash64() {}

    /** Takes one more value into a hash. For a fixed value it is a bijection of the hash, so nothing is lost by length. */
    static long combine(long hash, long value) {
        long mixed = (hash ^ value) * 0xFF51AFD7ED558CCDL;
        return mixed ^ (mixed >>> 32);
    }

    /**
     * Spreads every bit of the input over the whole output: the finaliser of SplitMix64, Steele, Lea and Flood, "Fast
     * splittable pseudorandom number generators", OOPSLA 2014.
     */
    static long spread(long value) {
        long z = value + SEED;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
