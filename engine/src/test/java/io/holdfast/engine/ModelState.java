// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.DecodedAnswer.FulfilmentOutcome;
import io.holdfast.engine.DecodedAnswer.Header;
import io.holdfast.engine.ModelCommand.Content;
import io.holdfast.engine.ModelCommand.Define;
import io.holdfast.engine.ModelCommand.Update;
import io.holdfast.engine.ModelOrder.Part;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the {@link Model} remembers, and what follows from it. Units are remembered where they are: on hand at a place,
 * and held, waited for, shipped and returned in the parts of orders; everything else is worked out from these each time
 * that it is asked for.
 */
final class ModelState {
    record Place(long skuId, int location) {}

    /** A SKU: as it was defined, and as it was set last. */
    record Sku(Define defined, long definedSequence, Update now, int version, long changedSequence) {}

    /** An adjustment, transfer, shipment or return. */
    record Remembered<A extends DecodedAnswer>(Content content, A outcome, long decidedNs) {}

    /** A part of an order that waits. */
    record Waiter(ModelOrder order, Part part) {
        private static final Comparator<Waiter> FIRST_SERVED = Comparator.comparingInt(
                        (Waiter waiter) -> -waiter.order.submitted.terms().priority())
                .thenComparingLong(waiter -> waiter.order.submittedSequence())
                .thenComparingInt(waiter -> waiter.part.line);
    }

    /** Units counted for a customer, of a SKU that had a limit. */
    record Counted(long customerId, long skuId) {}

    final Map<Long, Sku> skus = new HashMap<>();
    /** By place, in the order in which the stocks became known. */
    final Map<Place, Long> onHand = new LinkedHashMap<>();

    final Map<Long, ModelOrder> orders = new HashMap<>();
    /** These are in the order in which they were decided. */
    final Map<Long, Remembered<DecodedAnswer>> movements = new LinkedHashMap<>();

    final Map<Long, Remembered<FulfilmentOutcome>> shipments = new LinkedHashMap<>();
    final Map<Long, Remembered<FulfilmentOutcome>> returns = new LinkedHashMap<>();
    /** The line of stocks that are to be matched. */
    final Set<Place> toBeMatched = new LinkedHashSet<>();

    EngineSettings settings = EngineSettings.NONE;
    long largestToleranceNs;
    long horizonNs = Long.MIN_VALUE;

    long sequence;
    long nowNs;
    ModelCommand command;
    /** What happened to orders by itself since the command came. */
    final List<SideEffect> effects = new ArrayList<>();

    /** Goes up with all that happens: much can happen in the same nanosecond. */
    private long moment;

    void begin(long newSequence, long newNowNs, ModelCommand newCommand) {
        sequence = newSequence;
        nowNs = newNowNs;
        command = newCommand;
        effects.clear();
    }

    Header answer(ResultCode code) {
        return answerAgain(sequence, code);
    }

    Header answerAgain(long decidedSequence, ResultCode code) {
        return new Header(command.correlationId(), sequence, decidedSequence, code);
    }

    // ----- What happens -----

    long happens() {
        return ++moment;
    }

    /** How much has happened so far. */
    long moment() {
        return moment;
    }

    void changed(ModelOrder order) {
        order.version++;
        order.changedSequence = sequence;
        order.changedNs = nowNs;
        order.changed = happens();
    }

    /** An order that is paid, or whose end has come, has no deadline. */
    void clearDeadline(ModelOrder order) {
        order.deadlineNs = 0;
    }

    /** 0 is never. */
    void setDeadline(ModelOrder order, long timeNs) {
        order.deadlineNs = timeNs == 0 ? 0 : nowNs + timeNs;
        order.deadlineSet = happens();
    }

    void addOnHand(Place place, long units) {
        onHand.merge(place, units, Math::addExact);
        happens();
    }

    /** After units have come free there, or a new location order has brought those who wait for ANY. */
    void matchIfWaitedFor(Place place) {
        if (available(place) > 0 && firstWaiter(place).isPresent()) {
            toBeMatched.add(place);
        }
    }

    /** Gives back all that an order holds, one part after the other; it waits no more. */
    void release(ModelOrder order) {
        order.parts.forEach(part -> part.waiting = 0);
        for (Part part : order.parts) {
            if (part.held > 0) {
                part.held = 0;
                matchIfWaitedFor(part.place());
            }
        }
    }

