// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.holdfast.engine.DecodedAnswer.EngineReport;
import io.holdfast.engine.DecodedAnswer.OrderReport;
import io.holdfast.engine.DecodedAnswer.SkuReport;
import io.holdfast.engine.DecodedAnswer.StockReport;
import io.holdfast.engine.ModelCommand.Confirm;
import io.holdfast.engine.ModelCoverage.Event;
import io.holdfast.engine.ModelState.Place;
import io.holdfast.engine.codec.EffectKind;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An engine and the {@link Model} that are given the same commands. After each one the outcome and all that can be asked
 * is compared, and the {@link EngineInvariants} are checked.
 */
final class SideBySide {
    private static final long SKU_NEVER_DEFINED = 424_242;

    /** Where orders have more parts than this, only what a command touches is looked at after each one. */
    private static final int MANY_PARTS = 500;

    private static final int NOW_AND_THEN = 16;

    private record Decided(long timeNs, UnsafeBuffer command, UnsafeBuffer outcome) {}

    private final EngineInvariants invariants = new EngineInvariants();
    private final EngineRig rig = EngineRig.unconfigured(invariants);
    private final Model model = new Model();
    private final ModelState state = model.state();
    private final ModelCoverage coverage;
    private final UnaryOperator<Model.Outcome> fault;
    private final Commands commands = new Commands();
    private final List<Decided> decided = new ArrayList<>();
    private final Set<Long> skuIds = new HashSet<>(Set.of(SKU_NEVER_DEFINED));
    private final Set<Integer> locations = new HashSet<>(Set.of(0));
    /** All that were ever named, as they were told last. */
    private final Map<Long, OrderReport> orders = new HashMap<>();

    SideBySide(ModelCoverage coverage) {
        this(coverage, UnaryOperator.identity());
    }

    /** The fault is what befalls the engine's outcomes before they are compared. */
    SideBySide(ModelCoverage coverage, UnaryOperator<Model.Outcome> fault) {
        this.coverage = coverage;
        this.fault = fault;
    }

    Model model() {
        return model;
    }

    long timeNs() {
        return rig.timeNs();
    }

    void decide(TimedCommand next) {
        rig.advance(next.timeNs() - rig.timeNs());
        long sequence = rig.engine().lastSequence() + 1;
        long digest = rig.digest();
        long moment = state.moment();
        Object visible = model.reports().visible();
        Set<Long> movements = Set.copyOf(state.movements.keySet());
        Set<Long> shipments = Set.copyOf(state.shipments.keySet());
        Set<Long> returns = Set.copyOf(state.returns.keySet());

        Model.Outcome expected = model.decide(sequence, rig.timeNs(), next.command());
        UnsafeBuffer bytes = bytesOf(next.command());
        DecodedAnswer answer = rig.decide(bytes, 0, bytes.capacity());
        decided.add(new Decided(rig.timeNs(), bytes, new UnsafeBuffer(rig.outcomeBytes())));
        Model.Outcome outcome = fault.apply(new Model.Outcome(answer, rig.sideEffects()));

        assertEquals(expected, outcome);
        assertEquals(sequence, outcome.answer().header().sequence());
        if (state.moment() == moment) {
            assertEquals(digest, rig.digest(), "nothing has changed, nor may the digest");
        } else if (!visible.equals(model.reports().visible())) {
            assertNotEquals(digest, rig.digest(), "something has changed, so must the digest");
        }
        coverage.see(next.content(), outcome);
        coverage.seeIf(!state.movements.keySet().containsAll(movements), Event.MOVEMENT_FORGOTTEN);
        coverage.seeIf(!state.shipments.keySet().containsAll(shipments), Event.SHIPMENT_FORGOTTEN);
        coverage.seeIf(!state.returns.keySet().containsAll(returns), Event.RETURN_FORGOTTEN);
        seeBacklog();

        skuIds.addAll(next.skuIds());
        locations.addAll(next.locations());
        compareEngine();
        compareOrders(next, outcome);
        if (state.partCount() <= MANY_PARTS || sequence % NOW_AND_THEN == 0) {
            compareStocks();
        }
    }

    private UnsafeBuffer bytesOf(ModelCommand command) {
        byte[] bytes = new byte[command.encode(commands)];
        commands.buffer().getBytes(0, bytes);
        return new UnsafeBuffer(bytes);
    }

