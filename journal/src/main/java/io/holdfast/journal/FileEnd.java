// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

/** How a file of the journal may end. */
enum FileEnd {
    /** With a whole document: another file follows. */
    WHOLE,
    /** With a half-written document: it is the last file, and nobody is writing to it. */
    MAYBE_TORN,
    /** With a document that is not there yet: it is the last file, and somebody may be writing to it. */
    BEING_WRITTEN
}
