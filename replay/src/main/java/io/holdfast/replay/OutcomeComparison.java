// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import io.holdfast.engine.RecordedDigest;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Compares outcomes with those on record. One of the schema's present version must be the same byte for byte, with its side
 * effects and its digest; a record without a digest was written before there were any. One of an older version is compared in the fields that there were then: it is the block of one message, and the
 * block of today begins with it.
 *
 * <p>For one thread.
 */
public final class OutcomeComparison {
    private static final int BLOCK = MessageHeaderDecoder.ENCODED_LENGTH;

    private final UnsafeBuffer recorded = new UnsafeBuffer();
    private final UnsafeBuffer decided = new UnsafeBuffer();
    private final MessageHeaderDecoder recordedHeader = new MessageHeaderDecoder();
    private final MessageHeaderDecoder decidedHeader = new MessageHeaderDecoder();

    /** Whether the bytes on record say what was decided now, at the same sequence. */
    public boolean isSame(
            long sequence,
            DirectBuffer recordedBytes,
            int recordedOffset,
            int recordedLength,
            DirectBuffer decidedBytes,
            int decidedOffset,
            int decidedLength) {
        recorded.wrap(recordedBytes, recordedOffset, recordedLength);
        decided.wrap(decidedBytes, decidedOffset, decidedLength);
        if (isOld()) {
            return isSameBlock();
        }
        if (recordedLength == decidedLength - RecordedDigest.length(sequence)) {
            decided.wrap(decidedBytes, decidedOffset, recordedLength);
        }
        return recorded.equals(decided);
    }

    private boolean isOld() {
        if (recorded.capacity() < BLOCK) {
            return false;
        }
        int version = recordedHeader.wrap(recorded, 0).version();
        return version > 0 && version < MessageHeaderDecoder.SCHEMA_VERSION;
    }

    private boolean isSameBlock() {
        decidedHeader.wrap(decided, 0);
        int blockLength = recordedHeader.blockLength();
        if (recordedHeader.schemaId() != decidedHeader.schemaId()
                || recordedHeader.templateId() != decidedHeader.templateId()
                || blockLength > decidedHeader.blockLength()
                || blockLength != recorded.capacity() - BLOCK) {
            return false;
        }
        recorded.wrap(recorded, BLOCK, blockLength);
        decided.wrap(decided, BLOCK, blockLength);
        return recorded.equals(decided);
    }
}
