// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.DecodedAnswer.OrderReport;
import io.holdfast.engine.DecodedAnswer.StockReport;
import io.holdfast.engine.EngineRig;
import io.holdfast.engine.Seed;
import io.holdfast.engine.codec.EffectKind;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.journal.DataDirectory;
import io.holdfast.replay.Replay;
import io.holdfast.replay.ReplayObserver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.LongStream;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens: histories come to what the engine reports, and those of orders to those of stocks. */
class RandomHistoriesTest {
    private static final int COMMANDS = 10_000;

    /** An order's units of a stock. */
    private record Key(long orderId, long skuId, int location) {}

    @TempDir
    private Path path;

    private final Map<Key, StockUnits> byStocks = new HashMap<>();
    private final Map<Key, StockUnits> byOrders = new HashMap<>();
    private int refusedBeforeEffect;
    private final Set<Cause> causes = EnumSet.noneOf(Cause.class);

    @Test
    void shouldComeToWhatTheEngineReports() {
        Seed.run(random -> {
            try (HistoryRig rig = new HistoryRig(path)) {
                new RandomShop(random, rig.engine).run(COMMANDS);
                List<StockHistory> stocks = LongStream.rangeClosed(1, RandomShop.SKUS)
                        .mapToObj(sku -> new StockHistory(sku, OptionalInt.empty(), this::onChange))
                        .toList();
                List<OrderFollower> orders = LongStream.range(0, RandomShop.ORDERS)
                        .mapToObj(OrderFollower::new)
                        .toList();
                List<ReplayObserver> all = new ArrayList<>(stocks);
                orders.forEach(order -> all.add(order.history));
                Replay replay = Replay.of(DataDirectory.journalSource(path), new Together(all));

                stocks.forEach(stock -> expectReported(rig.engine, stock.sums(replay.engine())));
                orders.forEach(order -> order.expectReported(rig.engine));
                assertEquals(byStocks, byOrders);
                assertEquals(EnumSet.allOf(Cause.class), causes, "the run should have had it all");
                assertTrue(refusedBeforeEffect > 0, "the run should have had it all");
            }
        });
    }

    private void onChange(StockChange change) {
        causes.add(change.cause());
        if (change.cause().isOfOrder()) {
            add(byStocks, change.move());
        }
    }

    private static void expectReported(EngineRig engine, List<StockSum> sums) {
        for (StockSum sum : sums) {
            assertTrue(sum.isWhole(), sum::toString);
            StockReport report = engine.queryStock(sum.skuId(), sum.location());
            assertEquals(new StockUnits(report.onHand(), report.reserved(), report.allocated()), sum.now());
        }
    }

    private static void add(Map<Key, StockUnits> sums, StockMove move) {
        Key key = new Key(move.orderId(), move.skuId(), move.location());
        sums.put(key, sums.getOrDefault(key, StockUnits.NONE).plus(move.delta()));
    }

    /** Counts an order's versions and compares them with those that it was answered with. */
    private final class OrderFollower {
        private final OrderHistory history;
        private final long orderId;
        private int version;
        private OrderEvent last;

        OrderFollower(long orderId) {
            this.orderId = orderId;
            this.history = new OrderHistory(orderId, this::onEvent);
        }

        private void onEvent(OrderEvent event) {
            event.moves().forEach(move -> add(byOrders, move));
            if (event.effect() == null) {
                onCommand(event.decision());
            } else if (event.effect().kind() != EffectKind.RESERVED) {
                version++;
                refusedBeforeEffect += isOfSameRecord(event) ? 1 : 0;
            }
            last = event;
        }

        private boolean isOfSameRecord(OrderEvent event) {
            return last.effect() == null
                    && last.decision().sequence() == event.decision().sequence()
                    && event.decision().outcome().code() != ResultCode.OK;
        }

        private void onCommand(Decision decision) {
            if (decision.command() instanceof RecordedCommand.SubmitOrder) {
                int answered = ((RecordedOutcome.OfOrder) decision.outcome()).orderVersion();
                version = answered == 1 && !decision.repeats() ? 1 : version;
                return;
            }
            version += decision.takesEffect() ? 1 : 0;
            int answered = decision.outcome() instanceof RecordedOutcome.OfOrder order
                    ? order.orderVersion()
                    : ((RecordedOutcome.OfFulfilment) decision.outcome()).orderVersion();
            if (!decision.repeats() && answered != 0) {
                assertEquals(answered, version, decision::toString);
            }
        }

        void expectReported(EngineRig engine) {
            OrderReport report = engine.queryOrder(orderId);
            if (report.status() != OrderStatus.NONE) {
                assertEquals(report.orderVersion(), version);
            }
        }
    }

    /** Several observers of one replay. */
    private record Together(List<ReplayObserver> observers) implements ReplayObserver {
        @Override
        public void onStockChange(
                long skuId, int location, long onHandDelta, long reservedDelta, long allocatedDelta, long orderId) {
            observers.forEach(observer ->
                    observer.onStockChange(skuId, location, onHandDelta, reservedDelta, allocatedDelta, orderId));
        }

        @Override
        public void onRecord(
                long sequence,
                long timestampNs,
                DirectBuffer buffer,
                int commandOffset,
                int commandLength,
                int outcomeOffset,
                int outcomeLength) {
            observers.forEach(observer -> observer.onRecord(
                    sequence, timestampNs, buffer, commandOffset, commandLength, outcomeOffset, outcomeLength));
        }
    }
}
