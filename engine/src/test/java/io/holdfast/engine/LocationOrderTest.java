// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.codec.DefineSkuDecoder;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.Switch;
import io.holdfast.engine.codec.UpdateSkuDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocationOrderTest {
    private final Commands commands = new Commands();
    private final LocationOrder locationOrder = new LocationOrder();

    @Test
    void shouldTakeUpToSixteenDifferentPlaces() {
        for (int count = 0; count <= 16; count++) {
            expectKept(IntStream.range(0, count).boxed().toList());
            expectKept(IntStream.range(0, count).mapToObj(i -> 65_534 - i).toList());
        }
        expectKept(List.of(0));
        expectKept(List.of(65_534, 0, 1));
    }

    @Test
    void shouldRefuseMoreThanSixteenOneTwiceAndAny() {
        List<Integer> sixteen = IntStream.range(0, 16).boxed().toList();
        for (List<Integer> invalid : List.of(
                with(sixteen, 16),
                with(sixteen, 0),
                List.of(0, 0),
                List.of(1, 2, 3, 4, 1),
                List.of(1, 2, 3, 4, 5, 6, 7, 8, 8),
                List.of(65_534, 65_534),
                List.of(Commands.ANY),
                List.of(0, Commands.ANY),
                List.of(Commands.ANY, 0))) {
            assertFalse(read(invalid).isValid(), invalid::toString);
        }
        assertTrue(read(List.of()).isValid(), "what was read before is forgotten");
    }

    @Test
    void shouldBeEmptyWhereThereIsNone() {
        assertTrue(read(List.of()).isEmpty());
        assertTrue(read(List.of(0)).isEmpty(), "it is the same");
        assertFalse(read(List.of(1)).isEmpty());
        assertFalse(read(List.of(0, 1)).isEmpty());
    }

    @Test
    void shouldServeFromLocationZeroAloneWhereNoneWasGiven() {
        SkuTable skus = define(List.of());
        assertEquals(0, skus.locationOrder(0, 0));
        assertEquals(LocationOrder.END, skus.locationOrder(0, 1));
        assertEquals(1, skus.locationOrderLength(0));
        assertTrue(skus.isInLocationOrder(0, 0));
        assertFalse(skus.isInLocationOrder(0, 1));
    }

    private void expectKept(List<Integer> locations) {
        assertTrue(read(locations).isValid(), locations::toString);
        if (!locations.isEmpty()) {
            SkuTable skus = define(locations);
            List<Integer> kept = new ArrayList<>();
            for (int place = 0; skus.locationOrder(0, place) != LocationOrder.END; place++) {
                kept.add(skus.locationOrder(0, place));
            }
            assertEquals(locations, kept);
            assertEquals(locations.size(), skus.locationOrderLength(0));
            for (int location : new int[] {0, 1, 15, 16, 65_519, 65_533, 65_534, Commands.ANY}) {
                assertEquals(locations.contains(location), skus.isInLocationOrder(0, location));
            }
        }
    }

    private static List<Integer> with(List<Integer> locations, int another) {
        List<Integer> more = new ArrayList<>(locations);
        more.add(another);
        return more;
    }

    /** As a definition and an update have it. */
    private LocationOrder read(List<Integer> locations) {
        commands.updateSku(1, null, 0, 0, 0, Switch.OFF, locations);
        UpdateSkuDecoder update =
                new UpdateSkuDecoder().wrapAndApplyHeader(commands.buffer(), 0, new MessageHeaderDecoder());
        boolean isValid = locationOrder.read(update).isValid();
        long[] packed = packed();
        locationOrder.read(definition(locations));
        assertEquals(isValid, locationOrder.isValid());
        for (int i = 0; i < LocationOrder.LONGS; i++) {
            assertEquals(packed[i], locationOrder.packed(i));
        }
        return locationOrder;
    }

    private long[] packed() {
        long[] packed = new long[LocationOrder.LONGS];
        for (int i = 0; i < LocationOrder.LONGS; i++) {
            packed[i] = locationOrder.packed(i);
        }
        return packed;
    }

    private SkuTable define(List<Integer> locations) {
        SkuTable skus = new SkuTable(new StateDigest(), new KeyedHash(0));
        skus.bound(1);
        DefineSkuDecoder definition = definition(locations);
        skus.define(1, definition, new LocationOrder().read(definition), 0);
        return skus;
    }

    private DefineSkuDecoder definition(List<Integer> locations) {
        commands.defineSku(1, null, 0, "", 0, locations);
        return new DefineSkuDecoder().wrapAndApplyHeader(commands.buffer(), 0, new MessageHeaderDecoder());
    }
}
