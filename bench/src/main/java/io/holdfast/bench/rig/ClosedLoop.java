// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.rig;

import org.agrona.concurrent.IdleStrategy;

/** Sends the next command when an answer has come, so that so many are in flight: how fast it goes is for the server to say. */
final class ClosedLoop {
    private static final int WARM_UP_STEPS = 20;

    private final LoadSession[] sessions;
    private final int window;
    private final IdleStrategy idle;
    private int inFlight;

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
        do {
            next = turn(next, to);
        } while (next < to || inFlight > 0);
        return System.nanoTime() - beganNs;
    }

    /**
     * Sends commands, from 0, until a time is over, and waits for all their answers. Who would have sent them all before sends them in steps, as fast as ever, and
     * pauses in between: not only commands make a server warm, but also that its compiler gets the time to follow.
     *
     * @param most commands.
     * @return how many they were.
     */
    int warmUp(int most, long durationNs) {
        long beganNs = System.nanoTime();
        long next = 0;
        long passedNs = 0;
        while (passedNs < durationNs) {
            long step = Math.min(WARM_UP_STEPS, 1 + passedNs * WARM_UP_STEPS / durationNs);
            next = turn(next, most * step / WARM_UP_STEPS);
            passedNs = System.nanoTime() - beganNs;
        }
        while (inFlight > 0) {
            turn(next, next);
        }
        return (int) next;
    }

    /** Sends as many commands as may be in flight, and takes answers; returns the next command. */
    private long turn(long from, long to) {
        long next = from;
        int work = 0;
        inFlight = 0;
        for (LoadSession session : sessions) {
            long nowNs = System.nanoTime();
            while (next < to && session.inFlight() < window && session.send(next, nowNs)) {
                next++;
            }
            work += session.poll();
            inFlight += session.inFlight();
        }
        idle.idle(work);
        return next;
    }
}
