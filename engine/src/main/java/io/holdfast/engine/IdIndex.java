// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import org.eclipse.collections.impl.map.mutable.primitive.LongIntHashMap;

/**
 * From the ids that users choose to record numbers. Sized for a bound when the bound is set, so it never grows while
 * serving: a rehash of a big map stops everything for as long as it takes.
 */
final class IdIndex {
    static final int ABSENT = -1;

    private final KeyedHash hash;
    /** By the hashes of the ids, each of which is another: how the map goes on from there is known to everybody. */
    private LongIntHashMap records = new LongIntHashMap(0);

    private int bound;

    IdIndex(KeyedHash hash) {
        this.hash = hash;
    }

    /** Makes room for a number of ids, which must not be less than there are. */
    void bound(int newBound) {
        if (newBound > bound) {
            LongIntHashMap larger = new LongIntHashMap(newBound);
            larger.putAll(records);
            records = larger;
        }
        bound = newBound;
    }

    int bound() {
        return bound;
    }

    boolean isFull() {
        return records.size() >= bound;
    }

    int size() {
        return records.size();
    }

    int get(long id) {
        return records.getIfAbsent(hash.spread(id), ABSENT);
    }

    void put(long id, int record) {
        records.put(hash.spread(id), record);
    }
}
