// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

/** No session could be opened; the message says where and why. */
public final class CannotConnectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CannotConnectException(String message) {
        super(message);
    }

    public CannotConnectException(String message, Throwable cause) {
        super(message, cause);
    }
}
