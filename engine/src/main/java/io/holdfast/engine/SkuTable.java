// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.DefineSkuDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** The SKUs that are known, with what may change about them. They are never forgotten. */
final class SkuTable {
    static final int ABSENT = Slab.ABSENT;
    static final long NO_LIST_PRICE = DefineSkuDecoder.listPriceMinorNullValue();

    private static final int ID = 0;
    private static final int FINGERPRINT = 1;
    private static final int DEFINED_SEQUENCE = 2;
    private static final int LIST_PRICE = 3;
    private static final int SAFETY_STOCK = 4;
    /** The stocks of the SKU are a list: first in the high half, last in the low. */
    private static final int STOCKS = 5;

    private static final int CODE = 6;
    private static final int CODE_LONGS = DefineSkuDecoder.codeEncodingLength() / Long.BYTES;
    private static final int CUSTOMER_LIMIT = CODE + CODE_LONGS;
    private static final int SUSPENDED = CUSTOMER_LIMIT + 1;
    private static final int LOCATION_ORDER = SUSPENDED + 1;
    private static final int CHANGED_SEQUENCE = LOCATION_ORDER + LocationOrder.LONGS;
    private static final int VERSION = CHANGED_SEQUENCE + 1;
    private static final int WAITING_ANY = VERSION + 1;
    private static final int WAIT_QUEUES = WAITING_ANY + 1;
    /** Scratch, no part of the state: what the order under decision asks of this SKU, and which order that is. */
    private static final int DEMAND_SEQUENCE = WAIT_QUEUES + 1;

    private static final int DEMAND = DEMAND_SEQUENCE + 1;
    /** Of a record, in longs. */
    static final int WIDTH = DEMAND + 1;

    private final StateDigest digest;
    private final Slab slab = new Slab(WIDTH);
    private final IdIndex index;

    SkuTable(StateDigest digest, KeyedHash hash) {
        this.digest = digest;
        this.index = new IdIndex(hash);
    }

    void bound(int maxSkus) {
        index.bound(maxSkus);
    }

    void transfer(StateTransfer transfer) {
        slab.transfer(transfer);
        index.bound(transfer.value(index.bound()));
        // When writing, the index is complete, and this does nothing.
        for (int sku = index.size(); sku < slab.size(); sku++) {
            index.put(id(sku), sku);
        }
    }

    boolean isFull() {
        return index.isFull();
    }

    int size() {
        return index.size();
    }

    /** The SKU's number, or {@link #ABSENT}. */
    int find(long skuId) {
        return index.get(skuId);
    }

    void define(long sequence, DefineSkuDecoder command, LocationOrder locationOrder, long fingerprint) {
        int sku = slab.take();
        slab.set(sku, ID, command.skuId());
        slab.set(sku, FINGERPRINT, fingerprint);
        slab.set(sku, DEFINED_SEQUENCE, sequence);
        index.put(command.skuId(), sku);
        long entity = entity(sku);
        digest.add(entity, ID, 1);
        digest.add(entity, FINGERPRINT, fingerprint);
        for (int i = 0; i < CODE_LONGS; i++) {
            set(sku, CODE + i, codeLong(command, i));
        }
        set(
                sku,
                sequence,
                command.listPriceMinor(),
                command.safetyStock(),
                NullValue.orZero(command.customerLimit()),
                false,
                locationOrder);
    }

    /** Whether everything that may change about a SKU is so already. */
    boolean is(
            int sku,
            long listPriceMinor,
            int safetyStock,
            int customerLimit,
            boolean isSuspended,
            LocationOrder locationOrder) {
        return listPriceMinor(sku) == listPriceMinor
                && safetyStock(sku) == safetyStock
                && customerLimit(sku) == customerLimit
                && isSuspended(sku) == isSuspended
                && isServedFrom(sku, locationOrder);
    }

    /** Whether a SKU's location order is this one. */
    boolean isServedFrom(int sku, LocationOrder locationOrder) {
        boolean same = true;
        for (int i = 0; same && i < LocationOrder.LONGS; i++) {
            same = slab.get(sku, LOCATION_ORDER + i) == locationOrder.packed(i);
        }
        return same;
    }

    /** Sets everything that may change about a SKU. */
    void set(
            int sku,
            long sequence,
            long listPriceMinor,
            int safetyStock,
            int customerLimit,
            boolean isSuspended,
            LocationOrder locationOrder) {
        set(sku, LIST_PRICE, listPriceMinor);
        set(sku, SAFETY_STOCK, safetyStock);
        set(sku, CUSTOMER_LIMIT, customerLimit);
        set(sku, SUSPENDED, isSuspended ? 1 : 0);
        for (int i = 0; i < LocationOrder.LONGS; i++) {
            set(sku, LOCATION_ORDER + i, locationOrder.packed(i));
        }
        slab.set(sku, CHANGED_SEQUENCE, sequence);
        slab.add(sku, VERSION, 1);
    }

