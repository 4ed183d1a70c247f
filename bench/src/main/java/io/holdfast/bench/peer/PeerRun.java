// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.peer;

import io.holdfast.bench.result.Measured.Better;
import io.holdfast.bench.result.Results;
import io.holdfast.bench.workload.Accounts;
import io.holdfast.bench.workload.Answers;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import org.HdrHistogram.Histogram;

/** Measures one system, and checks its accounts after each repeat. */
public final class PeerRun {
    private static final int DIGITS = 3;
    private static final int FIRST_WARM_UP = 2_000;
    private static final int WARM_UP_GROWTH = 4;
    private static final double WARM_UP_SECONDS = 1;

    private final PeerSystem system;
    private final PeerTerms terms;
    private final Consumer<String> faults;

    /** How many orders, in how long, and one by one where that is known. */
    private record Round(int count, double seconds, Histogram latencyNs) {
        double perSecond() {
            return count / seconds;
        }
    }

    /** @param faults takes a line about each thing that is wrong with the accounts. */
    public PeerRun(PeerSystem system, PeerTerms terms, Consumer<String> faults) {
        this.system = system;
        this.terms = terms;
        this.faults = faults;
    }

    /**
     * Adds what is measured to the results.
     *
     * @throws NotInstalledException if the system is not on this machine.
     */
    public void measure(Results results) throws Exception {
        try (Peer peer = system.start()) {
            int count = warmUp(peer);
            for (int repeat = 0; repeat < terms.repeats(); repeat++) {
                Round round = round(peer, count);
                results.add(terms.nameOf(system), "orders/s", Better.HIGHER, round.perSecond());
                if (round.latencyNs.getTotalCount() > 0) {
                    results.addLatency(terms.nameOf(system), round.latencyNs);
                }
            }
        }
    }

    /** Returns how many orders are decided in the time that a repeat may take. */
    private int warmUp(Peer peer) throws Exception {
        int count = Math.min(FIRST_WARM_UP, terms.orders());
        Round round = round(peer, count);
        while (round.seconds < Math.min(WARM_UP_SECONDS, terms.seconds()) && count < terms.orders()) {
            count = (int) Math.min(terms.orders(), (long) count * WARM_UP_GROWTH);
            round = round(peer, count);
        }
        return (int) Math.min(terms.orders(), Math.max(1, round.perSecond() * terms.seconds()));
    }

    private Round round(Peer peer, int count) throws Exception {
        LongUnaryOperator openingUnits = skuId -> terms.openingUnits(skuId, count);
        peer.open(openingUnits);
        Answers answers = new Answers(count);
        Histogram latencyNs = new Histogram(DIGITS);
        long beganNs = System.nanoTime();
        peer.submit(terms::submissions, count, answers, latencyNs);
        double seconds = (System.nanoTime() - beganNs) / 1e9;
        new Accounts(terms.submissions(), openingUnits, answers)
                .faults(peer.left(), peer.isRefusalFinal())
                .forEach(fault -> faults.accept(system.label() + ": the accounts are wrong: " + fault));
        return new Round(count, seconds, latencyNs);
    }
}
