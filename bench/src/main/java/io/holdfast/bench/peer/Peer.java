// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.peer;

import io.holdfast.bench.workload.Accounts;
import io.holdfast.bench.workload.Answers;
import io.holdfast.bench.workload.Submissions;
import java.sql.SQLException;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * A system that decides on orders: it holds one to three lines, all or nothing, adds up the total, and answers an order that it
 * knows as it did before.
 */
interface Peer extends AutoCloseable {
    /** Forgets everything, then takes stock. */
    void open(LongUnaryOperator openingUnits) throws Exception;

    /**
     * Submits orders, as many as there are answers to be put, and returns when all are answered.
     *
     * @param submissions gives each thread its own generator.
     * @param latencyNs   takes how long each answer took, where orders are not sent many at a time.
     */
    void submit(Supplier<Submissions> submissions, int count, Answers answers, Histogram latencyNs) throws Exception;

    /** What it has now. */
    Accounts.Left left() throws Exception;

    @Override
    void close() throws SQLException;

    /** See {@link Accounts#faults}. */
    default boolean isRefusalFinal() {
        return true;
    }
}
