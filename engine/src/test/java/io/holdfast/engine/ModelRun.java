// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.DecodedAnswer.EngineReport;
import io.holdfast.engine.DecodedAnswer.Header;
import io.holdfast.engine.DecodedAnswer.OrderOutcome;
import io.holdfast.engine.DecodedAnswer.OrderReport;
import io.holdfast.engine.DecodedAnswer.StockReport;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The life of one engine beside the {@link Model}. After each command the outcome, the counts, the stocks, the touched
 * order and whether the digest has moved are compared, and the design's invariants 1, 5 and 6 are checked on what the
 * engine says; now and then all orders, invariants 2 and 3, and that a fresh engine that is given the same commands
 * gives the same bytes and the same digest.
 */
final class ModelRun {
    /** What has been seen over all runs. */
    record Coverage(Set<ResultCode> codes, Set<OrderStatus> statuses) {
        static Coverage none() {
            return new Coverage(EnumSet.noneOf(ResultCode.class), EnumSet.noneOf(OrderStatus.class));
        }
    }

    private record Decided(long timeNs, UnsafeBuffer command, UnsafeBuffer outcome) {}

    private record Place(long skuId, int location) {}

    private static final Map<OrderStatus, Set<OrderStatus>> TRANSITIONS = Map.of(
            OrderStatus.NONE, EnumSet.of(OrderStatus.NONE, OrderStatus.REJECTED, OrderStatus.RESERVED),
            OrderStatus.REJECTED, EnumSet.of(OrderStatus.REJECTED),
            OrderStatus.RESERVED, EnumSet.of(OrderStatus.RESERVED, OrderStatus.CONFIRMED, OrderStatus.CANCELLED),
            OrderStatus.CONFIRMED, EnumSet.of(OrderStatus.CONFIRMED, OrderStatus.CANCELLED),
            OrderStatus.CANCELLED, EnumSet.of(OrderStatus.CANCELLED));

    private static final long SKU_NEVER_DEFINED = 424_242;

    private final Random random;
    private final Coverage coverage;
    private final EngineRig rig = EngineRig.unconfigured();
    private final Commands commands = new Commands();
    private final Model model = new Model();
    private final RandomCommands randomCommands;
    private final List<Decided> decided = new ArrayList<>();
    private final Map<Long, OrderStatus> statuses = new HashMap<>();
    private ModelCommand command;

    ModelRun(Random random, Coverage coverage) {
        this.random = random;
        this.coverage = coverage;
        this.randomCommands = new RandomCommands(random, model);
    }

    int run(int count) {
        for (int i = 1; i <= count; i++) {
            rig.advance(randomCommands.timeStepNs());
            command = randomCommands.next(rig.timeNs());
            step();
            if (i == count || random.nextInt(200) == 0) {
                compareOrders();
                replay();
            }
        }
        return count;
    }

    @Override
    public String toString() {
        return decided.size() + " more, then " + command;
    }

    private void step() {
        long sequence = rig.engine().lastSequence() + 1;
        long digest = rig.digest();
        int changes = model.changes();

        DecodedAnswer expected = model.decide(sequence, rig.timeNs(), command);
        UnsafeBuffer bytes = bytesOf(command);
        DecodedAnswer outcome = rig.decide(bytes, 0, bytes.capacity());
        decided.add(new Decided(rig.timeNs(), bytes, new UnsafeBuffer(rig.answerBytes())));

        assertEquals(expected, outcome);
        assertEquals(sequence, outcome.header().sequence());
        assertEquals(model.changes() > changes, rig.digest() != digest, "the digest moves if the state does");
        compareEngine();
        compareStocks();
        coverage.codes.add(outcome.code());
        if (outcome instanceof OrderOutcome order) {
            compareOrder(order.orderId());
        }
    }

