// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import java.nio.file.Path;

/**
 * A file of a journal, as far as it has been read.
 *
 * @param records          how many records it has.
 * @param firstSequence    the first record's; 0 if there is none.
 * @param lastSequence     the last record's; 0 if there is none.
 * @param firstTimestampNs the first record's time, nanoseconds since 1970; 0 if there is none.
 * @param lastTimestampNs  the last record's time; 0 if there is none.
 * @param usedBytes        where its last whole document ends.
 * @param lengthBytes      its length, with what it has been given ahead.
 */
public record JournalFile(
        Path path,
        long records,
        long firstSequence,
        long lastSequence,
        long firstTimestampNs,
        long lastTimestampNs,
        long usedBytes,
        long lengthBytes) {}
