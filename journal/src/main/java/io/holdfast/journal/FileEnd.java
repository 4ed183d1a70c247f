// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

/** How a file of the journal may end. */
enum FileEnd {
    /** With a whole document: another file follows. */
    WHOLE,
    /** With a half-written document: it is the last file, and nobody is writing to it. */
    MAYBE_TORN,
    /** The same, and pages of that document may be missing in any order: the machine went down. */
    LAST_BATCH_MAYBE_HOLED,
    /** The same of all documents that had not been synced. */
    MAYBE_HOLED,
    /** With a document that is not there yet: it is the last file, and somebody may be writing to it. */
    BEING_WRITTEN;

    /** How the last file of a journal at rest may end. */
    static FileEnd atRest(SyncedMark.Known synced) {
        if (!synced.machineWentDown()) {
            return MAYBE_TORN;
        }
        return synced.durability() == Durability.SYNCED ? LAST_BATCH_MAYBE_HOLED : MAYBE_HOLED;
    }
}
