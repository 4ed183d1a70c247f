// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.driver.MediaDriver;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.journal.DataDirectory;
import io.holdfast.replay.Replay;
import io.holdfast.server.TestServer.Medium;
import io.holdfast.transport.client.BlockingClient;
import io.holdfast.transport.client.FulfilmentResult;
import io.holdfast.transport.client.Order;
import io.holdfast.transport.client.OrderResult;
import io.holdfast.transport.client.OrderReturn;
import io.holdfast.transport.client.OrderView;
import io.holdfast.transport.client.Shipment;
import io.holdfast.transport.client.SkuTerms;
import io.holdfast.transport.client.StockView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole way: client, Aeron, ring, engine, journal, answer. */
@Timeout(120)
class EndToEndTest {
    private static final int CLIENTS = 4;
    private static final int ORDERS_EACH = 200;
    private static final int UNITS = 300;

    @TempDir
    private Path dir;

    @ParameterizedTest
    @CsvSource({"IPC, SHARED", "IPC, DEDICATED", "UDP, SHARED", "UDP, DEDICATED"})
    void shouldSellExactlyWhatThereIsToManyClients(Medium medium, String layout) throws Exception {
        long digest;
        try (TestServer server = TestServer.start(dir, medium, Map.of("holdfast.layout", layout));
                BlockingClient shop = server.connect()) {
            openShop(shop, UNITS);

            int accepted = 0;
            ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
            try {
                List<Callable<Integer>> buyers = new ArrayList<>();
                for (int i = 0; i < CLIENTS; i++) {
                    int number = i;
                    buyers.add(() -> buy(server, number));
                }
                for (Future<Integer> buyer : threads.invokeAll(buyers)) {
                    accepted += buyer.get();
                }
            } finally {
                threads.shutdownNow();
            }

            assertEquals(UNITS, accepted);
            StockView stock = shop.stock(1, 0, TestServer.TIMEOUT);
            assertEquals(UNITS, stock.onHand());
            assertEquals(UNITS, stock.allocated());
            assertEquals(0, stock.available());
            digest = shop.engine(TestServer.TIMEOUT).digest();
        }
        Replay replay = Replay.of(DataDirectory.journalToRead(dir));
        assertEquals(digest, replay.engine().digest());
        assertNull(replay.end().torn());
    }

    private static int buy(TestServer server, int number) {
        int accepted = 0;
        try (BlockingClient client = server.connect()) {
            for (int i = 0; i < ORDERS_EACH; i++) {
                long orderId = number * 1_000_000L + i;
                OrderResult result = client.submit(order(orderId, 1), TestServer.TIMEOUT);
                if (result.code() == ResultCode.OK) {
                    accepted++;
                    assertEquals(
                            OrderStatus.CONFIRMED,
                            client.confirmOrder(orderId, result.totalMinor(), TestServer.TIMEOUT)
                                    .status());
                } else {
                    assertEquals(ResultCode.INSUFFICIENT_STOCK, result.code());
                }
            }
        }
        return accepted;
    }

    @ParameterizedTest
    @CsvSource({"IPC", "UDP"})
    void shouldGiveTheOriginalOutcomeAfterAReconnectAndAfterARestart(Medium medium) throws IOException {
        OrderResult original;
        OrderResult rejected;
        try (TestServer server = TestServer.start(dir, medium, Map.of())) {
            try (BlockingClient client = server.connect()) {
                openShop(client, 5);
                original = client.submit(order(7, 5), TestServer.TIMEOUT);
                rejected = client.submit(order(8, 1), TestServer.TIMEOUT);
                assertEquals(ResultCode.OK, original.code());
                assertEquals(ResultCode.INSUFFICIENT_STOCK, rejected.code());
                client.cancelOrder(7, TestServer.TIMEOUT);
            }
            try (BlockingClient client = server.connect()) {
                assertRepeats(original, client.submit(order(7, 5), TestServer.TIMEOUT));
                assertRepeats(rejected, client.submit(order(8, 1), TestServer.TIMEOUT));
            }
        }
        try (TestServer server = TestServer.start(dir, medium, Map.of());
                BlockingClient client = server.connect()) {
            assertRepeats(original, client.submit(order(7, 5), TestServer.TIMEOUT));
            assertRepeats(rejected, client.submit(order(8, 1), TestServer.TIMEOUT));
            assertEquals(
                    ResultCode.ID_CONFLICT,
                    client.submit(order(7, 4), TestServer.TIMEOUT).code());
            assertEquals(5, client.stock(1, 0, TestServer.TIMEOUT).available());
        }
    }

