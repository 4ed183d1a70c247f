// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.bench.result.Measured;
import io.holdfast.bench.result.Results;
import io.holdfast.bench.workload.Demand;
import io.holdfast.bench.workload.LineCounts;
import io.holdfast.server.Idle;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadRunTest {
    private static final int REPEATS = 2;
    private static final int ORDERS = 3_000;
    private static final double RATE_PER_S = 10_000;

    private final Results results = new Results();

    @Test
    void shouldAnswerEachOrderOnceAndAgreeWithTheEngine() throws IOException {
        checkAccounts(new LoadRun(terms(0)).run(results));
    }

    @Test
    void shouldDoSoByASchedule() throws IOException {
        checkAccounts(new LoadRun(terms(RATE_PER_S)).run(results));
    }

    private static LoadTerms terms(double ratePerS) {
        return new LoadTerms(
                Demand.HOT,
                LineCounts.MIX,
                256,
                ratePerS,
                2,
                ORDERS,
                ORDERS,
                REPEATS,
                Idle.BACKOFF,
                1,
                Map.of("holdfast.channels", "aeron:ipc"),
                List.of());
    }

    private void checkAccounts(LoadRun.Accounts accounts) {
        assertEquals(List.of(), accounts.wrong());
        assertEquals((1 + REPEATS) * ORDERS, accounts.submitted());
        assertTrue(accounts.accepted() > accounts.submitted() / 2, accounts + " should mostly be accepted");
        assertTrue(accounts.accepted() < accounts.submitted(), accounts + " should not all be: the stock is short");
        assertEquals(REPEATS * ORDERS, results.latenciesNs().get("order").getTotalCount());
        assertEquals(
                List.of("orders", "allocated", "collections", "collecting"),
                results.measured().stream().map(Measured::name).toList());
        results.measured()
                .forEach(measured -> assertEquals(REPEATS, measured.values().size(), measured.name()));
    }
}
