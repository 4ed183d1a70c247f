// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.AdjustStockDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** What a command refers to outside of the engine, for people to read in the journal; the engine only compares it. */
final class Reference {
    private static final int LONGS = AdjustStockDecoder.referenceEncodingLength() / Long.BYTES;

    private Reference() {}

    /** Takes a reference into a hash; an empty one leaves it as it is, as where there is none. */
    static long combine(long hash, DirectBuffer buffer, int offset) {
        long any = 0;
        long with = hash;
        for (int i = 0; i < LONGS; i++) {
            long value = buffer.getLong(offset + i * Long.BYTES, ByteOrder.LITTLE_ENDIAN);
            any |= value;
            with = Hash64.combine(with, value);
        }
        return any == 0 ? hash : with;
    }
}
