// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.holdfast.engine.codec.DefineSkuDecoder;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CustomerCountsTest {
    private static final KeyedHash HASH = new KeyedHash(0);
    private static final int SKUS = 4;
    private static final long[] CUSTOMERS = {0, 1, -1, 2, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32};

    private record Key(long customerId, int sku) {}

    private final StateDigest digest = new StateDigest();
    private final SkuTable skus = new SkuTable(digest, HASH);
    private final CustomerCounts counts = new CustomerCounts(skus, digest, HASH);

    @BeforeEach
    void defineSkus() {
        skus.bound(SKUS);
        Commands commands = new Commands();
        for (int skuId = 0; skuId < SKUS; skuId++) {
            commands.defineSku(skuId, null, 0, "");
            DefineSkuDecoder definition =
                    new DefineSkuDecoder().wrapAndApplyHeader(commands.buffer(), 0, new MessageHeaderDecoder());
            skus.define(1, definition, new LocationOrder().read(definition), 0);
        }
    }

    @Test
    void shouldCountAsAMapDoesAndForgetWhatIsDownToNothing() {
        Seed.run(random -> {
            long before = digest.value();
            Map<Key, Long> expected = new HashMap<>();
            counts.bound(8); // two buckets
            for (int i = 0; i < 20_000; i++) {
                change(random, expected);
                if (i == 10_000) {
                    counts.bound(400);
                }
                assertEquals(expected.size(), counts.size());
                for (long customerId : CUSTOMERS) {
                    for (int sku = 0; sku < SKUS; sku++) {
                        assertEquals(
                                expected.getOrDefault(new Key(customerId, sku), 0L), counts.units(customerId, sku));
                    }
                }
            }
            expected.forEach((key, units) -> counts.subtract(key.customerId, key.sku, units));
            assertEquals(0, counts.size());
            assertEquals(before, digest.value());
        });
    }

    private void change(Random random, Map<Key, Long> expected) {
        Key key = new Key(CUSTOMERS[random.nextInt(CUSTOMERS.length)], random.nextInt(SKUS));
        Long now = expected.get(key);
        if (now == null || random.nextBoolean()) {
            long units = random.nextInt(5) == 0 ? Integer.MAX_VALUE : 1 + random.nextInt(9);
            counts.add(key.customerId, key.sku, units);
            expected.merge(key, units, Long::sum);
        } else {
            long units = random.nextBoolean() ? now : 1 + random.nextLong(now);
            counts.subtract(key.customerId, key.sku, units);
            expected.computeIfPresent(key, (any, count) -> count == units ? null : count - units);
        }
    }

    @Test
    void shouldNotCountBelowZero() {
        counts.bound(4);
        counts.add(7, 0, 2);
        assertThrows(IllegalStateException.class, () -> counts.subtract(7, 0, 3));
    }
}
