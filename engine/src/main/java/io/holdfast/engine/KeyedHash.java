// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

/**
 * The hash of the indexes, under a seed: who does not know it cannot choose ids that fall into the same bucket. No outcome and no digest
 * depends on it, only how long a look-up takes. It is a mixer that everybody knows behind an exclusive or, not a cryptographic hash: enough
 * where nobody is shown a hash.
 */
final class KeyedHash {
    private static final int BLOCK_BITS = 12;
    private static final long BLOCK_MASK = (1L << BLOCK_BITS) - 1;

    private long seed;

    /** With seed 0 it is {@link Hash64#spread}, and what states had before layout 3. */
    KeyedHash(long seed) {
        this.seed = seed;
    }

    void transfer(StateTransfer transfer) {
        seed = transfer.value(seed);
    }

    /** Another hash for each value. */
    long spread(long value) {
        return Hash64.spread(value ^ seed);
    }

    /**
     * As {@link #spread}, but ids that stand side by side, as those of most clients do, get hashes that stand side by side: a table's place for
     * the next one is in the same cache line, and on the same page. Blocks of ids are spread like single ones.
     * Ids of one block are in different buckets, where there are as many as a block has.
     */
    long spreadBlocks(long value) {
        return spread(value >>> BLOCK_BITS) ^ (value & BLOCK_MASK);
    }
}
