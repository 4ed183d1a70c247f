// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

/**
 * A stretch of a journal.
 *
 * @param afterSequence  the sequence of the last record before it; 0 if it begins with the first one.
 * @param lastSequence    no record with a higher sequence is in it.
 * @param lastTimestampNs no record that was decided later, in nanoseconds since 1970, is in it.
 */
public record JournalRange(long afterSequence, long lastSequence, long lastTimestampNs) {
    /** The whole journal. */
    public static final JournalRange ALL = after(0);

    /** What comes after a sequence. */
    public static JournalRange after(long sequence) {
        return new JournalRange(sequence, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** From the first record to one. */
    public static JournalRange upTo(long sequence) {
        return new JournalRange(0, sequence, Long.MAX_VALUE);
    }

    /** From the first record to the last one that was decided at a time, in nanoseconds since 1970, or before. */
    public static JournalRange upToTime(long timestampNs) {
        return new JournalRange(0, Long.MAX_VALUE, timestampNs);
    }

    boolean endsBefore(long sequence, long timestampNs) {
        return sequence > lastSequence || timestampNs > lastTimestampNs;
    }
}
