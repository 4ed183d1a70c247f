// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Location;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.EngineReportDecoder;
import io.holdfast.engine.codec.FulfilmentOutcomeDecoder;
import io.holdfast.engine.codec.LatePayment;
import io.holdfast.engine.codec.OrderOutcomeDecoder;
import io.holdfast.engine.codec.OrderReportDecoder;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.codec.SkuOutcomeDecoder;
import io.holdfast.engine.codec.SkuReportDecoder;
import io.holdfast.engine.codec.StockOutcomeDecoder;
import io.holdfast.engine.codec.StockReportDecoder;
import io.holdfast.engine.codec.TransferOutcomeDecoder;
import io.holdfast.server.TestServer.Medium;
import io.holdfast.transport.client.AdjustmentResult;
import io.holdfast.transport.client.BlockingClient;
import io.holdfast.transport.client.EngineView;
import io.holdfast.transport.client.FulfilmentResult;
import io.holdfast.transport.client.HoldfastClient;
import io.holdfast.transport.client.Order;
import io.holdfast.transport.client.OrderResult;
import io.holdfast.transport.client.OrderReturn;
import io.holdfast.transport.client.OrderTerms;
import io.holdfast.transport.client.OrderView;
import io.holdfast.transport.client.OutcomeListener;
import io.holdfast.transport.client.RefusedException;
import io.holdfast.transport.client.Shipment;
import io.holdfast.transport.client.SkuResult;
import io.holdfast.transport.client.SkuTerms;
import io.holdfast.transport.client.SkuView;
import io.holdfast.transport.client.StockView;
import io.holdfast.transport.client.TransferResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every command and query in the life of two orders, by the one face of the client and by the other: the same answers. */
@Timeout(120)
class BothFacesTest {
    private static final Duration TIMEOUT = TestServer.TIMEOUT;
    private static final int ANY = Location.ANY;
    private static final SkuTerms TERMS = new SkuTerms(250, 1, 50, List.of(2, 0));
    private static final SkuTerms NEW_TERMS = TERMS.withListPriceMinor(300).withCustomerLimit(0);
    private static final OrderTerms WAITING = OrderTerms.DEFAULT
            .withPolicy(ShortagePolicy.WAIT)
            .withTimeToPay(Duration.ofDays(1))
            .withTimeToWait(Duration.ofDays(2))
            .withPriority(7)
            .withLatePayment(LatePayment.RETAKE);

    @TempDir
    private Path dir;

    /** What is answered, in order; the times in it, which are those of the day, are whether there are any. */
    private static final List<Object> EXPECTED = List.of(
            new SkuResult(ResultCode.OK, 2, 2, 1, 1),
            new SkuView(ResultCode.OK, 2, 1, "A", TERMS, false, 1),
            new AdjustmentResult(ResultCode.OK, 3, 3, 1, 1, 0, 10, 0),
            new AdjustmentResult(ResultCode.OK, 4, 4, 2, 1, 2, 4, 0),
            new TransferResult(ResultCode.OK, 5, 5, 3, 1, 0, 2, 7, 0, 7),
            new OrderResult(
                    ResultCode.OK,
                    6,
                    6,
                    10,
                    OrderStatus.RESERVED,
                    1_500,
                    0,
                    0,
                    1,
                    1,
                    List.of(new OrderResult.Part(0, 2, 6, 0))),
            // Of location 0 one unit is safety stock, and of location 2 what is left.
            new OrderResult(
                    ResultCode.OK,
                    7,
                    7,
                    11,
                    OrderStatus.WAITING,
                    5_000,
                    0,
                    0,
                    1,
                    1,
                    List.of(new OrderResult.Part(0, ANY, 0, 14), new OrderResult.Part(0, 0, 6, 0))),
            new OrderResult(ResultCode.VERSION_MISMATCH, 8, 8, 10, OrderStatus.RESERVED, 1_500, 0, 0, 1, 1, List.of()),
            new OrderResult(ResultCode.OK, 9, 9, 10, OrderStatus.CONFIRMED, 1_500, 1_500, 0, 0, 2, List.of()),
            new FulfilmentResult(ResultCode.OK, 10, 10, 1, 10, 2, 0, 3, OrderStatus.CONFIRMED),
            new FulfilmentResult(ResultCode.OK, 11, 11, 2, 10, 4, 0, 4, OrderStatus.FULFILLED),
            new FulfilmentResult(ResultCode.OK, 12, 12, 1, 10, 1, 250, 5, OrderStatus.FULFILLED),
            new FulfilmentResult(ResultCode.OK, 13, 13, 2, 10, 5, 1_250, 6, OrderStatus.FULFILLED),
            new SkuResult(ResultCode.VERSION_MISMATCH, 14, 14, 1, 1),
            new SkuResult(ResultCode.OK, 15, 15, 1, 2),
            new OrderResult(ResultCode.VERSION_MISMATCH, 16, 16, 11, OrderStatus.WAITING, 5_000, 0, 0, 1, 1, List.of()),
            new OrderResult(ResultCode.OK, 17, 17, 11, OrderStatus.CANCELLED, 5_000, 0, 0, 0, 2, List.of()),
            new StockView(ResultCode.OK, 17, 1, 7, 1, 0, 0, 0, 0, 0, 1, 300, "A"),
            new SkuView(ResultCode.OK, 17, 1, "A", NEW_TERMS, true, 2),
            new OrderView(
                    ResultCode.OK,
                    17,
                    13,
                    10,
                    42,
                    OrderStatus.FULFILLED,
                    ResultCode.OK,
                    1_500,
                    1_500,
                    1_500,
                    0,
                    6,
                    List.of(new OrderView.Part(0, 1, 2, 250, 6, 0, 0, 6, 6))),
            new EngineView(17, 1, 1, 1, 2, 3, 2, 2, 3, 1));

