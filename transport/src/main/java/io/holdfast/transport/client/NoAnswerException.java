// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

/**
 * No answer came in time. What was asked may or may not have been decided: ask again with the same id and the same
 * first-sent time, in a new session if need be.
 */
public final class NoAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long firstSentNs;

    /**
     * Says that no answer came.
     *
     * @param firstSentNs when the command was first sent, nanoseconds since 1970; 0 if there are several.
     */
    public NoAnswerException(String message, long firstSentNs) {
        super(message);
        this.firstSentNs = firstSentNs;
    }

    /** When the command was first sent, to be kept on retries; nanoseconds since 1970. */
    public long firstSentNs() {
        return firstSentNs;
    }
}
