// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.holdfast.engine.Location;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.pipeline.Layout;
import io.holdfast.server.TestServer.Medium;
import io.holdfast.transport.client.BlockingClient;
import io.holdfast.transport.client.Order;
import io.holdfast.transport.client.OrderResult;
import io.holdfast.transport.client.OrderTerms;
import io.holdfast.transport.client.OrderView;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Orders that time, or another client's command, changes while nobody asks for it. */
@Timeout(120)
class HoldsTest {
    private static final Duration TIMEOUT = TestServer.TIMEOUT;
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final OrderTerms PAY_SOON = OrderTerms.DEFAULT.withTimeToPay(SHORT);

    @TempDir
    private Path dir;

    /** A query does no work, so whatever has been done by then was done with a tick. */
    @ParameterizedTest
    @EnumSource
    void shouldEndAHoldWithoutAnyTraffic(Layout layout) throws IOException {
        try (TestServer server = TestServer.start(dir, Medium.IPC, Map.of("holdfast.layout", layout.name()));
                BlockingClient client = server.connect()) {
            EndToEndTest.openShop(client, 5);
            OrderResult held = client.submit(order(1, PAY_SOON, 5), TIMEOUT);
            assertEquals(OrderStatus.RESERVED, held.status());
            await().atMost(TIMEOUT).until(() -> isOver(held.deadlineNs()));
            await().atMost(TIMEOUT).until(() -> client.stock(1, 0, TIMEOUT).reserved() == 0);

            OrderView order = client.order(1, TIMEOUT);
            assertEquals(OrderStatus.EXPIRED, order.status());
            assertEquals(held.sequence() + 1, order.changedSequence());
            assertEquals(held.sequence() + 1, order.sequence(), "one tick is all it takes");
            assertEquals(
                    ResultCode.ORDER_EXPIRED,
                    client.confirmOrder(1, held.totalMinor(), TIMEOUT).code());
            assertEquals(
                    OrderStatus.RESERVED,
                    client.submit(order(2, OrderTerms.DEFAULT, 5), TIMEOUT).status());
        }
    }

    @Test
    void shouldEndAHoldThatRanOutWhileTheServerWasDown() throws IOException {
        OrderResult held;
        try (TestServer server = TestServer.start(dir, Medium.IPC, Map.of());
                BlockingClient client = server.connect()) {
            EndToEndTest.openShop(client, 5);
            held = client.submit(order(1, OrderTerms.DEFAULT.withTimeToPay(Duration.ofSeconds(1)), 5), TIMEOUT);
        }
        await().atMost(TIMEOUT).until(() -> isOver(held.deadlineNs()));
        try (TestServer server = TestServer.start(dir, Medium.IPC, Map.of());
                BlockingClient client = server.connect()) {
            await().atMost(TIMEOUT).until(() -> client.order(1, TIMEOUT).status() == OrderStatus.EXPIRED);
            assertEquals(5, client.stock(1, 0, TIMEOUT).available());
        }
    }

    /** Far more than one command may work off. */
    @Test
    void shouldWorkOffABacklogWithoutAnyTraffic() throws IOException {
        int orders = 2_000;
        try (TestServer server = TestServer.start(dir, Medium.IPC, Map.of("holdfast.work.per.command", "4"));
                BlockingClient client = server.connect()) {
            EndToEndTest.openShop(client, orders);
            long deadlineNs = SystemEpochNanoClock.INSTANCE.nanoTime() + TimeUnit.SECONDS.toNanos(2);
            for (int order = 1; order <= orders; order++) {
                // Whenever they are submitted, they all end at about the same time.
                long leftNs = Math.max(1, deadlineNs - SystemEpochNanoClock.INSTANCE.nanoTime());
                client.submit(order(order, OrderTerms.DEFAULT.withTimeToPay(Duration.ofNanos(leftNs)), 1), TIMEOUT);
            }
            await().atMost(TIMEOUT).until(() -> client.stock(1, 0, TIMEOUT).available() == orders);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldFillAWaitingOrderWithWhatAnotherClientBrings(Medium medium) throws IOException {
        OrderTerms wait = OrderTerms.DEFAULT.withPolicy(ShortagePolicy.WAIT);
        try (TestServer server = TestServer.start(dir, medium, Map.of());
                BlockingClient shop = server.connect();
                BlockingClient warehouse = server.connect()) {
            EndToEndTest.openShop(warehouse, 2);
            Order order = new Order(1, 42, wait, List.of(new Order.Line(1, Location.ANY, 5, 250)));
            OrderResult waiting = shop.submit(order, TIMEOUT);
            assertEquals(OrderStatus.WAITING, waiting.status());
            assertEquals(
                    List.of(new OrderResult.Part(0, Location.ANY, 0, 3), new OrderResult.Part(0, 0, 2, 0)),
                    waiting.parts());
            assertEquals(
                    ResultCode.ORDER_WAITING,
                    shop.confirmOrder(1, 1_250, TIMEOUT).code());
            assertEquals(3, shop.stock(1, 0, TIMEOUT).waitingAny());

            warehouse.adjustStock(2, 1, 0, 4, AdjustmentReason.RECEIPT, TIMEOUT);

            OrderView filled = shop.order(1, TIMEOUT);
            assertEquals(OrderStatus.RESERVED, filled.status());
            assertEquals(2, filled.orderVersion());
            assertEquals(List.of(new OrderView.Part(0, 1, 0, 250, 5, 5, 0, 0, 0)), filled.parts());
            assertNotEquals(waiting.deadlineNs(), filled.deadlineNs());
            assertEquals(1, shop.stock(1, 0, TIMEOUT).available());
            assertEquals(
                    OrderStatus.CONFIRMED,
                    shop.confirmOrder(1, 1_250, 2, TIMEOUT).status());
        }
    }

    private static Order order(long orderId, OrderTerms terms, int quantity) {
        return new Order(orderId, 42, terms, List.of(new Order.Line(1, 0, quantity, 250)));
    }

    private static boolean isOver(long deadlineNs) {
        return SystemEpochNanoClock.INSTANCE.nanoTime() > deadlineNs;
    }
}