    @ParameterizedTest
    @EnumSource
    void shouldAnswerEachOfTheBlockingClientsCalls(Medium medium) throws IOException {
        try (TestServer server = TestServer.start(dir, medium, Map.of());
                BlockingClient client = server.connect()) {
            List<Object> answers = new ArrayList<>();
            answers.add(client.defineSku(1, "A", TERMS, TIMEOUT));
            answers.add(client.sku(1, TIMEOUT));
            answers.add(client.adjustStock(1, 1, 0, 10, AdjustmentReason.RECEIPT, TIMEOUT));
            answers.add(client.adjustStock(2, 1, 2, 4, AdjustmentReason.RECEIPT, "DN-17", TIMEOUT));
            answers.add(client.transferStock(3, 1, 0, 2, 3, "for the web", TIMEOUT));
            answers.add(client.submit(new Order(10, 42, List.of(new Order.Line(1, ANY, 6, 250))), TIMEOUT));
            answers.add(client.submit(new Order(11, 43, WAITING, List.of(new Order.Line(1, ANY, 20, 250))), TIMEOUT));
            answers.add(client.confirmOrder(10, 1_500, 2, TIMEOUT));
            answers.add(client.confirmOrder(10, 1_500, TIMEOUT));
            answers.add(client.ship(Shipment.of(1, 10, new Shipment.Line(0, 2)).withExpectedVersion(2), TIMEOUT));
            answers.add(client.ship(Shipment.ofEverything(2, 10), TIMEOUT));
            answers.add(client.takeBack(
                    OrderReturn.of(1, 10, new OrderReturn.Line(0, 1)).withLocation(7), TIMEOUT));
            answers.add(client.takeBack(
                    OrderReturn.ofEverything(2, 10).withExpectedVersion(5).withoutRestock(), TIMEOUT));
            answers.add(client.updateSku(1, NEW_TERMS, true, 3, TIMEOUT));
            answers.add(client.updateSku(1, NEW_TERMS, true, 1, TIMEOUT));
            answers.add(client.cancelOrder(11, 9, TIMEOUT));
            answers.add(client.cancelOrder(11, TIMEOUT));
            answers.add(client.stock(1, 7, TIMEOUT));
            answers.add(client.sku(1, TIMEOUT));
            answers.add(client.order(10, TIMEOUT));
            answers.add(client.engine(TIMEOUT));
            expectAll(answers);
        }
    }

