// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine.pipeline;

/**
 * The engine has thrown while it decided a command, so what it holds is no longer to be trusted: a bug. The command is on record,
 * without an outcome; neither it nor anything behind it is answered.
 */
public final class PoisonedCommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long sequence;

    PoisonedCommandException(long sequence, RuntimeException cause) {
        super("command " + sequence + " could not be decided: " + cause, cause);
        this.sequence = sequence;
    }

    /** The command's sequence. */
    public long sequence() {
        return sequence;
    }
}
