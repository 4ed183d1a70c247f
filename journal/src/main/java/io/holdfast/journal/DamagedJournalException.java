// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import java.nio.file.Path;

/** The journal is not as it was written. The message names the place. */
public final class DamagedJournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DamagedJournalException(Path file, long offset, String what) {
        super(file + ", byte " + offset + ": " + what);
    }

    /** Says what is wrong with a file as a whole. */
    public DamagedJournalException(Path file, String what) {
        super(file + ": " + what);
    }
}
