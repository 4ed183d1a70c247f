// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal.snapshot;

import java.nio.file.Path;

/**
 * A snapshot that was there and could not be used.
 *
 * @param reason what is wrong with it.
 */
public record PassedOver(Path file, String reason) {
    @Override
    public String toString() {
        return file + ": " + reason;
    }
}