    private void seeBacklog() {
        if (state.settings.workPerCommand() > 0) {
            coverage.seeIf(!state.toBeMatched.isEmpty(), Event.BACKLOG_OF_STOCKS);
            coverage.seeIf(state.orders.values().stream().anyMatch(state::isOver), Event.BACKLOG_OF_EXPIRIES);
        }
    }

    private void compareEngine() {
        EngineReport report = rig.queryEngine();
        assertEquals(model.reports().engine(report.header().correlationId(), rig.digest()), report);
        assertEquals(state.settings, rig.engine().settings());
        assertEquals(
                Math.max(state.nowNs, model.work().nextNs()),
                Math.max(state.nowNs, rig.engine().nextWorkNs()),
                "when there is next something to do");
    }

    private void compareOrders(TimedCommand next, Model.Outcome outcome) {
        Set<Long> touched = new HashSet<>(next.orderIds());
        outcome.effects().forEach(effect -> touched.add(effect.orderId()));
        if (state.partCount() <= MANY_PARTS) {
            touched.addAll(orders.keySet());
        }
        for (long orderId : touched) {
            OrderReport before = orders.get(orderId);
            OrderReport after = rig.queryOrder(orderId);
            assertEquals(model.reports().order(after.header().correlationId(), orderId), after);
            if (next.orderIds().contains(orderId)) {
                invariants.note(next.content(), outcome.answer(), before, after);
            }
            invariants.check(after);
            compareTransition(orderId, before, after, outcome);
            orders.put(orderId, after);
        }
        if (next.orderIds().isEmpty()) {
            invariants.note(next.content(), outcome.answer(), null, null);
        }
        seeRetaking(next, outcome);
    }

    private void compareTransition(long orderId, OrderReport before, OrderReport after, Model.Outcome outcome) {
        OrderStatus statusBefore = before == null ? OrderStatus.NONE : before.status();
        OrderTransition transition = new OrderTransition(statusBefore, after.status());
        long effects = outcome.effects().stream()
                .filter(effect -> effect.orderId() == orderId && effect.kind() != EffectKind.FILLED)
                .count();
        invariants.checkSteps(transition, effects);
        coverage.see(transition);
    }

    private void seeRetaking(TimedCommand next, Model.Outcome outcome) {
        if (next.content() instanceof Confirm confirm && state.orders.containsKey(confirm.orderId())) {
            ModelOrder order = state.orders.get(confirm.orderId());
            coverage.seeIf(
                    outcome.answer().code() == ResultCode.ORDER_EXPIRED
                            && order.retakes()
                            && !order.wasWaiting
                            && order.original.totalMinor() == confirm.paidMinor(),
                    Event.RETAKE_REFUSED);
        }
    }

    private void compareStocks() {
        Map<Place, StockReport> stocks = new HashMap<>();
        for (long skuId : skuIds) {
            SkuReport sku = rig.querySku(skuId);
            assertEquals(model.reports().sku(sku.header().correlationId(), skuId), sku);
            for (int location : locations) {
                if (location != Commands.ANY) {
                    StockReport stock = rig.queryStock(skuId, location);
                    assertEquals(model.reports().stock(stock.header().correlationId(), skuId, location), stock);
                    stocks.put(new Place(skuId, location), stock);
                }
            }
        }
        invariants.check(stocks, orders.values());
    }

    /** The same commands give a fresh engine the same outcomes, byte for byte, and the same state. */
    void replay() {
        Engine engine = new Engine();
        UnsafeBuffer outcome = new UnsafeBuffer(new byte[Engine.MAX_OUTCOME_LENGTH]);
        long sequence = 0;
        for (Decided one : decided) {
            sequence++;
            int length = engine.decide(sequence, one.timeNs, one.command, 0, outcome, 0);
            assertEquals(one.outcome, new UnsafeBuffer(outcome, 0, length), "replayed outcome of sequence " + sequence);
        }
        assertEquals(rig.digest(), engine.digest());
        assertEquals(rig.engine().settings(), engine.settings());
        assertEquals(rig.engine().lastTimestampNs(), engine.lastTimestampNs());
        assertEquals(rig.engine().nextWorkNs(), engine.nextWorkNs());
    }
}
