// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.holdfast.engine.codec.DefineSkuDecoder;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StockTableTest {
    private static final KeyedHash HASH = new KeyedHash(0);
    private static final int SKUS = 3;
    private static final int LOCATIONS = 65_535;

    private record Place(int sku, int location) {}

    private final StateDigest digest = new StateDigest();
    private final SkuTable skus = new SkuTable(digest, HASH);
    private final StockTable stocks = new StockTable(skus, digest, HASH, StockListener.NONE);

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
    void shouldFindWhatBecameKnownAndNothingElse() {
        Seed.run(random -> {
            Map<Place, Integer> known = new HashMap<>();
            List<List<Integer>> ofSkus = new ArrayList<>();
            for (int sku = 0; sku < SKUS; sku++) {
                ofSkus.add(new ArrayList<>());
            }
            for (int i = 0; i < 20_000; i++) {
                Place place = new Place(random.nextInt(SKUS), random.nextInt(1 + random.nextInt(2_000)));
                assertEquals(known.getOrDefault(place, StockTable.ABSENT), stocks.find(place.sku, place.location));
                if (stocks.isFull()) {
                    stocks.bound(stocks.size() + 1 + random.nextInt(stocks.size() + 1));
                }
                int stock = stocks.findOrCreate(place.sku, place.location);
                assertEquals(known.getOrDefault(place, stock), stock);
                if (known.put(place, stock) == null) {
                    ofSkus.get(place.sku).add(stock);
                }
                assertEquals(place, new Place(stocks.sku(stock), stocks.location(stock)));
                assertEquals(known.size(), stocks.size());
            }
            for (int sku = 0; sku < SKUS; sku++) {
                List<Integer> listed = new ArrayList<>();
                for (int stock = skus.firstStock(sku); stock != StockTable.ABSENT; stock = stocks.next(stock)) {
                    listed.add(stock);
                }
                assertEquals(ofSkus.get(sku), listed, "in the order in which they became known");
            }
        });
    }

    /** In a few steps each, or this takes a minute. */
    @Test
    void shouldFindEachOfAllTheLocationsOfASku() {
        stocks.bound(LOCATIONS);
        for (int location = 0; location < LOCATIONS; location++) {
            assertEquals(location, stocks.findOrCreate(1, location));
        }
        for (int location = 0; location < LOCATIONS; location++) {
            assertEquals(location, stocks.find(1, location));
            assertEquals(StockTable.ABSENT, stocks.find(2, location));
        }
    }

    @Test
    void shouldTakeAnyBound() {
        stocks.bound(Integer.MAX_VALUE);
        assertEquals(Integer.MAX_VALUE, stocks.room());
        stocks.findOrCreate(0, 1);
        assertEquals(Integer.MAX_VALUE - 1, stocks.room());
    }

    @Test
    void shouldNotLetAnyNumberOfAStockBreak() {
        stocks.bound(1);
        int stock = stocks.findOrCreate(0, 0);
        stocks.adjust(stock, 5);
        stocks.reserve(stock, 3, 1);
        assertThrows(IllegalStateException.class, () -> stocks.reserve(stock, 3, 1));
        assertThrows(IllegalStateException.class, () -> stocks.release(stock, 7, 1));
        assertThrows(IllegalStateException.class, () -> stocks.deallocate(stock, 1, 1));
    }
}
