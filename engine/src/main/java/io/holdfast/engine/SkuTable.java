// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.DefineSkuDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** The SKUs that are known. */
final class SkuTable {
    static final int ABSENT = IdIndex.ABSENT;
    static final long NO_LIST_PRICE = DefineSkuDecoder.listPriceMinorNullValue();

    private static final int ID = 0;
    private static final int FINGERPRINT = 1;
    private static final int DEFINED_SEQUENCE = 2;
    private static final int LIST_PRICE = 3;
    private static final int SAFETY_STOCK = 4;
    private static final int FIRST_STOCK = 5;
    private static final int CODE = 6;
    private static final int CODE_LONGS = DefineSkuDecoder.codeEncodingLength() / Long.BYTES;
    private static final int WIDTH = CODE + CODE_LONGS;

    private final StateDigest digest;
    private final Slab slab = new Slab(WIDTH);
    private final IdIndex index = new IdIndex();

    SkuTable(StateDigest digest) {
        this.digest = digest;
    }

    void bound(int maxSkus) {
        index.bound(maxSkus);
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

    void define(long sequence, DefineSkuDecoder command, long fingerprint) {
        int sku = slab.append(1);
        slab.set(sku, ID, command.skuId());
        slab.set(sku, FINGERPRINT, fingerprint);
        slab.set(sku, DEFINED_SEQUENCE, sequence);
        slab.set(sku, LIST_PRICE, command.listPriceMinor());
        slab.set(sku, SAFETY_STOCK, command.safetyStock());
        slab.set(sku, FIRST_STOCK, StockTable.ABSENT);
        for (int i = 0; i < CODE_LONGS; i++) {
            slab.set(sku, CODE + i, codeLong(command, i));
        }
        index.put(command.skuId(), sku);

        long entity = StateDigest.entity(StateDigest.Kind.SKU, command.skuId());
        digest.add(entity, ID, 1);
        digest.add(entity, FINGERPRINT, fingerprint);
        digest.add(entity, LIST_PRICE, command.listPriceMinor());
        digest.add(entity, SAFETY_STOCK, command.safetyStock());
        for (int i = 0; i < CODE_LONGS; i++) {
            digest.add(entity, CODE + i, codeLong(command, i));
        }
    }

    /** What makes two definitions of a SKU the same. */
    static long fingerprint(DefineSkuDecoder command) {
        long hash = Hash64.combine(Hash64.SEED, command.listPriceMinor());
        hash = Hash64.combine(hash, command.safetyStock());
        for (int i = 0; i < CODE_LONGS; i++) {
            hash = Hash64.combine(hash, codeLong(command, i));
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

    long listPriceMinor(int sku) {
        return slab.get(sku, LIST_PRICE);
    }

    int safetyStock(int sku) {
        return (int) slab.get(sku, SAFETY_STOCK);
    }

    int firstStock(int sku) {
        return (int) slab.get(sku, FIRST_STOCK);
    }

    void firstStock(int sku, int stock) {
        slab.set(sku, FIRST_STOCK, stock);
    }
}