    /** All in flight at once, with the builders that need no objects. */
    @ParameterizedTest
    @EnumSource
    void shouldAnswerEachOfTheAsynchronousClientsCalls(Medium medium) throws IOException {
        Answers answers = new Answers();
        try (TestServer server = TestServer.start(dir, medium, Map.of());
                HoldfastClient client = server.connect(answers)) {
            List<Long> ids = new ArrayList<>();
            ids.add(client.defineSku(1, "A", TERMS));
            ids.add(client.querySku(1));
            ids.add(client.adjustStock(1, 1, 0, 10, AdjustmentReason.RECEIPT));
            ids.add(client.adjustStock(2, 1, 2, 4, AdjustmentReason.RECEIPT, "DN-17"));
            ids.add(client.transferStock(3, 1, 0, 2, 3, "for the web"));
            ids.add(client.order(10, 42, 1).line(1, ANY, 6, 250).submit());
            ids.add(client.order(11, 43, 1)
                    .policy(ShortagePolicy.WAIT)
                    .timeToPay(Duration.ofDays(1))
                    .timeToWait(Duration.ofDays(2))
                    .priority(7)
                    .latePayment(LatePayment.RETAKE)
                    .line(1, ANY, 20, 250)
                    .submit());
            ids.add(client.confirmOrder(10, 1_500, 2));
            ids.add(client.confirmOrder(10, 1_500));
            ids.add(client.shipment(1, 10, 1).expectedVersion(2).line(0, 2).submit());
            ids.add(client.shipment(2, 10, 0).submit());
            ids.add(client.orderReturn(1, 10, 1).location(7).line(0, 1).submit());
            ids.add(client.orderReturn(2, 10, 0)
                    .expectedVersion(5)
                    .restock(false)
                    .submit());
            ids.add(client.updateSku(1, NEW_TERMS, true, 3));
            ids.add(client.updateSku(1, NEW_TERMS, true, 1));
            ids.add(client.cancelOrder(11, 9));
            ids.add(client.cancelOrder(11));
            ids.add(client.queryStock(1, 7));
            ids.add(client.querySku(1));
            ids.add(client.queryOrder(10));
            ids.add(client.queryEngine());
            await().atMost(TIMEOUT).until(() -> {
                client.poll();
                return answers.ids.size() == ids.size();
            });
            assertEquals(ids, answers.ids);
            expectAll(answers.results);
        }
    }

    @Test
    void shouldRefuseWhatAMessageHasNoRoomFor() throws IOException {
        try (TestServer server = TestServer.start(dir, Medium.IPC, Map.of());
                HoldfastClient client = server.connect(new Answers())) {
            expectNoRoom(() -> client.defineSku(1, "ä".repeat(17), SkuTerms.DEFAULT));
            expectNoRoom(() -> client.defineSku(1, "A", SkuTerms.DEFAULT.withLocationOrder(-1)));
            expectNoRoom(() -> client.adjustStock(1, 1, ANY, 1, AdjustmentReason.COUNT));
            expectNoRoom(() -> client.adjustStock(1, 1, 0, 1, AdjustmentReason.COUNT, "x".repeat(33)));
            expectNoRoom(() -> client.transferStock(1, 1, ANY, 0, 1, ""));
            expectNoRoom(() -> client.transferStock(1, 1, 0, 65_536, 1, ""));
            expectNoRoom(() -> client.order(1, 1, 2_049));
            expectNoRoom(() -> client.order(1, 1, 1).priority(8));
            expectNoRoom(() -> client.order(1, 1, 1).line(1, 65_536, 1, 1));
            expectNoRoom(() -> client.shipment(1, 1, 1).line(2_048, 1));
            expectNoRoom(() -> client.orderReturn(1, 1, 1).line(-1, 1));
            expectNoRoom(() -> client.queryStock(1, ANY));
            expectNoRoom(() -> Shipment.of(1, 1));
            expectNoRoom(() -> OrderReturn.of(1, 1));
        }
    }

