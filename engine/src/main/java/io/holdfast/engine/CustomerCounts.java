// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

/** Units per customer and SKU over orders that are live or fulfilled, where the SKU had a limit when it was ordered. */
final class CustomerCounts {
    static final int ABSENT = Slab.ABSENT;

    private static final int CUSTOMER = 0;
    /** The SKU in the high half, next of the index's bucket in the low. */
    private static final int SKU_AND_BUCKET = 1;

    private static final int UNITS = 2;
    private static final int WIDTH = 3;
    /** Few parts of orders have a count of their own. */
    private static final int PARTS_PER_BUCKET = 4;
    /** 64 MiB of index; beyond that chains grow. */
    private static final int MOST_BUCKETS = 1 << 24;

    private final SkuTable skus;
    private final StateDigest digest;
    private final Slab counts = new Slab(WIDTH);
    private final KeyedHash hash;
    private final HashIndex index;

    CustomerCounts(SkuTable skus, StateDigest digest, KeyedHash hash) {
        this.skus = skus;
        this.digest = digest;
        this.hash = hash;
        this.index = new HashIndex(
                counts, SKU_AND_BUCKET, count -> hash(counts.get(count, CUSTOMER), counts.high(count, SKU_AND_BUCKET)));
    }

    /** There is no more to count than there are parts of orders. */
    void bound(int maxParts) {
        index.bound(Math.min(maxParts / PARTS_PER_BUCKET, MOST_BUCKETS));
    }

    /** See {@link Slab#growAhead()}. */
    void growAhead() {
        counts.growAhead();
    }

    void transfer(StateTransfer transfer) {
        counts.transfer(transfer);
        index.transfer(transfer);
    }

    int size() {
        return index.size();
    }

    long units(long customerId, int sku) {
        int count = find(customerId, sku);
        return count == ABSENT ? 0 : counts.get(count, UNITS);
    }

    void add(long customerId, int sku, long units) {
        int count = find(customerId, sku);
        if (count == ABSENT) {
            count = counts.take();
            counts.set(count, CUSTOMER, customerId);
            counts.high(count, SKU_AND_BUCKET, sku);
            index.insert(count);
        }
        change(count, units);
    }

    void subtract(long customerId, int sku, long units) {
        int count = find(customerId, sku);
        change(count, -units);
        if (counts.get(count, UNITS) == 0) {
            index.remove(count);
            counts.free(count);
        }
    }

    private void change(int count, long delta) {
        counts.add(count, UNITS, delta);
        if (counts.get(count, UNITS) < 0) {
            throw new IllegalStateException("fewer than 0 units counted for customer " + counts.get(count, CUSTOMER));
        }
        long skuId = skus.id(counts.high(count, SKU_AND_BUCKET));
        long entity = StateDigest.entity(
                StateDigest.Kind.CUSTOMER_COUNT, Hash64.combine(Hash64.spread(counts.get(count, CUSTOMER)), skuId));
        digest.add(entity, UNITS, delta);
    }

    private int find(long customerId, int sku) {
        int count = index.first(hash(customerId, sku));
        while (count != ABSENT
                && (counts.get(count, CUSTOMER) != customerId || counts.high(count, SKU_AND_BUCKET) != sku)) {
            count = index.next(count);
        }
        return count;
    }

    private long hash(long customerId, int sku) {
        return Hash64.spread(hash.spread(customerId) + sku);
    }
}
