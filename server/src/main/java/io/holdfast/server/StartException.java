// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

/** A server cannot start with these settings; the message says what to change. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartException(String message) {
        super(message);
    }

    StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
