// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.load;

/** The session ended, or answers stayed away, before everything was answered; the message says where. */
public final class SessionLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SessionLostException(String message) {
        super(message);
    }
}
