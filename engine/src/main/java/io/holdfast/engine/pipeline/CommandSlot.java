// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine.pipeline;

/**
 * One entry of the ring: a command or query on its way from ingress to egress. Each field is written by one stage only, but for
 * {@code answerTo}, which egress clears.
 */
final class CommandSlot {
    // Written by the CommandSequencer.

    /** The command's sequence; 0 for a query, which has none. */
    long sequence;

    /** The command's time, nanoseconds since 1970. */
    long timestampNs;

    int commandOffset;
    int commandLength;
    /** To be released in the command arena when the slot is done with. */
    long commandEnd;

    /** Who asked; null when that one has been answered. */
    AnswerSink answerTo;

    // Written by the EngineStage.

    int outcomeOffset;
    int outcomeLength;
    /** As much of the outcome as is for the client. */
    int answerLength;
    /** To be released in the outcome arena when the slot is done with. */
    long outcomeEnd;

    /** Why there is no outcome, which is the last thing that happens; null as long as all is well. */
    PoisonedCommandException poison;

    boolean isQuery() {
        return sequence == 0;
    }
}
