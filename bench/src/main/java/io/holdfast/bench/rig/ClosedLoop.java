// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.rig;

import org.agrona.concurrent.IdleStrategy;

/** Sends the next command when an answer has come, so that so many are in flight: how fast it goes is for the server to say. */
final class ClosedLoop {
    private final LoadSession[] sessions;
    private final int window;
    private final IdleStrategy idle;

    /** @param window commands in flight of each session. */
    ClosedLoop(LoadSession[] sessions, int window, IdleStrategy idle) {
        this.sessions = sessions;
        this.window = window;
        this.idle = idle;
    }

    /** Sends commands and waits for all their answers; returns the nanoseconds that took. */
    long run(long from, long to) {
        long beganNs = System.nanoTime();
        long next = from;
        boolean isDone = false;
        while (!isDone) {
            int work = 0;
            int inFlight = 0;
            for (LoadSession session : sessions) {
                long nowNs = System.nanoTime();
                while (next < to && session.inFlight() < window && session.send(next, nowNs)) {
                    next++;
                }
                work += session.poll();
                inFlight += session.inFlight();
            }
            isDone = next == to && inFlight == 0;
            idle.idle(work);
        }
        return System.nanoTime() - beganNs;
    }
}