    @ParameterizedTest
    @CsvSource({"IPC", "UDP"})
    void shouldShipAndTakeBackOnceAfterAReconnectAndAfterARestart(Medium medium) throws IOException {
        Shipment shipment = Shipment.of(1, 7, new Shipment.Line(0, 2));
        OrderReturn orderReturn = OrderReturn.of(1, 7, new OrderReturn.Line(0, 1));
        FulfilmentResult shipped;
        FulfilmentResult returned;
        try (TestServer server = TestServer.start(dir, medium, Map.of())) {
            try (BlockingClient client = server.connect()) {
                openShop(client, 5);
                client.submit(order(7, 5), TestServer.TIMEOUT);
                client.confirmOrder(7, 1_250, TestServer.TIMEOUT);
                shipped = client.ship(shipment, TestServer.TIMEOUT);
                returned = client.takeBack(orderReturn, TestServer.TIMEOUT);
                assertEquals(2, shipped.units());
                assertEquals(250, returned.refundMinor());
            }
            try (BlockingClient client = server.connect()) {
                assertRepeats(shipped, client.ship(shipment, TestServer.TIMEOUT));
                assertRepeats(returned, client.takeBack(orderReturn, TestServer.TIMEOUT));
            }
        }
        try (TestServer server = TestServer.start(dir, medium, Map.of());
                BlockingClient client = server.connect()) {
            assertRepeats(shipped, client.ship(shipment, TestServer.TIMEOUT));
            assertRepeats(returned, client.takeBack(orderReturn, TestServer.TIMEOUT));
            assertEquals(
                    ResultCode.ID_CONFLICT,
                    client.ship(Shipment.ofEverything(1, 7), TestServer.TIMEOUT).code());
            assertEquals(
                    ResultCode.ID_CONFLICT,
                    client.takeBack(orderReturn.withoutRestock(), TestServer.TIMEOUT)
                            .code());
            StockView stock = client.stock(1, 0, TestServer.TIMEOUT);
            assertEquals(4, stock.onHand());
            assertEquals(3, stock.allocated());
        }
    }

    private static void assertRepeats(FulfilmentResult original, FulfilmentResult repeated) {
        assertTrue(repeated.sequence() > original.sequence());
        assertEquals(
                new FulfilmentResult(
                        original.code(),
                        repeated.sequence(),
                        original.decidedSequence(),
                        original.fulfilmentId(),
                        original.orderId(),
                        original.units(),
                        original.refundMinor(),
                        original.orderVersion(),
                        original.status()),
                repeated);
    }

    private static void assertRepeats(OrderResult original, OrderResult repeated) {
        assertTrue(repeated.sequence() > original.sequence());
        assertEquals(
                new OrderResult(
                        original.code(),
                        repeated.sequence(),
                        original.decidedSequence(),
                        original.orderId(),
                        original.status(),
                        original.totalMinor(),
                        original.paidMinor(),
                        original.refundDueMinor(),
                        original.deadlineNs(),
                        original.orderVersion(),
                        original.parts()),
                repeated);
    }

    @ParameterizedTest
    @CsvSource({"IPC", "UDP"})
    void shouldTakeAndTellOrdersOfTwoThousandLines(Medium medium) throws IOException {
        int lineCount = 2_048;
        try (TestServer server = TestServer.start(dir, medium, Map.of());
                BlockingClient client = server.connect()) {
            openShop(client, lineCount);
            List<Order.Line> lines = new ArrayList<>();
            for (int i = 0; i < lineCount; i++) {
                lines.add(new Order.Line(1, 0, 1, 250));
            }
            Order order = new Order(1, 2, lines);
            OrderResult result = client.submit(order, TestServer.TIMEOUT);
            assertEquals(ResultCode.OK, result.code());
            assertEquals(250L * lineCount, result.totalMinor());
            OrderView view = client.order(1, TestServer.TIMEOUT);
            assertEquals(2, view.customerId());
            assertEquals(OrderStatus.RESERVED, view.status());
            for (int line = 0; line < lineCount; line++) {
                assertEquals(new OrderResult.Part(line, 0, 1, 0), result.parts().get(line));
                assertEquals(
                        new OrderView.Part(line, 1, 0, 250, 1, 1, 0, 0, 0),
                        view.parts().get(line));
            }
        }
    }

    @Test
    void shouldUseAMediaDriverThatRunsAlready() throws IOException {
        try (MediaDriver driver = Drivers.launch();
                TestServer server = TestServer.start(
                        dir,
                        Medium.UDP,
                        Map.of("holdfast.aeron.embedded", "false", "holdfast.aeron.dir", driver.aeronDirectoryName()));
                BlockingClient client = server.connect()) {
            openShop(client, 3);
            assertEquals(
                    ResultCode.OK,
                    client.submit(order(1, 3), TestServer.TIMEOUT).code());
        }
    }

    @Test
    void shouldSayThatNoMediaDriverRuns() {
        StartException e = assertThrows(
                StartException.class,
                () -> TestServer.start(
                        dir.resolve("data"),
                        Medium.UDP,
                        Map.of(
                                "holdfast.aeron.embedded",
                                "false",
                                "holdfast.aeron.dir",
                                dir.resolve("nothing").toString())));
        assertTrue(e.getMessage().contains("no media driver in " + dir.resolve("nothing")), e.getMessage());
    }

    static void openShop(BlockingClient client, int units) {
        assertEquals(
                ResultCode.OK,
                client.defineSku(1, "A", SkuTerms.DEFAULT, TestServer.TIMEOUT).code());
        assertEquals(
                ResultCode.OK,
                client.adjustStock(1, 1, 0, units, AdjustmentReason.RECEIPT, TestServer.TIMEOUT)
                        .code());
    }

    static Order order(long orderId, int quantity) {
        return new Order(orderId, 42, List.of(new Order.Line(1, 0, quantity, 250)));
    }
}
