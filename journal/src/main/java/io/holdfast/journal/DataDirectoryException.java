// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

/** A data directory cannot be used as it was asked for; the message says what to do. */
public final class DataDirectoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DataDirectoryException(String message) {
        super(message);
    }
}
