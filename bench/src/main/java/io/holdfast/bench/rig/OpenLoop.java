// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.rig;

import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.IdleStrategy;

/**
 * Sends commands at the times when a schedule of even distances has them, whatever the answers do; a latency counts from when the command was
 * due, so a stall of the server is suffered by all that should have been sent meanwhile, and not by one ("coordinated omission", Gil Tene).
 */
final class OpenLoop {
    private final LoadSession[] sessions;
    private final int mostInFlight;
    private final double ratePerS;
    private final IdleStrategy idle;

    /** @param mostInFlight commands of each session; what is due while so many are, is sent late, and counts from when it was due. */
    OpenLoop(LoadSession[] sessions, int mostInFlight, double ratePerS, IdleStrategy idle) {
        this.sessions = sessions;
        this.mostInFlight = mostInFlight;
        this.ratePerS = ratePerS;
        this.idle = idle;
    }

    /** Sends commands and waits for all their answers; returns the nanoseconds that took. */
    long run(long from, long to) {
        double intervalNs = TimeUnit.SECONDS.toNanos(1) / ratePerS;
        long beganNs = System.nanoTime();
        long next = from;
        int turn = 0;
        boolean isDone = false;
        while (!isDone) {
            long due = Math.min(to, from + 1 + (long) ((System.nanoTime() - beganNs) / intervalNs));
            while (next < due && send(sessions[turn], next, beganNs + (long) ((next - from) * intervalNs))) {
                next++;
                turn = turn + 1 == sessions.length ? 0 : turn + 1;
            }
            int work = 0;
            int inFlight = 0;
            for (LoadSession session : sessions) {
                work += session.poll();
                inFlight += session.inFlight();
            }
            isDone = next == to && inFlight == 0;
            idle.idle(work);
        }
        return System.nanoTime() - beganNs;
    }

    private boolean send(LoadSession session, long number, long dueNs) {
        return session.inFlight() < mostInFlight && session.send(number, dueNs);
    }
}
