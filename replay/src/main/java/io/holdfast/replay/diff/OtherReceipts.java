// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.diff;

import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Long2LongHashMap;

/** What would have been received before the first order. */
final class OtherReceipts {
    static final int AS_RECORDED = -1;

    /** One that is not on record. */
    record Added(long adjustmentId, long skuId, int location, int units) {}

    private final Long2LongHashMap unitsById = new Long2LongHashMap(AS_RECORDED);
    private final List<Added> added = new ArrayList<>();

    void replace(long adjustmentId, int units) {
        unitsById.put(adjustmentId, units);
    }

    void add(long adjustmentId, long skuId, int location, int units) {
        added.add(new Added(adjustmentId, skuId, location, units));
    }

    /** The units of a receipt on record: 0 if it would not have been, {@link #AS_RECORDED} if it is not an opening one. */
    int units(long adjustmentId) {
        return (int) unitsById.get(adjustmentId);
    }

    List<Added> added() {
        return added;
    }
}
