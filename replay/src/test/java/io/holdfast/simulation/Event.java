// SPDX-License-Identifier: Apache-2.0
package io.holdfast.simulation;

/** What is counted in a run; a test wants all of it to happen. */
public enum Event {
    /** Things that clients wanted done or asked. */
    ERRANDS,
    /** Messages that they sent for these, again where no answer came. */
    ATTEMPTS,
    MESSAGES_LOST,
    MESSAGES_DOUBLED,
    REFUSED_OVERLOADED,
    REFUSED_READ_ONLY,
    REFUSED_STOPPING,
    REFUSED_DEADLINE_PASSED,
    RECORDS,
    /** Records of ticks. */
    TICKS,
    /** Records of a command that had been decided before. */
    DECIDED_AGAIN,
    FILLS,
    EXPIRIES,
    /** Answers to commands that the process sent and that were looked up in the journal. */
    ANSWERS,
    /** Answers to queries that were compared with the model's. */
    REPORTS,
    CLOCK_JUMPS,
    CLOCK_STALLS,
    SLOW_DISKS,
    FULL_DISKS,
    JOURNAL_FILES,
    SNAPSHOTS,
    KILLS,
    /** Kills in the middle of a write. */
    TORN_WRITES,
    /** Starts that found such an end and cut it off. */
    CUT_OFF_ENDS,
    POWER_LOSSES,
    /** Power losses in the middle of a write. */
    POWER_LOSSES_IN_WRITE,
    /** Records that a power loss took, as it may where batches are not synced. */
    RECORDS_LOST,
    STOPS,
    STARTS,
    STARTS_FROM_SNAPSHOT,
    CHANGED_SETTINGS,
    /** Runs at whose end every client knew what had become of all it wanted, so that its books could be compared. */
    BOOKS_OF_CLIENTS
}
