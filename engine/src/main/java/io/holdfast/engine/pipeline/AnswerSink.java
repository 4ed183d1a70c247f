// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine.pipeline;

import org.agrona.DirectBuffer;

/** Where the answers to one client go. Called on the egress stage's thread only; must not block. */
public interface AnswerSink {
    /** For commands whose answer nobody waits for. */
    AnswerSink NOBODY = (buffer, offset, length) -> {};

    /** Takes an answer; the bytes are valid during the call only. */
    void answer(DirectBuffer buffer, int offset, int length);
}
