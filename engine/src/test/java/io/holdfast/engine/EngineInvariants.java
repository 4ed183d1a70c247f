// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.DecodedAnswer.FulfilmentOutcome;
import io.holdfast.engine.DecodedAnswer.OrderReport;
import io.holdfast.engine.DecodedAnswer.ReportedPart;
import io.holdfast.engine.DecodedAnswer.StockReport;
import io.holdfast.engine.ModelCommand.Adjust;
import io.holdfast.engine.ModelCommand.Content;
import io.holdfast.engine.ModelCommand.Return;
import io.holdfast.engine.ModelCommand.Ship;
import io.holdfast.engine.ModelCommand.Submit;
import io.holdfast.engine.ModelCommand.Transfer;
import io.holdfast.engine.ModelState.Place;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.codec.Switch;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * What holds of an engine whatever the commands, checked on its own words: it knows no rule but these, and nothing of the
 * {@link Model}.
 */
final class EngineInvariants implements StockListener {
    private final Map<Place, Long> onHand = new HashMap<>();
    private final Map<Long, Submit> accepted = new HashMap<>();
    /** Of an order in very many parts it is not told which unit is from where. */
    private boolean knowsPlaces = true;
    /** What the engine told of each change, summed up: on hand, reserved, allocated. */
    private final Map<Place, long[]> heard = new HashMap<>();

    @Override
    public void onStockChange(
            long skuId, int location, long onHandDelta, long reservedDelta, long allocatedDelta, long orderId) {
        long[] sums = heard.computeIfAbsent(new Place(skuId, location), place -> new long[3]);
        sums[0] += onHandDelta;
        sums[1] += reservedDelta;
        sums[2] += allocatedDelta;
    }

    /** Notes what an accepted command did to what is on hand; the order is as before and after it. */
    void note(Content content, DecodedAnswer answer, OrderReport before, OrderReport after) {
        knowsPlaces &= after == null || tellsPlaces(after);
        boolean isNew = answer.header().decidedSequence() == answer.header().sequence();
        if (answer.code() != ResultCode.OK || !isNew) {
            return;
        }
        if (content instanceof Submit submit) {
            accepted.put(submit.orderId(), submit);
        }
        if (!knowsPlaces) {
            return;
        }
        if (content instanceof Adjust adjust) {
            add(adjust.skuId(), adjust.location(), adjust.delta());
        } else if (content instanceof Transfer transfer) {
            add(transfer.skuId(), transfer.from(), -transfer.quantity());
            add(transfer.skuId(), transfer.to(), transfer.quantity());
        } else if (content instanceof Ship) {
            long units = 0;
            for (int i = 0; i < after.lines().size(); i++) {
                ReportedPart part = after.lines().get(i);
                int shipped = part.shipped() - before.lines().get(i).shipped();
                add(part.skuId(), part.location(), -shipped);
                units += shipped;
            }
            assertEquals(units, ((FulfilmentOutcome) answer).units());
        } else if (content instanceof Return takeBack) {
            long units = 0;
            for (int i = 0; i < after.lines().size(); i++) {
                ReportedPart part = after.lines().get(i);
                int returned = part.returned() - before.lines().get(i).returned();
                int location = takeBack.location() == Commands.ANY ? part.location() : takeBack.location();
                add(part.skuId(), location, takeBack.restock() == Switch.ON ? returned : 0);
                units += returned;
            }
            assertEquals(units, ((FulfilmentOutcome) answer).units());
        }
    }

    private static boolean tellsPlaces(OrderReport order) {
        return all(order.lines(), part -> part.location() != Commands.ANY || part.held() + part.shipped() == 0);
    }

    private void add(long skuId, int location, long units) {
        onHand.merge(new Place(skuId, location), units, Long::sum);
    }

    /** Only legal steps, and not more of them than the command, forgetting, and the effects it had on the order make. */
    void checkSteps(OrderTransition transition, long effects) {
        assertTrue(transition.steps() <= 2 + effects, () -> transition + " cannot be in one command");
    }

