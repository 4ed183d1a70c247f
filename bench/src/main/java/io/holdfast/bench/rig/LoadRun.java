// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.rig;

import io.holdfast.bench.result.Measured.Better;
import io.holdfast.bench.result.Results;
import io.holdfast.server.load.OrderedSession;
import io.holdfast.transport.client.ClientSettings;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.agrona.CloseHelper;
import org.agrona.concurrent.IdleStrategy;

/** Starts a server, warms it up, measures some times, and checks the accounts. */
final class LoadRun {
    /** A rate counts as reached from this share of it on. */
    static final double ENOUGH = 0.99;

    /**
     * Behind a schedule so many orders may wait for an answer, all clients' together; as many as a server has room for. It drops the answers
     * to a client that takes them too late, and that would be waited for in vain.
     */
    private static final int MOST_IN_FLIGHT = 1 << 12;

    private static final int DIGITS = 3;

    private final LoadTerms terms;
    private final Workload workload;
    private final Histogram latencyNs = new Histogram(DIGITS);
    private double reachedShare = 1;

    LoadRun(LoadTerms terms, Workload workload) {
        this.terms = terms;
        this.workload = workload;
    }

    /**
     * What came of it.
     *
     * @param refusals     how often the server had no room for a command, which was then sent again.
     * @param reachedShare of the rate, in the worst repeat; 1 where there was none.
     * @param wrong        what is not as it must be; empty if all is well.
     */
    record Accounts(long submitted, long accepted, long refusals, double reachedShare, List<String> wrong) {}

    Accounts run(Results results) throws IOException {
        try (MeasuredServer server = MeasuredServer.start(
                        terms.dir(), terms.channel(), terms.settingsFor(workload), terms.jvmFlags());
                ServerHeap heap = ServerHeap.attach(server.pid());
                OrderedSession books =
                        OrderedSession.open(server.connection().aeron(), ClientSettings.of(terms.channel()))) {
            try {
                workload.open(books, terms.mostWarmUp());
                long refusals = measure(server, heap, books, results);
                Workload.Audit audit = workload.audit(books);
                return new Accounts(audit.submitted(), audit.accepted(), refusals, reachedShare, audit.wrong());
            } catch (RuntimeException e) {
                server.expectAlive();
                throw e;
            }
        }
    }

    /** Returns how often the server refused because it had no room. */
    private long measure(MeasuredServer server, ServerHeap heap, OrderedSession books, Results results) {
        LoadSession[] sessions = new LoadSession[terms.clients()];
        try {
            for (int i = 0; i < sessions.length; i++) {
                sessions[i] = new LoadSession(
                        server.connection().aeron(), terms.channel(), workload, mostInFlight(), latencyNs);
            }
            IdleStrategy idle = terms.clientIdle().strategy();
            ClosedLoop closedLoop = new ClosedLoop(sessions, window(), idle);
            OpenLoop openLoop = new OpenLoop(sessions, mostInFlight(), terms.ratePerS(), idle);
            int from = closedLoop.warmUp(terms.mostWarmUp(), terms.warmUp().toNanos());
            workload.takeStock(books, from, from + terms.measured());
            for (int repeat = 0; repeat < terms.repeats(); repeat++) {
                latencyNs.reset();
                int to = from + terms.commands();
                ServerHeap.Reading before = heap.read();
                long tookNs = terms.ratePerS() > 0 ? openLoop.run(from, to) : closedLoop.run(from, to);
                addResults(results, tookNs, heap.read().since(before));
                from = to;
            }
            long refusals = 0;
            for (LoadSession session : sessions) {
                refusals += session.refusals();
            }
            return refusals;
        } finally {
            CloseHelper.closeAll(sessions);
        }
    }

    private void addResults(Results results, long tookNs, ServerHeap.Reading spent) {
        String name = terms.kind().commandName();
        double perS = (double) terms.commands() * TimeUnit.SECONDS.toNanos(1) / tookNs;
        results.add(name + "s", name + "s/s", Better.HIGHER, perS);
        results.addLatency(name, latencyNs);
        results.add("allocated", "B/command", Better.LOWER, (double) spent.allocatedBytes() / terms.commands());
        results.add("collections", "count", Better.LOWER, (double) spent.collections());
        results.add("collecting", "ms", Better.LOWER, (double) spent.collectingMs());
        if (terms.ratePerS() > 0) {
            reachedShare = Math.min(reachedShare, perS / terms.ratePerS());
        }
    }

    private int window() {
        return terms.window() / terms.clients();
    }

    private int mostInFlight() {
        return terms.ratePerS() > 0 ? Math.max(MOST_IN_FLIGHT / terms.clients(), window()) : window();
    }
}
