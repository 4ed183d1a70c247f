// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

/** What was asked for cannot be done like that; the message says what to do. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }

    UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
