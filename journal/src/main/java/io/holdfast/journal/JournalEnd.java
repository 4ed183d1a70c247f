// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

/**
 * Where a journal ends, or what has been read of it.
 *
 * @param records         how many records were read.
 * @param lastSequence    the last record's sequence; 0 if there is none.
 * @param lastTimestampNs the last record's time; 0 if there is none.
 * @param torn            what lies behind the last whole record; null if nothing does.
 */
public record JournalEnd(long records, long lastSequence, long lastTimestampNs, TornEnd torn) {}
