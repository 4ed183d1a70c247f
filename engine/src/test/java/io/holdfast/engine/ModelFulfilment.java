// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.Commands.ReturnLine;
import io.holdfast.engine.Commands.ShipLine;
import io.holdfast.engine.DecodedAnswer.FulfilmentOutcome;
import io.holdfast.engine.DecodedAnswer.Header;
import io.holdfast.engine.ModelCommand.Content;
import io.holdfast.engine.ModelCommand.Return;
import io.holdfast.engine.ModelCommand.Ship;
import io.holdfast.engine.ModelOrder.Part;
import io.holdfast.engine.ModelState.Place;
import io.holdfast.engine.ModelState.Remembered;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.Switch;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** Rules, "... shipping, returning". */
final class ModelFulfilment {
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final int MOST_LINES = 2_048;

    private final ModelState state;

    ModelFulfilment(ModelState state) {
        this.state = state;
    }

    FulfilmentOutcome ship(Ship wanted) {
        ModelOrder order = ModelPayments.named(state, wanted.orderId());
        Remembered<FulfilmentOutcome> known = state.shipments.get(wanted.shipmentId());
        Wrong wrong = Wrong.age(state).addIf(isOther(known, wanted), ResultCode.ID_CONFLICT);
        if (known != null && wrong.nothing()) {
            return again(known.outcome());
        }

        List<ShipLine> lines = wanted.lines();
        wrong.addIf(state.shipments.size() >= state.settings.maxShipments(), ResultCode.CAPACITY)
                .addIf(lines.size() > MOST_LINES, ResultCode.TOO_MANY_LINES)
                .addIf(lines.stream().anyMatch(line -> line.quantity() < 1), ResultCode.INVALID_QUANTITY)
                .addIf(order == null, ResultCode.UNKNOWN_ORDER);
        if (order != null) {
            wrong.addIf(order.is(OrderStatus.REJECTED), ResultCode.ORDER_REJECTED)
                    .addIf(order.is(OrderStatus.CANCELLED), ResultCode.ORDER_CANCELLED)
                    .addIf(order.is(OrderStatus.EXPIRED), ResultCode.ORDER_EXPIRED)
                    .addIf(order.is(OrderStatus.RESERVED, OrderStatus.WAITING), ResultCode.ORDER_NOT_PAID)
                    .addIf(order.is(OrderStatus.FULFILLED), ResultCode.ORDER_FULFILLED)
                    .addIf(ModelPayments.isOther(order, wanted.expectedVersion()), ResultCode.VERSION_MISMATCH)
                    .addIf(lines.stream().anyMatch(line -> !hasLine(order, line)), ResultCode.UNKNOWN_LINE);
        }
        Map<Part, Integer> taken = new HashMap<>();
        if (wrong.nothing()) {
            boolean isEnough = true;
            for (ShipLine line : lines) {
                isEnough &= take(taken, order, part -> isMeant(part, line), part -> part.held, line.quantity());
            }
            if (lines.isEmpty()) {
                takeAll(taken, order, part -> part.held);
            }
            wrong.addIf(!isEnough, ResultCode.NOT_SO_MANY_ALLOCATED);
        }

        if (wrong.leavesNoMemory()) {
            return forgotten(wrong.code(), wanted.shipmentId(), wanted.orderId());
        }
        if (wrong.nothing()) {
            taken.forEach((part, units) -> {
                part.held -= units;
                part.shipped += units;
                state.addOnHand(part.place(), -units);
            });
            if (order.parts.stream().allMatch(part -> part.held == 0)) {
                order.status = OrderStatus.FULFILLED;
            }
            state.changed(order);
        }
        Header header = state.answer(wrong.code());
        long units = wrong.nothing() ? units(taken) : 0;
        return remember(
                state.shipments, wanted, outcome(header, wanted.shipmentId(), wanted.orderId(), order, units, 0));
    }

    FulfilmentOutcome takeBack(Return wanted) {
        ModelOrder order = ModelPayments.named(state, wanted.orderId());
        Remembered<FulfilmentOutcome> known = state.returns.get(wanted.returnId());
        Wrong wrong = Wrong.age(state).addIf(isOther(known, wanted), ResultCode.ID_CONFLICT);
        if (known != null && wrong.nothing()) {
            return again(known.outcome());
        }

        List<ReturnLine> lines = wanted.lines();
        wrong.addIf(state.returns.size() >= state.settings.maxReturns(), ResultCode.CAPACITY)
                .addIf(lines.size() > MOST_LINES, ResultCode.TOO_MANY_LINES)
                .addIf(lines.stream().anyMatch(line -> line.quantity() < 1), ResultCode.INVALID_QUANTITY)
                .addIf(order == null, ResultCode.UNKNOWN_ORDER);
        if (order != null) {
            wrong.addIf(order.is(OrderStatus.REJECTED), ResultCode.ORDER_REJECTED)
                    .addIf(ModelPayments.isOther(order, wanted.expectedVersion()), ResultCode.VERSION_MISMATCH)
                    .addIf(lines.stream().anyMatch(line -> !hasLine(order, line.line())), ResultCode.UNKNOWN_LINE);
        }
        Map<Part, Integer> taken = new HashMap<>();
        if (wrong.nothing()) {
            boolean isEnough = true;
            for (ReturnLine line : lines) {
                isEnough &= take(
                        taken,
                        order,
                        part -> part.line == line.line(),
                        part -> part.shipped - part.returned,
                        line.quantity());
            }
            if (lines.isEmpty()) {
                takeAll(taken, order, part -> part.shipped - part.returned);
            }
            wrong.addIf(!isEnough || taken.isEmpty(), ResultCode.NOT_SO_MANY_SHIPPED);
        }
        if (wrong.nothing()) {
            wrong.addIf(overflows(restocked(wanted, taken)), ResultCode.QUANTITY_OVERFLOW);
        }
        if (wrong.nothing()) {
            wrong.addIf(!hasRoomForStocks(wanted, taken), ResultCode.CAPACITY);
        }

        if (wrong.leavesNoMemory()) {
            return forgotten(wrong.code(), wanted.returnId(), wanted.orderId());
        }
        long units = 0;
        long refundMinor = 0;
        if (wrong.nothing()) {
            units = units(taken);
            refundMinor = taken.entrySet().stream()
                    .mapToLong(part -> part.getValue() * part.getKey().asked.unitPriceMinor())
                    .sum();
            taken.forEach((part, back) -> part.returned += back);
            order.refundDueMinor += refundMinor;
            state.changed(order);
            if (wanted.restock() == Switch.ON) {
                restock(wanted, order, taken);
            }
        }
        Header header = state.answer(wrong.code());
        return remember(
                state.returns, wanted, outcome(header, wanted.returnId(), wanted.orderId(), order, units, refundMinor));
    }

