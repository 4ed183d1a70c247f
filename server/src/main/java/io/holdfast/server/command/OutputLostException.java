// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

/** Nobody takes what is printed: there is no point in going on. */
final class OutputLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutputLostException() {
        super("the result could not be written to stdout");
    }
}
