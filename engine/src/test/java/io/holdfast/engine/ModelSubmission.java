// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.Commands.Terms;
import io.holdfast.engine.DecodedAnswer.OrderOutcome;
import io.holdfast.engine.ModelCommand.Submit;
import io.holdfast.engine.ModelOrder.Part;
import io.holdfast.engine.ModelState.Place;
import io.holdfast.engine.ModelState.Sku;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.codec.Switch;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Rules, "Submitting" and "Customer limit". */
final class ModelSubmission {
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final int MOST_LINES = 2_048;
    private static final int MOST_PARTS_TOLD = 2_048;
    private static final int HIGHEST_PRIORITY = 7;

    private final ModelState state;

    ModelSubmission(ModelState state) {
        this.state = state;
    }

    OrderOutcome submit(Submit wanted) {
        ModelOrder known = state.orders.get(wanted.orderId());
        Wrong wrong = Wrong.age(state).addIf(known != null && !known.submitted.equals(wanted), ResultCode.ID_CONFLICT);
        if (known != null && wrong.nothing()) {
            return again(known.original);
        }

        Terms terms = wanted.terms();
        List<Line> lines = wanted.lines();
        wrong.addIf(state.orders.size() >= state.settings.maxOrders(), ResultCode.CAPACITY)
                .addIf(state.partCount() + lines.size() > state.settings.maxOrderLines(), ResultCode.CAPACITY)
                .addIf(lines.isEmpty(), ResultCode.EMPTY_ORDER)
                .addIf(lines.size() > MOST_LINES, ResultCode.TOO_MANY_LINES)
                .addIf(any(lines, line -> line.quantity() <= 0), ResultCode.INVALID_QUANTITY)
                .addIf(any(lines, line -> line.unitPriceMinor() < 0), ResultCode.INVALID_PRICE)
                .addIf(
                        !Model.isTime(terms.timeToPayNs()) || !Model.isTime(terms.timeToWaitNs()),
                        ResultCode.INVALID_TIME)
                .addIf(terms.priority() > HIGHEST_PRIORITY, ResultCode.INVALID_PRIORITY)
                .addIf(any(lines, line -> sku(line) == null), ResultCode.UNKNOWN_SKU)
                .addIf(any(lines, line -> sku(line) != null && isSuspended(line)), ResultCode.SKU_SUSPENDED)
                .addIf(any(lines, line -> sku(line) != null && missesTheListPrice(line)), ResultCode.PRICE_MISMATCH)
                .addIf(total(lines).compareTo(LARGEST) > 0, ResultCode.AMOUNT_OVERFLOW);
        // The last three are looked at only where what they are about makes sense.
        List<Part> parts = new ArrayList<>();
        if (wrong.nothing()) {
            wrong.addIf(isOverALimit(wanted), ResultCode.CUSTOMER_LIMIT);
            parts = parts(wanted);
            wrong.addIf(parts.isEmpty(), ResultCode.INSUFFICIENT_STOCK);
        }
        if (wrong.nothing()) {
            wrong.addIf(terms.policy() == ShortagePolicy.WAIT && !hasRoomForStocks(lines), ResultCode.CAPACITY);
        }

        if (wrong.leavesNoMemory()) {
            return refused(wanted, wrong.code(), OrderStatus.NONE);
        }
        return wrong.nothing() ? accept(wanted, parts) : reject(wanted, wrong.code());
    }

    private OrderOutcome again(OrderOutcome original) {
        return new OrderOutcome(
                state.answerAgain(original.header().decidedSequence(), original.code()),
                original.orderId(),
                original.totalMinor(),
                0,
                0,
                original.status(),
                original.deadlineNs(),
                original.orderVersion(),
                original.parts());
    }

    private OrderOutcome refused(Submit wanted, ResultCode code, OrderStatus status) {
        int version = status == OrderStatus.NONE ? 0 : 1;
        return new OrderOutcome(state.answer(code), wanted.orderId(), 0, 0, 0, status, 0, version, List.of());
    }

    private OrderOutcome reject(Submit wanted, ResultCode code) {
        OrderOutcome outcome = refused(wanted, code, OrderStatus.REJECTED);
        ModelOrder order = new ModelOrder(wanted, outcome);
        state.orders.put(wanted.orderId(), order);
        state.changed(order);
        return outcome;
    }

    private OrderOutcome accept(Submit wanted, List<Part> parts) {
        boolean waits = parts.stream().anyMatch(part -> part.waiting > 0);
        Terms terms = wanted.terms();
        long timeToPayNs = terms.timeToPayNs() != 0 ? terms.timeToPayNs() : state.settings.timeToPayNs();
        long timeToWaitNs = terms.timeToWaitNs() != 0 ? terms.timeToWaitNs() : state.settings.timeToWaitNs();
        long timeNs = waits ? timeToWaitNs : timeToPayNs;
        OrderOutcome outcome = new OrderOutcome(
                state.answer(ResultCode.OK),
                wanted.orderId(),
                totalOf(parts),
                0,
                0,
                waits ? OrderStatus.WAITING : OrderStatus.RESERVED,
                timeNs == 0 ? 0 : state.nowNs + timeNs,
                1,
                told(wanted, parts));

        ModelOrder order = new ModelOrder(wanted, outcome);
        order.parts.addAll(parts);
        order.timeToPayNs = timeToPayNs;
        state.count(order);
        for (Part part : parts) {
            if (part.waiting > 0 && part.location != Commands.ANY) {
                state.onHand.putIfAbsent(part.place(), 0L);
            }
        }
        state.orders.put(wanted.orderId(), order);
        state.changed(order);
        state.setDeadline(order, timeNs);
        return outcome;
    }

