// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal.snapshot;

import java.io.IOException;
import java.nio.file.Path;

/** A snapshot has been written, but older ones, or files of the journal that are not needed any more, cannot be removed. */
public final class OldFilesException extends IOException {
    private static final long serialVersionUID = 1L;

    OldFilesException(Path snapshot, IOException cause) {
        super(
                "the snapshot " + snapshot + " is written, but what is not needed any more cannot be removed: " + cause
                        + "; the next snapshot tries again",
                cause);
    }
}
