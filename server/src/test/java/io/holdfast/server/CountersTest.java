// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.codec.ResultCode;
import io.holdfast.server.TestServer.Medium;
import io.holdfast.transport.client.BlockingClient;
import io.holdfast.transport.client.EngineView;
import io.holdfast.transport.client.Order;
import io.holdfast.transport.client.OrderTerms;
import io.holdfast.transport.client.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server's counters, read as an operator's tools read them, agree with what clients sent and were answered. */
@Timeout(120)
class CountersTest {
    private static final Duration TIMEOUT = TestServer.TIMEOUT;

    private static final List<String> STAGES = List.of("ingress", "engine", "journal", "egress");
    private static final String ALL = "[ingress,engine,journal,egress]";

    @TempDir
    private Path dir;

    /** A thread's figures are there after some duty cycles, so an answer may be here before them. */
    private static void expect(TestCounters counters, String name, long value) {
        await().atMost(TIMEOUT).untilAsserted(() -> assertEquals(value, counters.get(name), name));
    }

    @ParameterizedTest
    @CsvSource({"SHARED, WRITTEN", "DEDICATED, SYNCED"})
    void shouldAgreeWithWhatWasSent(String layout, String durability) throws IOException {
        Map<String, String> settings = Map.of("holdfast.layout", layout, "holdfast.durability", durability);
        try (TestServer server = TestServer.start(dir, Medium.IPC, settings)) {
            TestCounters counters = new TestCounters(server.server.readyLine());
            EngineView view;
            try (BlockingClient client = server.connect()) {
                expect(counters, "sessions open", 1);
                EndToEndTest.openShop(client, 6);
                Order large = EndToEndTest.order(1, 5);
                Order tooLarge = EndToEndTest.order(2, 6);
                OrderTerms soon = OrderTerms.DEFAULT.withTimeToPay(Duration.ofMillis(1));
                assertEquals(ResultCode.OK, client.submit(large, TIMEOUT).code());
                assertEquals(
                        ResultCode.INSUFFICIENT_STOCK,
                        client.submit(tooLarge, TIMEOUT).code());
                assertEquals(ResultCode.OK, client.submit(large, TIMEOUT).code());
                assertEquals(
                        ResultCode.INSUFFICIENT_STOCK,
                        client.submit(tooLarge, TIMEOUT).code());
                client.deadlineAt(1);
                assertThrows(RefusedException.class, () -> client.submit(EndToEndTest.order(4, 1), TIMEOUT));
                client.submit(new Order(3, 42, soon, List.of(new Order.Line(1, 0, 1, 250))), TIMEOUT);
                expect(counters, "ticks", 1);
                view = client.engine(TIMEOUT);
            }
            expect(counters, "sessions open", 0);
            expect(counters, "commands accepted", 4);
            expect(counters, "commands refused", 1);
            expect(counters, "commands repeated, answered as before", 2);
            expect(counters, "queries", 1);
            expect(counters, "refused at ingress: other reasons", 1);
            expect(counters, "refused at ingress: OVERLOADED", 0);
            expect(counters, "answers dropped, their clients too slow", 0);
            // The settings came first, and the tick last.
            expect(counters, "records journalled", 9);
            expect(counters, "last sequence decided", 9);
            expect(counters, "last sequence journalled", 9);
            expect(counters, "last sequence synced", 9);
            assertEquals(9, view.sequence());

            Map<String, Long> all = counters.all();
            assertEquals(view.orders(), all.get("orders remembered"));
            assertEquals(view.orderParts(), all.get("order lines remembered"));
            assertEquals(view.adjustments(), all.get("adjustments remembered"));
            assertEquals(1, all.get("SKUs remembered"));
            assertEquals(1, all.get("stocks remembered"));
            assertEquals(100_000, all.get("orders remembered at most"));
            long documents = all.get("documents journalled, a batch each");
            assertTrue(documents > 1 && documents <= 9, "a document has what piled up: " + documents);
            assertTrue(all.get("bytes journalled") > 9 * 64);
            assertTrue(all.get("under way at once, most so far") >= 1);
            // The settings' batch is a file's first, which is synced as a whole.
            assertTrue(all.get("syncs of the journal") >= (durability.equals("SYNCED") ? documents - 1 : 1));
            assertTrue(all.get("longest sync of the journal, ns") > 0);
            for (String thread : layout.equals("SHARED") ? List.of(ALL) : STAGES) {
                assertTrue(all.get("longest duty cycle of " + thread + ", ns") > 0, thread);
                assertTrue(all.containsKey("duty cycles of " + thread + " over 1 ms"), thread);
            }
        }
    }

    @Test
    void shouldMakeNoneWhereNoneAreWantedAndThenTellWhatWasThereBefore() throws IOException {
        try (TestServer server = TestServer.start(dir, Medium.IPC, Map.of("holdfast.counters", "false"));
                BlockingClient client = server.connect()) {
            EndToEndTest.openShop(client, 6);
            client.submit(EndToEndTest.order(1, 5), TIMEOUT);
            assertEquals(Map.of(), new TestCounters(server.server.readyLine()).all());
        }
        try (TestServer server = TestServer.start(dir, Medium.IPC, Map.of())) {
            TestCounters counters = new TestCounters(server.server.readyLine());
            assertEquals(1, counters.get("orders remembered"));
            assertEquals(4, counters.get("last sequence decided"));
            assertEquals(4, counters.get("last sequence journalled"));
            assertEquals(0, counters.get("commands accepted"));
        }
    }

    /** As on a disk that has less free than is wanted, but more than half of it. */
    @Test
    void shouldCountWhatIsReadOnly() throws IOException {
        long freeBytes = Files.getFileStore(dir).getUsableSpace();
        Map<String, String> settings = Map.of("holdfast.min.free", Long.toString(freeBytes + freeBytes / 2));
        try (TestServer server = TestServer.start(dir, Medium.IPC, settings);
                BlockingClient client = server.connect()) {
            RefusedException refused = assertThrows(RefusedException.class, () -> EndToEndTest.openShop(client, 1));
            assertEquals(ResultCode.READ_ONLY, refused.code());
            expect(new TestCounters(server.server.readyLine()), "refused at ingress: READ_ONLY", 1);
        }
    }
}
