// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

/** Settings that cannot be put in force over what a data directory holds; the message says what to change. */
public final class UnfitSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnfitSettingsException(String message) {
        super(message);
    }

    UnfitSettingsException(String message, Throwable cause) {
        super(message, cause);
    }
}
