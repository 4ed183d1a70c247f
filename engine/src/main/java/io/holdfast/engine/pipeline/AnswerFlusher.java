// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine.pipeline;

/** Sends what the {@link AnswerSink}s have taken. Called on the egress stage's thread, once per duty cycle. */
public interface AnswerFlusher {
    /**
     * Sends as much as can be sent without waiting.
     *
     * @return how much was done, for the idle strategy.
     */
    int flush();
}
