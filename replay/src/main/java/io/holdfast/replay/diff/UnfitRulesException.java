// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.diff;

/** Rules that cannot be; the message says what to change. */
public final class UnfitRulesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnfitRulesException(String message) {
        super(message);
    }
}