    // ----- Which parts -----

    private static boolean hasLine(ModelOrder order, int line) {
        return line < order.submitted.lines().size();
    }

    private static boolean hasLine(ModelOrder order, ShipLine line) {
        return hasLine(order, line.line())
                && (line.location() == Commands.ANY || order.parts.stream().anyMatch(part -> isMeant(part, line)));
    }

    private static boolean isMeant(Part part, ShipLine line) {
        return part.line == line.line() && (line.location() == Commands.ANY || line.location() == part.location);
    }

    /** Takes units from the first parts that have some; says whether they were enough. */
    private static boolean take(
            Map<Part, Integer> taken, ModelOrder order, Predicate<Part> meant, ToIntFunction<Part> has, int units) {
        int missing = units;
        for (Part part : order.parts) {
            if (meant.test(part)) {
                int more = Math.min(missing, has.applyAsInt(part) - taken.getOrDefault(part, 0));
                if (more > 0) {
                    taken.merge(part, more, Integer::sum);
                    missing -= more;
                }
            }
        }
        return missing == 0;
    }

    private static void takeAll(Map<Part, Integer> taken, ModelOrder order, ToIntFunction<Part> has) {
        for (Part part : order.parts) {
            take(taken, order, each -> each == part, has, has.applyAsInt(part));
        }
    }

    private static long units(Map<Part, Integer> taken) {
        return taken.values().stream().mapToLong(units -> units).sum();
    }

    // ----- What comes back to be sold again -----

    private static Place backAt(Return wanted, Part part) {
        return wanted.location() == Commands.ANY ? part.place() : new Place(part.asked.skuId(), wanted.location());
    }

    /** One part after the other. */
    private void restock(Return wanted, ModelOrder order, Map<Part, Integer> taken) {
        for (Part part : order.parts) {
            if (taken.containsKey(part)) {
                state.addOnHand(backAt(wanted, part), taken.get(part));
                state.matchIfWaitedFor(backAt(wanted, part));
            }
        }
    }

    private static Map<Place, Long> restocked(Return wanted, Map<Part, Integer> taken) {
        Map<Place, Long> restocked = new HashMap<>();
        if (wanted.restock() == Switch.ON) {
            taken.forEach((part, units) -> restocked.merge(backAt(wanted, part), (long) units, Long::sum));
        }
        return restocked;
    }

    private boolean overflows(Map<Place, Long> restocked) {
        return restocked.entrySet().stream()
                .anyMatch(units -> BigInteger.valueOf(state.onHand(units.getKey()))
                                .add(BigInteger.valueOf(units.getValue()))
                                .compareTo(LARGEST)
                        > 0);
    }

    private boolean hasRoomForStocks(Return wanted, Map<Part, Integer> taken) {
        long unknown = wanted.restock() == Switch.OFF
                ? 0
                : taken.keySet().stream()
                        .filter(part -> !state.hasStock(backAt(wanted, part)))
                        .count();
        return state.onHand.size() + unknown <= state.settings.maxStocks();
    }

    // ----- What is answered and remembered -----

    private static boolean isOther(Remembered<FulfilmentOutcome> known, Content wanted) {
        return known != null && !known.content().equals(wanted);
    }

    private FulfilmentOutcome again(FulfilmentOutcome original) {
        return new FulfilmentOutcome(
                state.answerAgain(original.header().decidedSequence(), original.code()),
                original.fulfilmentId(),
                original.orderId(),
                original.units(),
                original.refundMinor(),
                original.orderVersion(),
                original.status());
    }

    private FulfilmentOutcome forgotten(ResultCode code, long fulfilmentId, long orderId) {
        return outcome(state.answer(code), fulfilmentId, orderId, null, 0, 0);
    }

    private static FulfilmentOutcome outcome(
            Header header, long fulfilmentId, long orderId, ModelOrder order, long units, long refundMinor) {
        int version = order == null ? 0 : order.version;
        OrderStatus status = order == null ? OrderStatus.NONE : order.status;
        return new FulfilmentOutcome(header, fulfilmentId, orderId, units, refundMinor, version, status);
    }

    private FulfilmentOutcome remember(
            Map<Long, Remembered<FulfilmentOutcome>> all, Content content, FulfilmentOutcome outcome) {
        all.put(outcome.fulfilmentId(), new Remembered<>(content, outcome, state.nowNs));
        state.happens();
        return outcome;
    }
}
