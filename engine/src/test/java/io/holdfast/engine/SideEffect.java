// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.EffectKind;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.SideEffectsDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Test fixture: one of the side effects that stand behind an answer. */
public record SideEffect(EffectKind kind, long orderId, long skuId, int location, int units) {
    public static SideEffect filled(long orderId, long skuId, int location, int units) {
        return new SideEffect(EffectKind.FILLED, orderId, skuId, location, units);
    }

    public static SideEffect reserved(long orderId) {
        return new SideEffect(EffectKind.RESERVED, orderId, 0, 0, 0);
    }

    public static SideEffect expired(long orderId) {
        return new SideEffect(EffectKind.EXPIRED, orderId, 0, 0, 0);
    }

    /**
     * Decodes what stands behind an answer; nothing at all is no effects.
     *
     * @throws AssertionError if it is no message of side effects, one without any, or has another length.
     */
    public static List<SideEffect> decode(DirectBuffer buffer, int offset, int length) {
        if (length == 0) {
            return List.of();
        }
        SideEffectsDecoder decoder = new SideEffectsDecoder();
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
        if (header.templateId() != SideEffectsDecoder.TEMPLATE_ID) {
            throw new AssertionError("no side effects have template id " + header.templateId());
        }
        List<SideEffect> effects = new ArrayList<>();
        for (SideEffectsDecoder.EffectsDecoder effect :
                decoder.wrapAndApplyHeader(buffer, offset, header).effects()) {
            effects.add(
                    new SideEffect(effect.kind(), effect.orderId(), effect.skuId(), effect.location(), effect.units()));
        }
        if (effects.isEmpty() || decoder.limit() != offset + length) {
            throw new AssertionError(effects + " should end at " + (offset + length) + ", not at " + decoder.limit());
        }
        return effects;
    }
}
