// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.ModelOrder.Part;
import io.holdfast.engine.ModelState.Place;
import io.holdfast.engine.ModelState.Remembered;
import io.holdfast.engine.ModelState.Waiter;
import io.holdfast.engine.codec.OrderStatus;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Rules, "Work": what the {@link Model} does by itself, a bounded amount before and again after each command. */
final class ModelWork {
    private static final int NOTHING_LEFT = -1;

    private final ModelState state;

    ModelWork(ModelState state) {
        this.state = state;
    }

    void work() {
        int spent = 0;
        while (spent < state.settings.workPerCommand()) {
            int cost = doFirst();
            if (cost == NOTHING_LEFT) {
                return;
            }
            spent += cost;
        }
    }

    /** Does the first thing there is to do; returns what that spends. */
    private int doFirst() {
        if (!state.toBeMatched.isEmpty()) {
            return match(state.toBeMatched.iterator().next());
        }
        Optional<ModelOrder> over =
                state.orders.values().stream().filter(state::isOver).min(EARLIEST_DEADLINE);
        if (over.isPresent()) {
            return expire(over.get());
        }
        Optional<ModelOrder> old = state.orders.values().stream()
                .filter(order -> order.isFinished() && order.changedNs < state.forgottenBeforeNs())
                .min(LONGEST_UNCHANGED);
        if (old.isPresent()) {
            return forget(old.get());
        }
        return forgetOldest(state.movements) || forgetOldest(state.shipments) || forgetOldest(state.returns)
                ? 1
                : NOTHING_LEFT;
    }

    private static final Comparator<ModelOrder> EARLIEST_DEADLINE = Comparator.comparingLong(
                    (ModelOrder order) -> order.deadlineNs)
            .thenComparingLong(order -> order.deadlineSet);
    private static final Comparator<ModelOrder> LONGEST_UNCHANGED = Comparator.comparingLong(order -> order.changed);

    private int match(Place place) {
        long available = state.available(place);
        Optional<Waiter> first = state.firstWaiter(place);
        if (available <= 0 || first.isEmpty()) {
            state.toBeMatched.remove(place);
            return 1;
        }
        if (state.isOver(first.get().order())) {
            return expire(first.get().order());
        }
        fill(first.get().order(), first.get().part(), place, (int)
                Math.min(available, first.get().part().waiting));
        return 1;
    }

    private void fill(ModelOrder order, Part part, Place place, int units) {
        part.waiting -= units;
        if (part.location == Commands.ANY) {
            part.quantity -= units;
            Part there = partAt(order, part, place.location());
            there.quantity += units;
            there.held += units;
        } else {
            part.held += units;
        }
        state.changed(order);
        long orderId = order.submitted.orderId();
        state.effects.add(SideEffect.filled(orderId, place.skuId(), place.location(), units));
        if (order.parts.stream().allMatch(each -> each.waiting == 0)) {
            order.status = OrderStatus.RESERVED;
            state.setDeadline(order, order.timeToPayNs);
            state.effects.add(SideEffect.reserved(orderId));
        }
    }

    /** The part that a line has at a location; a new one, behind the line's others, if it has none there. */
    private static Part partAt(ModelOrder order, Part any, int location) {
        int behind = 0;
        for (Part part : order.parts) {
            if (part.line == any.line && part.location == location) {
                return part;
            }
            if (part.line <= any.line) {
                behind++;
            }
        }
        Part part = new Part(any.line, any.asked, location, 0, 0);
        order.parts.add(behind, part);
        return part;
    }

    private int expire(ModelOrder order) {
        state.expire(order);
        return order.parts.size();
    }

    private int forget(ModelOrder order) {
        state.orders.remove(order.submitted.orderId());
        forgot();
        return Math.max(1, order.parts.size());
    }

    private boolean forgetOldest(Map<Long, ? extends Remembered<?>> remembered) {
        Iterator<? extends Remembered<?>> oldest = remembered.values().iterator();
        if (!oldest.hasNext() || oldest.next().decidedNs() >= state.forgottenBeforeNs()) {
            return false;
        }
        oldest.remove();
        forgot();
        return true;
    }

    private void forgot() {
        state.happens();
        state.horizonNs = Math.max(state.horizonNs, state.nowNs - state.settings.retentionWindowNs());
    }

    /** When there is next something to do but forgetting; not after now if there is already, the largest number if never. */
    long nextNs() {
        if (state.settings.workPerCommand() == 0) {
            return Long.MAX_VALUE;
        }
        return state.toBeMatched.isEmpty()
                ? deadlines().min(Comparator.naturalOrder()).orElse(Long.MAX_VALUE)
                : state.nowNs;
    }

    /** The times at which orders will be over, or something can be forgotten. */
    Stream<Long> ahead() {
        long keptNs = state.settings.retentionWindowNs() + state.largestToleranceNs + 1;
        Stream<Long> finished =
                state.orders.values().stream().filter(ModelOrder::isFinished).map(order -> order.changedNs + keptNs);
        Stream<Long> decided = Stream.of(state.movements, state.shipments, state.returns)
                .flatMap(remembered -> remembered.values().stream())
                .map(remembered -> remembered.decidedNs() + keptNs);
        return Stream.of(deadlines(), finished, decided).flatMap(times -> times);
    }

    private Stream<Long> deadlines() {
        return state.orders.values().stream()
                .filter(order -> order.is(OrderStatus.RESERVED, OrderStatus.WAITING) && order.deadlineNs != 0)
                .map(order -> order.deadlineNs);
    }
}
