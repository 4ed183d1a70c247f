// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.EffectKind;
import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.SideEffectsEncoder;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What the engine did by itself while it decided a command, in the order in which it did it. */
final class SideEffects {
    /** Of each piece of work: that an order was filled, and that it is reserved by that; or that it expired. */
    private static final int MAX_EFFECTS = 2 * 2 * EngineSettings.MAX_WORK_PER_COMMAND + 1;

    private static final int ENTRIES = MessageHeaderEncoder.ENCODED_LENGTH
            + SideEffectsEncoder.BLOCK_LENGTH
            + SideEffectsEncoder.EffectsEncoder.sbeHeaderSize();
    private static final int ENTRY = SideEffectsEncoder.EffectsEncoder.sbeBlockLength();
    static final int MAX_LENGTH = ENTRIES + MAX_EFFECTS * ENTRY;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MAX_LENGTH]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SideEffectsEncoder encoder = new SideEffectsEncoder();
    private SideEffectsEncoder.EffectsEncoder effects;
    private int count;

    void clear() {
        count = 0;
    }

    void filled(long orderId, long skuId, int location, int units) {
        add(EffectKind.FILLED, orderId, skuId, location, units);
    }

    void reserved(long orderId) {
        add(EffectKind.RESERVED, orderId, 0, 0, 0);
    }

    void expired(long orderId) {
        add(EffectKind.EXPIRED, orderId, 0, 0, 0);
    }

    private void add(EffectKind kind, long orderId, long skuId, int location, int units) {
        if (count == 0) {
            effects = encoder.wrapAndApplyHeader(buffer, 0, header).effectsCount(MAX_EFFECTS);
        }
        count++;
        effects.next()
                .orderId(orderId)
                .skuId(skuId)
                .units(units)
                .location(location)
                .kind(kind);
    }

    /** Puts the effects behind an answer; returns how many bytes that took, 0 if there were none. */
    int copyTo(MutableDirectBuffer outcome, int offset) {
        if (count == 0) {
            return 0;
        }
        effects.resetCountToIndex();
        int length = ENTRIES + count * ENTRY;
        outcome.putBytes(offset, buffer, 0, length);
        return length;
    }
}