    private UnsafeBuffer bytesOf(ModelCommand ofCommand) {
        byte[] bytes = new byte[ofCommand.encode(commands)];
        commands.buffer().getBytes(0, bytes);
        return new UnsafeBuffer(bytes);
    }

    private void compareEngine() {
        EngineReport report = rig.queryEngine();
        long sequence = decided.size();
        Header header = new Header(report.header().correlationId(), sequence, sequence, ResultCode.OK);
        assertEquals(
                new EngineReport(
                        header,
                        rig.timeNs(),
                        rig.digest(),
                        model.skuCount(),
                        model.orderCount(),
                        model.adjustmentCount()),
                report);
        assertEquals(model.settings(), rig.engine().settings());
    }

    private void compareStocks() {
        for (long skuId : randomCommands.skuIds()) {
            for (int location : randomCommands.locations()) {
                compareStock(skuId, location);
            }
        }
        compareStock(SKU_NEVER_DEFINED, 0);
    }

    private void compareStock(long skuId, int location) {
        StockReport report = rig.queryStock(skuId, location);
        assertEquals(model.stock(report.header().correlationId(), skuId, location), report);
        assertTrue(
                report.reserved() >= 0
                        && report.allocated() >= 0
                        && report.reserved() + report.allocated() <= report.onHand(),
                report::toString);
    }

    private OrderReport compareOrder(long orderId) {
        OrderReport report = rig.queryOrder(orderId);
        assertEquals(model.order(report.header().correlationId(), orderId), report);
        OrderStatus before = statuses.getOrDefault(orderId, OrderStatus.NONE);
        assertTrue(
                TRANSITIONS.get(before).contains(report.status()), () -> report + " cannot be, it has been " + before);
        statuses.put(orderId, report.status());
        coverage.statuses.add(report.status());
        return report;
    }

    /** Every order is as in the model, and the stocks are the sums over their lines, by what the engine itself says. */
    private void compareOrders() {
        Map<Place, Long> reserved = new HashMap<>();
        Map<Place, Long> allocated = new HashMap<>();
        for (long orderId : randomCommands.orderIds()) {
            if (statuses.containsKey(orderId)) {
                OrderStatus before = statuses.get(orderId);
                OrderReport order = compareOrder(orderId);
                assertEquals(before, order.status());
            }
        }
        for (Map.Entry<Long, OrderStatus> entry : statuses.entrySet()) {
            OrderStatus status = entry.getValue();
            if (status == OrderStatus.RESERVED || status == OrderStatus.CONFIRMED) {
                Map<Place, Long> sums = status == OrderStatus.RESERVED ? reserved : allocated;
                for (Line line : rig.queryOrder(entry.getKey()).lines()) {
                    sums.merge(new Place(line.skuId(), line.location()), (long) line.quantity(), Long::sum);
                }
            }
        }
        for (long skuId : randomCommands.skuIds()) {
            for (int location : randomCommands.locations()) {
                StockReport stock = rig.queryStock(skuId, location);
                assertEquals(reserved.getOrDefault(new Place(skuId, location), 0L), stock.reserved());
                assertEquals(allocated.getOrDefault(new Place(skuId, location), 0L), stock.allocated());
            }
        }
    }

    /** The same commands give a fresh engine the same outcomes, byte for byte, and the same state. */
    private void replay() {
        Engine engine = new Engine();
        UnsafeBuffer outcome = new UnsafeBuffer(new byte[Engine.MAX_ANSWER_LENGTH]);
        long sequence = 0;
        for (Decided one : decided) {
            sequence++;
            int length = engine.decide(sequence, one.timeNs, one.command, 0, outcome, 0);
            assertEquals(one.outcome, new UnsafeBuffer(outcome, 0, length), "replayed outcome of sequence " + sequence);
        }
        assertEquals(rig.digest(), engine.digest());
        assertEquals(rig.engine().settings(), engine.settings());
        assertEquals(rig.engine().lastTimestampNs(), engine.lastTimestampNs());
    }
}
