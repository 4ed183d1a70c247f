// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal.snapshot;

/** A snapshot is not as it was written, or was written by a version that this one does not know. The message says why, not which. */
public final class UnusableSnapshotException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableSnapshotException(String message) {
        super(message);
    }

    UnusableSnapshotException(String message, Throwable cause) {
        super(message, cause);
    }
}
