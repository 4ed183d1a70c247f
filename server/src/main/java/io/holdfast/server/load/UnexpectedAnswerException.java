// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.load;

/** The server gave an answer that a load cannot go on from, so it was stopped; the message says to what. */
public final class UnexpectedAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnexpectedAnswerException(String message) {
        super(message);
    }
}
