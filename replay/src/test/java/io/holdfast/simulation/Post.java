// SPDX-License-Identifier: Apache-2.0
package io.holdfast.simulation;

import io.holdfast.engine.Commands;
import java.util.HashMap;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes what clients send, and remembers it by its correlation id, of which no two messages have the same. */
final class Post {
    /** One message for an errand. */
    record Attempt(Errand errand, long correlationId, UnsafeBuffer bytes) {}

    private final Commands commands = new Commands();
    private final Map<Long, Attempt> attempts = new HashMap<>();

    /** @param deadlineNs when it is no longer worth deciding; 0 for never. */
    Attempt write(Errand errand, long deadlineNs) {
        long correlationId = attempts.size() + 1L;
        byte[] bytes = new byte[errand.encode(commands.deadlineNs(deadlineNs), correlationId)];
        commands.buffer().getBytes(0, bytes);
        Attempt attempt = new Attempt(errand, correlationId, new UnsafeBuffer(bytes));
        attempts.put(correlationId, attempt);
        return attempt;
    }

    /** Null if no client has sent it. */
    Attempt attempt(long correlationId) {
        return attempts.get(correlationId);
    }
}
