// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.load;

/** A file, a share or an engine is not one that a year can be loaded from or into; the message says why. */
public final class CannotLoadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotLoadException(String message) {
        super(message);
    }

    CannotLoadException(String message, Throwable cause) {
        super(message, cause);
    }
}
