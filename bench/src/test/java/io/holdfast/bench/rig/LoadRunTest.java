// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.bench.result.Measured;
import io.holdfast.bench.result.Results;
import io.holdfast.bench.workload.LineCounts;
import io.holdfast.server.Idle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadRunTest {
    private static final int REPEATS = 2;
    private static final int COMMANDS = 6_000;
    private static final double RATE_PER_S = 20_000;

    private final Results results = new Results();

    @Test
    void shouldAnswerEachOrderOnceAndAgreeWithTheEngine() throws IOException {
        LoadRun.Accounts accounts = run(terms(LoadKind.HOT, null, 0));

        checkResults("order");
        checkAccounts(accounts);
        assertTrue(accounts.submitted() >= REPEATS * COMMANDS, accounts::toString);
    }

    @Test
    void shouldFollowOrdersThroughTheirLivesByASchedule() throws IOException {
        LoadRun.Accounts accounts = run(terms(LoadKind.LIFECYCLE, null, RATE_PER_S));

        checkResults("command");
        checkAccounts(accounts);
        assertTrue(accounts.submitted() >= REPEATS * COMMANDS / 3, accounts::toString);
    }

    @Test
    void shouldRepeatTheInvoicesOfAFile(@TempDir Path dir) throws IOException {
        Path file = Files.writeString(dir.resolve("year.csv"), """
                InvoiceNo,StockCode,Quantity,UnitPrice,CustomerID
                1,A,6,2.55,7
                1,B,2,0.50,7
                2,C,1,10.00,
                """);
        LoadRun.Accounts accounts = run(terms(LoadKind.RETAIL, file, 0));

        checkResults("order");
        checkAccounts(accounts);
    }

    private static LoadTerms terms(LoadKind kind, Path file, double ratePerS) {
        return new LoadTerms(
                kind,
                LineCounts.MIX,
                file,
                256,
                ratePerS,
                2,
                COMMANDS,
                Duration.ofMillis(200),
                REPEATS,
                Idle.BACKOFF,
                1,
                Path.of(System.getProperty("java.io.tmpdir")),
                Map.of("holdfast.channels", "aeron:ipc"),
                List.of());
    }

    private LoadRun.Accounts run(LoadTerms terms) throws IOException {
        return new LoadRun(terms, terms.kind().workload(terms)).run(results);
    }

    private void checkResults(String command) {
        assertEquals(REPEATS * COMMANDS, results.latenciesNs().get(command).getTotalCount());
        assertEquals(
                List.of(command + "s", "allocated", "collections", "collecting"),
                results.measured().stream().map(Measured::name).toList());
        results.measured()
                .forEach(measured -> assertEquals(REPEATS, measured.values().size(), measured.name()));
    }

    private static void checkAccounts(LoadRun.Accounts accounts) {
        assertEquals(List.of(), accounts.wrong());
        assertTrue(accounts.accepted() > accounts.submitted() / 2, accounts + " should mostly be accepted");
        assertTrue(accounts.accepted() < accounts.submitted(), accounts + " should not all be: the stock is short");
    }
}
