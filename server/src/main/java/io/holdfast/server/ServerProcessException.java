// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

/** A server process ended when it should not have; the message is what it said. */
public final class ServerProcessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    ServerProcessException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The process's exit code. */
    public int exitCode() {
        return exitCode;
    }
}
