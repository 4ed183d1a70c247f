// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

/** What was asked for cannot be done like that; the message says what to do. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }

    public UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