    @Test
    void shouldRefuseOnlyTheCommandWhoseDeadlineIsOver() throws IOException {
        Answers answers = new Answers();
        try (TestServer server = TestServer.start(dir, Medium.IPC, Map.of());
                BlockingClient blocking = server.connect();
                HoldfastClient client = server.connect(answers)) {
            long overNs = client.timeNs() - TIMEOUT.toNanos();
            RefusedException refusal = assertThrows(
                    RefusedException.class, () -> blocking.deadlineAt(overNs).cancelOrder(1, TIMEOUT));
            assertEquals(ResultCode.DEADLINE_PASSED, refusal.code());
            assertEquals(
                    ResultCode.UNKNOWN_ORDER, blocking.cancelOrder(1, TIMEOUT).code());

            assertThrows(
                    IllegalArgumentException.class,
                    () -> blocking.deadlineAt(overNs).firstSentAt(1).cancelOrder(1, Duration.ZERO));
            assertEquals(
                    ResultCode.UNKNOWN_ORDER, blocking.cancelOrder(1, TIMEOUT).code());

            client.deadlineAt(overNs).cancelOrder(1);
            client.deadlineAt(client.timeNs() + TIMEOUT.toNanos()).cancelOrder(1);
            await().atMost(TIMEOUT).until(() -> {
                client.poll();
                return answers.results.size() == 2;
            });
            assertEquals(ResultCode.DEADLINE_PASSED, answers.results.get(0));
            assertEquals(ResultCode.UNKNOWN_ORDER, ((OrderResult) answers.results.get(1)).code());
        }
    }

    @Test
    void shouldSayThatTheMemoryIsSmallerThanWhatIsAllowed() throws IOException {
        try (TestServer server = TestServer.start(dir, Medium.IPC, Map.of("holdfast.max.order.lines", "2000000000"))) {
            assertEquals(1, server.notices.size(), server.notices::toString);
            assertTrue(server.notices.get(0).contains("give more with HOLDFAST_JAVA_OPTS=-XX:MaxDirectMemorySize"));
        }
    }

    private static void expectNoRoom(Runnable call) {
        assertThrows(IllegalArgumentException.class, call::run);
    }

    private static void expectAll(List<Object> answers) {
        assertEquals(EXPECTED.size(), answers.size());
        for (int i = 0; i < answers.size(); i++) {
            assertEquals(EXPECTED.get(i), ofNoDay(answers.get(i)));
        }
    }

    private static Object ofNoDay(Object answer) {
        if (answer instanceof OrderResult order) {
            return new OrderResult(
                    order.code(),
                    order.sequence(),
                    order.decidedSequence(),
                    order.orderId(),
                    order.status(),
                    order.totalMinor(),
                    order.paidMinor(),
                    order.refundDueMinor(),
                    Long.signum(order.deadlineNs()),
                    order.orderVersion(),
                    order.parts());
        }
        if (answer instanceof EngineView engine) {
            return new EngineView(
                    engine.sequence(),
                    Long.signum(engine.timestampNs()),
                    1,
                    engine.skus(),
                    engine.orders(),
                    engine.adjustments(),
                    engine.shipments(),
                    engine.returns(),
                    engine.orderParts(),
                    engine.customerCounts());
        }
        return answer;
    }

    /** Keeps all answers, in the order in which they come. */
    private static final class Answers implements OutcomeListener {
        final List<Long> ids = new ArrayList<>();
        final List<Object> results = new ArrayList<>();

        private void take(long correlationId, Object result) {
            ids.add(correlationId);
            results.add(result);
        }

        @Override
        public void onSku(SkuOutcomeDecoder outcome) {
            take(outcome.header().correlationId(), SkuResult.of(outcome));
        }

        @Override
        public void onStock(StockOutcomeDecoder outcome) {
            take(outcome.header().correlationId(), AdjustmentResult.of(outcome));
        }

        @Override
        public void onTransfer(TransferOutcomeDecoder outcome) {
            take(outcome.header().correlationId(), TransferResult.of(outcome));
        }

        @Override
        public void onOrder(OrderOutcomeDecoder outcome) {
            take(outcome.header().correlationId(), OrderResult.of(outcome));
        }

        @Override
        public void onFulfilment(FulfilmentOutcomeDecoder outcome) {
            take(outcome.header().correlationId(), FulfilmentResult.of(outcome));
        }

        @Override
        public void onStockReport(StockReportDecoder report) {
            take(report.header().correlationId(), StockView.of(report));
        }

        @Override
        public void onOrderReport(OrderReportDecoder report) {
            take(report.header().correlationId(), OrderView.of(report));
        }

        @Override
        public void onSkuReport(SkuReportDecoder report) {
            take(report.header().correlationId(), SkuView.of(report));
        }

        @Override
        public void onEngineReport(EngineReportDecoder report) {
            take(report.header().correlationId(), EngineView.of(report));
        }

        @Override
        public void onRefusal(long correlationId, ResultCode code) {
            take(correlationId, code);
        }

        @Override
        public void onClosed(ResultCode reason) {
            take(0, reason);
        }
    }
}
