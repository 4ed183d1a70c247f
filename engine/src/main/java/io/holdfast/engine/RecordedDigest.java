// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.StateDigestEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * The digest of the state, behind every so many outcomes, for the journal: a replay that comes to another state is found near where
 * it went astray, even where all outcomes are the same.
 */
public final class RecordedDigest {
    /** Every so many commands there is one. */
    public static final int INTERVAL = 16;

    /** Of one, with its header, in bytes. */
    public static final int LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + StateDigestEncoder.BLOCK_LENGTH;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final StateDigestEncoder encoder = new StateDigestEncoder();

    RecordedDigest() {}

    /** How many bytes of the outcome of a command are its digest: none where there is none. */
    public static int length(long sequence) {
        return sequence % INTERVAL == 0 ? LENGTH : 0;
    }

    /** Puts the digest where a command's outcome ends, if there is one; returns how many bytes that took. */
    int put(long sequence, long digest, MutableDirectBuffer outcome, int offset) {
        int length = length(sequence);
        if (length > 0) {
            encoder.wrapAndApplyHeader(outcome, offset, header).digest(digest);
        }
        return length;
    }
}
