// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import org.agrona.DirectBuffer;

/** Takes the records of a journal, in the order of their sequence. */
@FunctionalInterface
public interface RecordHandler {
    /** Takes them and does nothing. */
    RecordHandler NONE =
            (sequence, timestampNs, buffer, commandOffset, commandLength, outcomeOffset, outcomeLength) -> {};

    /**
     * One record; the bytes are valid during the call only.
     *
     * @param timestampNs the command's time, nanoseconds since 1970.
     */
    void onRecord(
            long sequence,
            long timestampNs,
            DirectBuffer buffer,
            int commandOffset,
            int commandLength,
            int outcomeOffset,
            int outcomeLength);
}
