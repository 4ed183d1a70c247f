// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

/** A replayed command did not get the outcome on record: this is not the engine that wrote the journal, or a bug. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DivergedException(String message, Throwable cause) {
        super(message, cause);
    }
}
