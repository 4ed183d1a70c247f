// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.peer;

import io.holdfast.bench.workload.Accounts;
import io.holdfast.bench.workload.Answers;
import io.holdfast.bench.workload.Submissions;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * What tutorials show: concurrent maps in the same process, and compare-and-set of each SKU's units. No network, nothing on the
 * disk.
 */
final class MapPeer implements Peer {
    private static final int THREADS = 2;

    private final ConcurrentMap<Long, Long> totalMinor = new ConcurrentHashMap<>();
    private final ConcurrentMap<Long, AtomicLong> units = new ConcurrentHashMap<>();

    @Override
    public void open(LongUnaryOperator openingUnits) {
        totalMinor.clear();
        for (long skuId = 1; skuId <= Submissions.SKUS; skuId++) {
            units.put(skuId, new AtomicLong(openingUnits.applyAsLong(skuId)));
        }
    }

    @Override
    public void submit(Supplier<Submissions> submissions, int count, Answers answers, Histogram latencyNs)
            throws Exception {
        Turns.take(THREADS, thread -> {
            Submissions own = submissions.get();
            for (int i = thread; i < count; i += THREADS) {
                own.turnTo(i);
                answers.put(i, totalMinor.computeIfAbsent(own.orderId(), orderId -> decide(own)));
            }
        });
    }

    private long decide(Submissions order) {
        long orderTotalMinor = 0;
        for (int line = 0; line < order.lineCount(); line++) {
            if (!take(order.skuId(line), order.quantity())) {
                giveBack(order, line);
                return 0;
            }
            orderTotalMinor += order.quantity() * Submissions.priceMinor(order.skuId(line));
        }
        return orderTotalMinor;
    }

    private boolean take(long skuId, int quantity) {
        AtomicLong left = units.get(skuId);
        while (true) {
            long before = left.get();
            if (before < quantity) {
                return false;
            }
            if (left.compareAndSet(before, before - quantity)) {
                return true;
            }
        }
    }

    private void giveBack(Submissions order, int lines) {
        for (int line = 0; line < lines; line++) {
            units.get(order.skuId(line)).addAndGet(order.quantity());
        }
    }

    @Override
    public Accounts.Left left() {
        return new Accounts.Left(totalMinor.size(), skuId -> units.get(skuId).get());
    }

    /** What an order took and gives back may be missing to another in between. */
    @Override
    public boolean isRefusalFinal() {
        return false;
    }

    @Override
    public void close() {
        totalMinor.clear();
    }
}
