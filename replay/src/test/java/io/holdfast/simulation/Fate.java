// SPDX-License-Identifier: Apache-2.0
package io.holdfast.simulation;

/** How the life of a server process ends. */
enum Fate {
    /** At any step; what it has written to the pages of its files stays. */
    KILLED,
    /** While it writes a batch. */
    KILLED_IN_WRITE,
    /** With the machine: of the pages that were not synced any may be as they were. */
    POWER_LOST,
    /** The same while it writes a batch. */
    POWER_LOST_IN_WRITE,
    /** In order, with a snapshot. */
    STOPPED;

    boolean losesPower() {
        return this == POWER_LOST || this == POWER_LOST_IN_WRITE;
    }

    boolean isInWrite() {
        return this == KILLED_IN_WRITE || this == POWER_LOST_IN_WRITE;
    }
}