    // ----- What lines are served from -----

    /** What an order is for, in parts; nothing where its policy does not take what there is. */
    private List<Part> parts(Submit wanted) {
        List<Map<Integer, Integer>> served = serve(wanted.lines());
        ShortagePolicy policy = wanted.terms().policy();
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < wanted.lines().size(); i++) {
            Line line = wanted.lines().get(i);
            Map<Integer, Integer> got = served.get(i);
            int missing = line.quantity()
                    - got.values().stream().mapToInt(units -> units).sum();
            if (missing > 0 && policy == ShortagePolicy.ALL_OR_NOTHING) {
                return List.of();
            }
            int waiting = policy == ShortagePolicy.WAIT ? missing : 0;
            if (line.location() != Commands.ANY) {
                int held = got.getOrDefault(line.location(), 0);
                if (held + waiting > 0) {
                    parts.add(new Part(i, line, line.location(), held, waiting));
                }
            } else {
                if (waiting > 0) {
                    parts.add(new Part(i, line, Commands.ANY, 0, waiting));
                }
                for (Map.Entry<Integer, Integer> from : got.entrySet()) {
                    parts.add(new Part(i, line, from.getKey(), from.getValue(), 0));
                }
            }
        }
        return parts;
    }

    /** What each line gets from which location: first those that name one, then those for ANY. */
    private List<Map<Integer, Integer>> serve(List<Line> lines) {
        Map<Place, Long> left = new HashMap<>();
        List<Map<Integer, Integer>> served = new ArrayList<>();
        for (Line line : lines) {
            Map<Integer, Integer> got = new LinkedHashMap<>();
            if (line.location() != Commands.ANY) {
                take(left, line, line.location(), line.quantity(), got);
            }
            served.add(got);
        }
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).location() == Commands.ANY) {
                serveFromAny(left, lines.get(i), served.get(i));
            }
        }
        return served;
    }

    private void serveFromAny(Map<Place, Long> left, Line line, Map<Integer, Integer> got) {
        List<Integer> locations = sku(line).now().locationOrder();
        for (int location : locations) {
            if (left(left, new Place(line.skuId(), location)) >= line.quantity()) {
                take(left, line, location, line.quantity(), got);
                return;
            }
        }
        int missing = line.quantity();
        for (int location : locations) {
            missing -= take(left, line, location, missing, got);
        }
    }

    private int take(Map<Place, Long> left, Line line, int location, int units, Map<Integer, Integer> got) {
        Place place = new Place(line.skuId(), location);
        int taken = (int) Math.min(units, left(left, place));
        left.merge(place, (long) -taken, Long::sum);
        if (taken > 0) {
            got.merge(location, taken, Integer::sum);
        }
        return taken;
    }

    private long left(Map<Place, Long> left, Place place) {
        return left.computeIfAbsent(place, state::offered);
    }

    // ----- What is looked at -----

    private static boolean any(List<Line> lines, Predicate<Line> fails) {
        return lines.stream().anyMatch(fails);
    }

    private Sku sku(Line line) {
        return state.skus.get(line.skuId());
    }

    private boolean isSuspended(Line line) {
        return sku(line).now().suspended() == Switch.ON;
    }

    private boolean missesTheListPrice(Line line) {
        Long listPriceMinor = sku(line).now().listPriceMinor();
        return listPriceMinor != null && listPriceMinor != line.unitPriceMinor();
    }

    private boolean isOverALimit(Submit wanted) {
        Map<Long, Long> asked = new HashMap<>();
        for (Line line : wanted.lines()) {
            asked.merge(line.skuId(), (long) line.quantity(), Long::sum);
        }
        return asked.entrySet().stream()
                .anyMatch(units -> state.isOverLimit(wanted.customerId(), units.getKey(), units.getValue()));
    }

    private boolean hasRoomForStocks(List<Line> lines) {
        long unknown = lines.stream()
                .filter(line -> line.location() != Commands.ANY)
                .filter(line -> !state.hasStock(new Place(line.skuId(), line.location())))
                .count();
        return state.onHand.size() + unknown <= state.settings.maxStocks();
    }

    private static BigInteger total(List<Line> lines) {
        BigInteger total = BigInteger.ZERO;
        for (Line line : lines) {
            total = total.add(BigInteger.valueOf(line.unitPriceMinor()).multiply(BigInteger.valueOf(line.quantity())));
        }
        return total;
    }

    private static long totalOf(List<Part> parts) {
        return parts.stream()
                .mapToLong(part -> part.quantity * part.asked.unitPriceMinor())
                .sum();
    }

    /** The parts as they are told: of an order in very many, one for each line. */
    private static List<DecodedAnswer.Part> told(Submit wanted, List<Part> parts) {
        List<DecodedAnswer.Part> told = new ArrayList<>();
        if (parts.size() <= MOST_PARTS_TOLD) {
            for (Part part : parts) {
                told.add(new DecodedAnswer.Part(part.line, part.location, part.held, part.waiting));
            }
            return told;
        }
        for (int i = 0; i < wanted.lines().size(); i++) {
            int line = i;
            int held = parts.stream()
                    .filter(part -> part.line == line)
                    .mapToInt(part -> part.held)
                    .sum();
            int waiting = parts.stream()
                    .filter(part -> part.line == line)
                    .mapToInt(part -> part.waiting)
                    .sum();
            told.add(new DecodedAnswer.Part(line, Commands.ANY, held, waiting));
        }
        return told;
    }
}
