// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

/**
 * The digest of the whole state: the sum over every field of every entity of value × key, modulo 2^64, where the key is
 * a pseudo-random function of the entity and the field (multilinear hashing, Carter and Wegman 1979).
 *
 * <p>A sum does not depend on the order in which it is made, so the digest speaks of what the state is and not of the
 * way to it; and a change of a field is one multiplication, so it is always up to date and free to read. Sequences,
 * times and versions are left out of it on purpose: two runs that decide the same have the same digest.
 */
final class StateDigest {
    /** Kinds of entities, so that an order and a SKU of the same id have different keys. */
    enum Kind {
        SETTINGS(1),
        SKU(2),
        STOCK(3),
        ORDER(4),
        ADJUSTMENT(5),
        PART(6),
        CUSTOMER_COUNT(7),
        SHIPMENT(8),
        RETURN(9);

        private final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    private long value;

    /** The name of an entity in the digest. */
    static long entity(Kind kind, long id) {
        return Hash64.spread(Hash64.spread(id) + kind.number);
    }

    /** Says that a field of an entity has changed by a delta; a new entity's fields change from 0. */
    void add(long entity, int field, long delta) {
        long key = Hash64.spread(entity + field) | 1; // odd, so that a change of one field alone always shows
        value += delta * key;
    }

    void transfer(StateTransfer transfer) {
        value = transfer.value(value);
    }

    long value() {
        return value;
    }
}