    void expire(ModelOrder order) {
        order.wasWaiting = order.is(OrderStatus.WAITING);
        release(order);
        order.status = OrderStatus.EXPIRED;
        clearDeadline(order);
        changed(order);
        effects.add(SideEffect.expired(order.submitted.orderId()));
    }

    /** The limits of now count an order's units. */
    void count(ModelOrder order) {
        order.counted.clear();
        for (Part part : order.parts) {
            if (skus.get(part.asked.skuId()).now.customerLimit() > 0) {
                order.counted.add(part.asked.skuId());
            }
        }
    }

    // ----- What follows from it -----

    boolean isOver(ModelOrder order) {
        return order.is(OrderStatus.RESERVED, OrderStatus.WAITING)
                && order.deadlineNs != 0
                && order.deadlineNs <= nowNs;
    }

    /** Before this, what is remembered is forgotten. */
    long forgottenBeforeNs() {
        return nowNs - settings.retentionWindowNs() - largestToleranceNs;
    }

    Stream<Part> parts(OrderStatus... statuses) {
        return orders.values().stream().filter(order -> order.is(statuses)).flatMap(order -> order.parts.stream());
    }

    long partCount() {
        return orders.values().stream().mapToLong(order -> order.parts.size()).sum();
    }

    boolean hasStock(Place place) {
        return onHand.containsKey(place);
    }

    long onHand(Place place) {
        return onHand.getOrDefault(place, 0L);
    }

    long reserved(Place place) {
        return held(place, parts(OrderStatus.RESERVED, OrderStatus.WAITING));
    }

    long allocated(Place place) {
        return held(place, parts(OrderStatus.CONFIRMED));
    }

    private static long held(Place place, Stream<Part> parts) {
        return parts.filter(part -> part.isAt(place))
                .mapToLong(part -> part.held)
                .sum();
    }

    long promised(Place place) {
        return reserved(place) + allocated(place);
    }

    /** Units that orders wait for at a place, which may be ANY. */
    long waiting(Place place) {
        return parts(OrderStatus.WAITING)
                .filter(part -> part.isAt(place))
                .mapToLong(part -> part.waiting)
                .sum();
    }

    long waitingAny(long skuId) {
        return waiting(new Place(skuId, Commands.ANY));
    }

    long available(Place place) {
        Sku sku = skus.get(place.skuId);
        return sku == null ? 0 : onHand(place) - promised(place) - sku.now.safetyStock();
    }

    /** What a new order may have there: no unit that somebody waits for. */
    long offered(Place place) {
        long waitingAny = isServedFrom(place) ? waitingAny(place.skuId) : 0;
        return Math.max(0, available(place) - waiting(place) - waitingAny);
    }

    /** Whether lines for ANY are served from there. */
    private boolean isServedFrom(Place place) {
        return skus.get(place.skuId).now.locationOrder().contains(place.location);
    }

    /** Who gets the next unit that is available at a place. */
    Optional<Waiter> firstWaiter(Place place) {
        boolean servesAny = isServedFrom(place);
        return orders.values().stream()
                .filter(order -> order.is(OrderStatus.WAITING))
                .flatMap(order -> order.parts.stream()
                        .filter(part -> part.waiting > 0 && part.asked.skuId() == place.skuId)
                        .filter(part -> part.location == place.location || (servesAny && part.location == Commands.ANY))
                        .map(part -> new Waiter(order, part)))
                .min(Waiter.FIRST_SERVED);
    }

    /** The units that limits count: of an order's parts, or of a cancelled one what has shipped of them. */
    Map<Counted, Long> counted() {
        Map<Counted, Long> counted = new HashMap<>();
        for (ModelOrder order : orders.values()) {
            for (Part part : order.parts) {
                long units = switch (order.status) {
                    case EXPIRED -> 0;
                    case CANCELLED -> part.shipped;
                    default -> part.quantity;
                };
                if (units > 0 && order.counted.contains(part.asked.skuId())) {
                    counted.merge(new Counted(order.submitted.customerId(), part.asked.skuId()), units, Math::addExact);
                }
            }
        }
        return counted;
    }

    /** Whether a SKU has a limit, and these units more were too many for the customer. */
    boolean isOverLimit(long customerId, long skuId, long units) {
        int limit = skus.get(skuId).now.customerLimit();
        return limit > 0 && counted().getOrDefault(new Counted(customerId, skuId), 0L) + units > limit;
    }
}