    private void set(int sku, int field, long value) {
        digest.add(entity(sku), field, value - slab.get(sku, field));
        slab.set(sku, field, value);
    }

    private long entity(int sku) {
        return StateDigest.entity(StateDigest.Kind.SKU, id(sku));
    }

    /** What makes two definitions of a SKU the same. */
    static long fingerprint(DefineSkuDecoder command, LocationOrder locationOrder) {
        long hash = Hash64.combine(Hash64.SEED, command.listPriceMinor());
        hash = Hash64.combine(hash, command.safetyStock());
        for (int i = 0; i < CODE_LONGS; i++) {
            hash = Hash64.combine(hash, codeLong(command, i));
        }
        int customerLimit = NullValue.orZero(command.customerLimit());
        // As in version 1 where nothing of version 2 is used.
        if (customerLimit != 0 || !locationOrder.isEmpty()) {
            hash = Hash64.combine(hash, customerLimit);
            for (int i = 0; i < LocationOrder.LONGS; i++) {
                hash = Hash64.combine(hash, locationOrder.packed(i));
            }
        }
        return hash;
    }

    private static long codeLong(DefineSkuDecoder command, int i) {
        DirectBuffer buffer = command.buffer();
        return buffer.getLong(
                command.offset() + DefineSkuDecoder.codeEncodingOffset() + i * Long.BYTES, ByteOrder.LITTLE_ENDIAN);
    }

    void copyCode(int sku, MutableDirectBuffer to, int offset) {
        for (int i = 0; i < CODE_LONGS; i++) {
            to.putLong(offset + i * Long.BYTES, slab.get(sku, CODE + i), ByteOrder.LITTLE_ENDIAN);
        }
    }

    long id(int sku) {
        return slab.get(sku, ID);
    }

    long fingerprint(int sku) {
        return slab.get(sku, FINGERPRINT);
    }

    long definedSequence(int sku) {
        return slab.get(sku, DEFINED_SEQUENCE);
    }

    /** Where the SKU was last changed. */
    long changedSequence(int sku) {
        return slab.get(sku, CHANGED_SEQUENCE);
    }

    int version(int sku) {
        return (int) slab.get(sku, VERSION);
    }

    long listPriceMinor(int sku) {
        return slab.get(sku, LIST_PRICE);
    }

    int safetyStock(int sku) {
        return (int) slab.get(sku, SAFETY_STOCK);
    }

    /** Units that one customer may have; 0 for no limit. */
    int customerLimit(int sku) {
        return (int) slab.get(sku, CUSTOMER_LIMIT);
    }

    boolean isSuspended(int sku) {
        return slab.get(sku, SUSPENDED) != 0;
    }

    /** The location at a place of the order in which lines for ANY are served, or {@link LocationOrder#END}. */
    int locationOrder(int sku, int place) {
        long first = slab.get(sku, LOCATION_ORDER);
        if (first == 0) {
            return place == 0 ? 0 : LocationOrder.END;
        }
        if (place == LocationOrder.MAX_LOCATIONS) {
            return LocationOrder.END;
        }
        return LocationOrder.unpack(slab.get(sku, LOCATION_ORDER + place / LocationOrder.LOCATIONS_PER_LONG), place);
    }

    /** Whether lines for ANY may be served from a location. */
    boolean isInLocationOrder(int sku, int location) {
        int place = 0;
        int listed = locationOrder(sku, 0);
        while (listed != LocationOrder.END && listed != location) {
            listed = locationOrder(sku, ++place);
        }
        return listed == location;
    }

    /** How many locations lines for ANY may be served from. */
    int locationOrderLength(int sku) {
        int length = 0;
        while (locationOrder(sku, length) != LocationOrder.END) {
            length++;
        }
        return length;
    }

    /** Units that orders wait for at any location. */
    long waitingAny(int sku) {
        return slab.get(sku, WAITING_ANY);
    }

    void addWaitingAny(int sku, long units) {
        slab.add(sku, WAITING_ANY, units);
    }

    /** The number of the queues for ANY, or {@link #ABSENT}. */
    int waitQueues(int sku) {
        return slab.link(sku, WAIT_QUEUES);
    }

    void waitQueues(int sku, int queues) {
        slab.link(sku, WAIT_QUEUES, queues);
    }

    /** Adds units to what the order being decided at a sequence asks of this SKU; returns the sum so far. */
    long addDemand(int sku, long sequence, int units) {
        long before = slab.get(sku, DEMAND_SEQUENCE) == sequence ? slab.get(sku, DEMAND) : 0;
        slab.set(sku, DEMAND_SEQUENCE, sequence);
        slab.set(sku, DEMAND, before + units);
        return before + units;
    }

    int firstStock(int sku) {
        return slab.highLink(sku, STOCKS);
    }

    int lastStock(int sku) {
        return slab.link(sku, STOCKS);
    }

    void stocks(int sku, int first, int last) {
        slab.highLink(sku, STOCKS, first);
        slab.link(sku, STOCKS, last);
    }
}