    /** All lines of an order are in the same state; what they are for adds up to what was asked, unless it was PARTIAL. */
    void check(OrderReport order) {
        List<ReportedPart> parts = order.lines();
        boolean isTogether = switch (order.status()) {
            case NONE, REJECTED -> parts.isEmpty();
            case WAITING -> all(parts, part -> has(part, part.quantity(), 0)) && some(parts);
            case RESERVED -> all(parts, part -> has(part, part.quantity(), 0)) && !some(parts);
            // Its time may be over and it not be worked off.
            case EXPIRED -> all(parts, part -> has(part, part.quantity(), 0)) || all(parts, part -> has(part, 0, 0));
            case CONFIRMED -> all(parts, part -> has(part, part.quantity() - part.shipped(), part.shipped()));
            case FULFILLED -> all(parts, part -> has(part, 0, part.quantity()));
            case CANCELLED -> all(parts, part -> has(part, 0, part.shipped()));
            default -> false;
        };
        assertTrue(isTogether, order::toString);
        assertTrue(all(parts, part -> part.returned() >= 0 && part.returned() <= part.shipped()), order::toString);
        if (!parts.isEmpty()) {
            checkUnits(order);
        }
        knowsPlaces &= tellsPlaces(order);
    }

    private static boolean all(List<ReportedPart> parts, Predicate<ReportedPart> predicate) {
        return parts.stream().allMatch(predicate);
    }

    private static boolean some(List<ReportedPart> parts) {
        return parts.stream().anyMatch(part -> part.waiting() > 0);
    }

    private static boolean has(ReportedPart part, int heldOrWaiting, int shipped) {
        return part.held() >= 0
                && part.waiting() >= 0
                && part.held() + part.waiting() == heldOrWaiting
                && part.shipped() == shipped;
    }

    private void checkUnits(OrderReport order) {
        Submit submit = accepted.get(order.orderId());
        long[] units = new long[submit.lines().size()];
        long totalMinor = 0;
        for (ReportedPart part : order.lines()) {
            units[part.line()] += part.quantity();
            totalMinor += part.quantity() * part.unitPriceMinor();
        }
        for (int i = 0; i < units.length; i++) {
            int asked = submit.lines().get(i).quantity();
            boolean isPartial = submit.terms().policy() == ShortagePolicy.PARTIAL;
            assertTrue(units[i] == asked || (isPartial && units[i] < asked), order::toString);
        }
        assertEquals(totalMinor, order.totalMinor(), order::toString);
    }

    /** Stocks are as the accepted commands and the orders make them. */
    void check(Map<Place, StockReport> stocks, Collection<OrderReport> orders) {
        Map<Place, Long> reserved = new HashMap<>();
        Map<Place, Long> allocated = new HashMap<>();
        Map<Place, Long> waiting = new HashMap<>();
        for (OrderReport order : orders) {
            sum(order, ReportedPart::held, order.status() == OrderStatus.CONFIRMED ? allocated : reserved);
            sum(order, ReportedPart::waiting, waiting);
        }
        stocks.forEach((place, stock) -> {
            if (knowsPlaces) {
                Place any = new Place(place.skuId(), Commands.ANY);
                assertEquals(onHand.getOrDefault(place, 0L), stock.onHand(), stock::toString);
                assertEquals(reserved.getOrDefault(place, 0L), stock.reserved(), stock::toString);
                assertEquals(allocated.getOrDefault(place, 0L), stock.allocated(), stock::toString);
                assertEquals(waiting.getOrDefault(place, 0L), stock.waiting(), stock::toString);
                assertEquals(waiting.getOrDefault(any, 0L), stock.waitingAny(), stock::toString);
            }
            assertArrayEquals(
                    new long[] {stock.onHand(), stock.reserved(), stock.allocated()},
                    heard.getOrDefault(place, new long[3]),
                    stock::toString);
            assertTrue(stock.reserved() + stock.allocated() <= stock.onHand(), stock::toString);
        });
    }

    private static void sum(OrderReport order, ToIntFunction<ReportedPart> units, Map<Place, Long> sums) {
        for (ReportedPart part : order.lines()) {
            sums.merge(new Place(part.skuId(), part.location()), (long) units.applyAsInt(part), Long::sum);
        }
    }
}
