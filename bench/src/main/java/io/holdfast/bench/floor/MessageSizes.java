// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.floor;

import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.OrderOutcomeEncoder;
import io.holdfast.engine.codec.SubmitOrderEncoder;
import io.holdfast.journal.RecordDescriptor;

/**
 * How long the messages are, without what frames them.
 *
 * @param requestBytes of a request.
 * @param answerBytes  of the answer to it.
 */
public record MessageSizes(int requestBytes, int answerBytes) {
    /** What an order of one line takes, accepted with units from one place. */
    public static final MessageSizes ONE_LINE_ORDER = ofOrder(1);

    public MessageSizes {
        if (requestBytes < Long.BYTES || answerBytes < Long.BYTES) {
            throw new IllegalArgumentException("a message has at least " + Long.BYTES + " bytes");
        }
    }

    /** Those of an accepted order whose lines get their units from one place each. */
    public static MessageSizes ofOrder(int lines) {
        return new MessageSizes(
                MessageHeaderEncoder.ENCODED_LENGTH
                        + SubmitOrderEncoder.BLOCK_LENGTH
                        + SubmitOrderEncoder.LinesEncoder.sbeHeaderSize()
                        + lines * SubmitOrderEncoder.LinesEncoder.sbeBlockLength(),
                MessageHeaderEncoder.ENCODED_LENGTH
                        + OrderOutcomeEncoder.BLOCK_LENGTH
                        + OrderOutcomeEncoder.PartsEncoder.sbeHeaderSize()
                        + lines * OrderOutcomeEncoder.PartsEncoder.sbeBlockLength());
    }

    /** Of the record of both in a journal. */
    public int recordBytes() {
        return RecordDescriptor.length(requestBytes, answerBytes);
    }
}
