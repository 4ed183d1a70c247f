// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.DefineSkuDecoder;
import io.holdfast.engine.codec.UpdateSkuDecoder;
import java.util.Arrays;

/**
 * The location order that a command gives, packed into four {@code long}s as a SKU keeps it: one more than the location,
 * 16 bits each, from the lowest up. Location 0 alone is what an empty order means, and is packed as such.
 */
final class LocationOrder {
    static final int MAX_LOCATIONS = 16;
    /** In the place of a location: there are no more. */
    static final int END = -1;

    static final int LOCATIONS_PER_LONG = 4;
    static final int LONGS = MAX_LOCATIONS / LOCATIONS_PER_LONG;
    private static final int BITS = 16;
    private static final long MASK = 0xFFFF;

    private final long[] packed = new long[LONGS];
    private int size;
    private boolean isValid;

    LocationOrder read(DefineSkuDecoder command) {
        clear();
        DefineSkuDecoder.LocationOrderDecoder locations = command.locationOrder();
        while (locations.hasNext()) {
            add(locations.next().location());
        }
        command.sbeRewind();
        return normal();
    }

    LocationOrder read(UpdateSkuDecoder command) {
        clear();
        UpdateSkuDecoder.LocationOrderDecoder locations = command.locationOrder();
        while (locations.hasNext()) {
            add(locations.next().location());
        }
        command.sbeRewind();
        return normal();
    }

    private void clear() {
        Arrays.fill(packed, 0);
        size = 0;
        isValid = true;
    }

    private LocationOrder normal() {
        if (size == 1 && contains(0)) {
            packed[0] = 0;
            size = 0;
        }
        return this;
    }

    private void add(int location) {
        if (size == MAX_LOCATIONS || location == Location.ANY || contains(location)) {
            isValid = false;
            return;
        }
        packed[size / LOCATIONS_PER_LONG] |= (location + 1L) << (size % LOCATIONS_PER_LONG * BITS);
        size++;
    }

    private boolean contains(int location) {
        for (int i = 0; i < size; i++) {
            if (unpack(packed[i / LOCATIONS_PER_LONG], i) == location) {
                return true;
            }
        }
        return false;
    }

    /** Whether there were no more locations than can be kept, none twice, and only real ones. */
    boolean isValid() {
        return isValid;
    }

    boolean isEmpty() {
        return size == 0;
    }

    long packed(int i) {
        return packed[i];
    }

    /** The location at a place, from the {@code long} that this place is in; {@link #END} if there is none. */
    static int unpack(long packed, int place) {
        return (int) ((packed >>> (place % LOCATIONS_PER_LONG * BITS)) & MASK) - 1;
    }
}
