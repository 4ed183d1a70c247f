// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.AdjustStockDecoder;
import io.holdfast.engine.codec.ResultCode;

/** Every adjustment that is remembered, refused ones too, with the outcome it had. */
final class AdjustmentTable {
    static final int ABSENT = IdIndex.ABSENT;

    private static final int FINGERPRINT = 0;
    private static final int DECIDED_SEQUENCE = 1;
    private static final int CODE = 2;
    private static final int ON_HAND = 3;
    private static final int PROMISED = 4;
    private static final int WIDTH = 5;

    private final StateDigest digest;
    private final Slab slab = new Slab(WIDTH);
    private final IdIndex index = new IdIndex();

    AdjustmentTable(StateDigest digest) {
        this.digest = digest;
    }

    void bound(int maxAdjustments) {
        index.bound(maxAdjustments);
    }

    boolean isFull() {
        return index.isFull();
    }

    int size() {
        return index.size();
    }

    /** The adjustment's number, or {@link #ABSENT}. */
    int find(long adjustmentId) {
        return index.get(adjustmentId);
    }

    void remember(long sequence, AdjustStockDecoder command, ResultCode code, long onHand, long promised) {
        long fingerprint = fingerprint(command);
        int adjustment = slab.append(1);
        slab.set(adjustment, FINGERPRINT, fingerprint);
        slab.set(adjustment, DECIDED_SEQUENCE, sequence);
        slab.set(adjustment, CODE, code.value());
        slab.set(adjustment, ON_HAND, onHand);
        slab.set(adjustment, PROMISED, promised);
        index.put(command.adjustmentId(), adjustment);

        long entity = StateDigest.entity(StateDigest.Kind.ADJUSTMENT, command.adjustmentId());
        digest.add(entity, DECIDED_SEQUENCE, 1);
        digest.add(entity, FINGERPRINT, fingerprint);
        digest.add(entity, CODE, code.value());
        digest.add(entity, ON_HAND, onHand);
        digest.add(entity, PROMISED, promised);
    }

    /** What makes two adjustments the same: everything but the command's header. */
    static long fingerprint(AdjustStockDecoder command) {
        long hash = Hash64.combine(Hash64.SEED, command.skuId());
        hash = Hash64.combine(hash, command.delta());
        hash = Hash64.combine(hash, command.location());
        return Hash64.combine(hash, command.reasonRaw());
    }

    long fingerprint(int adjustment) {
        return slab.get(adjustment, FINGERPRINT);
    }

    long decidedSequence(int adjustment) {
        return slab.get(adjustment, DECIDED_SEQUENCE);
    }

    ResultCode code(int adjustment) {
        return ResultCode.get((short) slab.get(adjustment, CODE));
    }

    long onHand(int adjustment) {
        return slab.get(adjustment, ON_HAND);
    }

    long promised(int adjustment) {
        return slab.get(adjustment, PROMISED);
    }
}
