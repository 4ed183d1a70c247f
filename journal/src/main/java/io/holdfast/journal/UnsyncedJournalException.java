// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import java.io.IOException;

/**
 * The journal could not be synced by somebody who does not write it. The kernel tells of a lost page once, so its writer may never hear
 * of it, and must not go on.
 */
public final class UnsyncedJournalException extends IOException {
    private static final long serialVersionUID = 1L;

    UnsyncedJournalException(IOException cause) {
        super("the journal cannot be synced: " + cause.getMessage(), cause);
    }
}
