// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport;

import io.holdfast.engine.pipeline.AnswerFlusher;
import java.util.ArrayList;

/** Sends what sessions have to send, once per duty cycle of the egress stage. */
public final class Egress implements AnswerFlusher {
    private final ArrayList<ClientSession> waiting = new ArrayList<>();

    private long droppedAnswers;

    void willFlush(ClientSession session) {
        waiting.add(session);
    }

    void countDropped() {
        droppedAnswers++;
    }

    /** Answers of the pipeline that no session had room for, since the start. For the egress stage's thread. */
    public long droppedAnswers() {
        return droppedAnswers;
    }

    /** Flushes once more; whether nothing waits after it. For when the egress stage no longer runs. */
    public boolean isFlushed() {
        flush();
        return waiting.isEmpty();
    }

    @Override
    public int flush() {
        int sent = 0;
        for (int i = waiting.size() - 1; i >= 0; i--) {
            if (waiting.get(i).flush()) {
                // The order among sessions does not matter, so the last one takes the place.
                waiting.set(i, waiting.get(waiting.size() - 1));
                waiting.remove(waiting.size() - 1);
                sent++;
            }
        }
        return sent;
    }
}
