// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.Commands.ReturnLine;
import io.holdfast.engine.Commands.ShipLine;
import io.holdfast.engine.Commands.Terms;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.codec.Switch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Equal states have equal digests, whatever the way to them, and others have others. */
class DigestTest {
    private static final EngineSettings SETTINGS = EngineRig.SETTINGS;
    private static final Terms ALL = Terms.of(ShortagePolicy.ALL_OR_NOTHING);
    private static final Terms WAIT = Terms.of(ShortagePolicy.WAIT);

    @Test
    void shouldBeginAtZero() {
        assertEquals(0, EngineRig.unconfigured().digest());
    }

    @Test
    void shouldNotDependOnTheOrderOfCommandsThatDoNotTouchEachOther() {
        List<Consumer<EngineRig>> commands = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            long id = i;
            commands.add(rig -> {
                rig.defineSku(id, id, 1, "SKU-" + id, 50, List.of(0, 1));
                rig.receive(id, id, 10);
                rig.submitOrder(id, 7, Line.of(2, id, id));
                rig.submitOrder(100 + id, 7, Line.of(20, id, id));
                rig.submitOrder(10 + id, 7, WAIT, Line.any(20, id, id));
                rig.adjustStock(10 + id, id, 1, 9, AdjustmentReason.RECEIPT);
                rig.transferStock(20 + id, id, 1, 2, 1);
                if (id % 2 == 0) {
                    rig.confirmOrder(id, 2 * id);
                    rig.shipOrder(id, id, ShipLine.of(0, 1));
                    rig.returnOrder(id, id);
                }
                if (id % 3 == 0) {
                    rig.cancelOrder(id);
                }
            });
        }
        long expected = digestAfter(commands);
        for (int i = 0; i < 10; i++) {
            Collections.shuffle(commands, new Random(i));
            assertEquals(expected, digestAfter(commands));
        }
    }

    @Test
    void shouldNotDependOnTheOrderInWhichASkuCameToItsLocations() {
        Consumer<EngineRig> sku = rig -> rig.defineSku(1, null, 0, "");
        Consumer<EngineRig> here = rig -> rig.adjustStock(1, 1, 0, 5, AdjustmentReason.RECEIPT);
        Consumer<EngineRig> there = rig -> rig.adjustStock(2, 1, 1, 5, AdjustmentReason.RECEIPT);
        assertEquals(digestAfter(List.of(sku, here, there)), digestAfter(List.of(sku, there, here)));
    }

    /** Their outcomes are remembered and tell what was on hand then, so they are not the same. */
    @Test
    void shouldDependOnTheOrderOfAdjustmentsOfOneStock() {
        Consumer<EngineRig> sku = rig -> rig.defineSku(1, null, 0, "");
        Consumer<EngineRig> first = rig -> rig.receive(1, 1, 5);
        Consumer<EngineRig> second = rig -> rig.receive(2, 1, 6);
        assertNotEquals(digestAfter(List.of(sku, first, second)), digestAfter(List.of(sku, second, first)));
    }

    @Test
    void shouldNotDependOnTimesSequencesAndHeaders() {
        EngineRig plain = EngineRig.configured();
        EngineRig other = EngineRig.configured();
        plain.defineSku(1, null, 0, "");
        plain.receive(1, 1, 5);
        plain.submitOrder(1, 7, Line.of(2, 1, 3));
        plain.confirmOrder(1, 6);

        other.advance(50).defineSku(1, null, 0, "");
        other.cancelOrder(99);
        other.sentAfter(-7).defineSku(1, null, 0, "");
        other.advance(1_000).sentAfter(9).receive(1, 1, 5);
        other.receive(1, 1, 5);
        other.submitOrder(1, 7, Line.of(2, 1, 3));
        other.confirmOrder(1, 5);
        other.queryOrder(1);
        other.advance(3).sentAfter(-100).confirmOrder(1, 6);
        other.submitOrder(1, 7, Line.of(2, 1, 3));
        assertEquals(plain.digest(), other.digest());

        plain.shipOrder(1, 1, ShipLine.of(0, 1));
        other.advance(7).tick();
        other.updateSku(1, null, 0, 5, 1, Switch.ON, List.of());
        other.updateSku(1, null, 0, 0, 2, Switch.OFF, List.of());
        assertEquals(3, other.querySku(1).skuVersion());
        other.shipOrder(1, 1, ShipLine.of(0, 1));
        other.shipOrder(1, 1, ShipLine.of(0, 1));
        assertEquals(plain.digest(), other.digest());
    }

    @Test
    void shouldComeBackWithTheSettings() {
        EngineRig rig = EngineRig.configured();
        long before = rig.digest();
        rig.configure(EngineSettings.DEFAULT);
        assertNotEquals(before, rig.digest());
        rig.configure(SETTINGS);
        assertEquals(before, rig.digest());
    }

    /** Stock comes back with a cancellation, the order does not go away. */
    @Test
    void shouldTellACancelledOrderFromNone() {
        EngineRig rig = EngineRig.configured();
        rig.defineSku(1, null, 0, "");
        rig.receive(1, 1, 5);
        long before = rig.digest();
        rig.submitOrder(1, 7, Line.of(2, 1, 3));
        rig.cancelOrder(1);
        assertEquals(5, rig.queryStock(1, 0).available());
        assertNotEquals(before, rig.digest());
    }

    @Test
    void shouldTellApartStatesThatDifferInOneThing() {
        Map<Long, String> names = new HashMap<>();
        oneThingEach().forEach((name, commands) -> {
            EngineRig rig = EngineRig.configured();
            commands.accept(rig);
            assertNull(names.put(rig.digest(), name), () -> name + " and " + names.get(rig.digest()));
        });
    }

    private static Map<String, Consumer<EngineRig>> oneThingEach() {
        Map<String, Consumer<EngineRig>> states = new LinkedHashMap<>();
        states.put("settings only", rig -> {});
        settings(states, "retention", new EngineSettings(101, 10, 16, 32, 256, 16_384, 256, 256, 256, 64, 0, 0));
        settings(states, "tolerance", new EngineSettings(100, 11, 16, 32, 256, 16_384, 256, 256, 256, 64, 0, 0));
        settings(states, "SKUs", new EngineSettings(100, 10, 17, 32, 256, 16_384, 256, 256, 256, 64, 0, 0));
        settings(states, "stocks", new EngineSettings(100, 10, 16, 33, 256, 16_384, 256, 256, 256, 64, 0, 0));
        settings(states, "orders", new EngineSettings(100, 10, 16, 32, 257, 16_384, 256, 256, 256, 64, 0, 0));
        settings(states, "lines", new EngineSettings(100, 10, 16, 32, 256, 16_385, 256, 256, 256, 64, 0, 0));
        settings(states, "adjustments", new EngineSettings(100, 10, 16, 32, 256, 16_384, 257, 256, 256, 64, 0, 0));
        settings(states, "shipments", new EngineSettings(100, 10, 16, 32, 256, 16_384, 256, 257, 256, 64, 0, 0));
        settings(states, "returns", new EngineSettings(100, 10, 16, 32, 256, 16_384, 256, 256, 257, 64, 0, 0));
        settings(states, "work", new EngineSettings(100, 10, 16, 32, 256, 16_384, 256, 256, 256, 65, 0, 0));
        settings(states, "time to pay", new EngineSettings(100, 10, 16, 32, 256, 16_384, 256, 256, 256, 64, 1, 0));
        settings(states, "time to wait", new EngineSettings(100, 10, 16, 32, 256, 16_384, 256, 256, 256, 64, 0, 1));
        settings(
                states,
                "two fields exchanged",
                new EngineSettings(10, 100, 16, 32, 256, 16_384, 256, 256, 256, 64, 0, 0));

        states.put("SKU", rig -> rig.defineSku(1, 5L, 2, "A"));
        states.put("SKU's id", rig -> rig.defineSku(2, 5L, 2, "A"));
        states.put("SKU 0", rig -> rig.defineSku(0, 5L, 2, "A"));
        states.put("SKU's price", rig -> rig.defineSku(1, 6L, 2, "A"));
        states.put("SKU's price of 0", rig -> rig.defineSku(1, 0L, 2, "A"));
        states.put("SKU without a price", rig -> rig.defineSku(1, null, 2, "A"));
        states.put("SKU's safety stock", rig -> rig.defineSku(1, 5L, 3, "A"));
        states.put("price and safety stock exchanged", rig -> rig.defineSku(1, 2L, 5, "A"));
        states.put("SKU's code", rig -> rig.defineSku(1, 5L, 2, "B"));
        states.put("SKU without a code", rig -> rig.defineSku(1, 5L, 2, ""));
        states.put("SKU's long code", rig -> rig.defineSku(1, 5L, 2, "A".repeat(32)));
        states.put("last byte of the code", rig -> rig.defineSku(1, 5L, 2, "A".repeat(31) + "B"));

        states.put("SKU's limit", rig -> rig.defineSku(1, 5L, 2, "A", 2, List.of()));
        states.put("SKU's location order", rig -> rig.defineSku(1, 5L, 2, "A", 0, List.of(1)));
        states.put("SKU's longer location order", rig -> rig.defineSku(1, 5L, 2, "A", 0, List.of(0, 1)));
        states.put("location order exchanged", rig -> rig.defineSku(1, 5L, 2, "A", 0, List.of(1, 0)));
        updated(states, "to another price", 6L, 2, 0, Switch.OFF, List.of());
        updated(states, "to another safety stock", 5L, 3, 0, Switch.OFF, List.of());
        updated(states, "to a limit", 5L, 2, 2, Switch.OFF, List.of());
        updated(states, "to a location order", 5L, 2, 0, Switch.OFF, List.of(1));
        updated(states, "and suspended", 5L, 2, 0, Switch.ON, List.of());

        stocked(states, "stock", rig -> rig.receive(1, 1, 10));
        stocked(states, "no stock", rig -> {});
        stocked(states, "one unit more", rig -> rig.receive(1, 1, 11));
        stocked(states, "adjustment's id", rig -> rig.receive(2, 1, 10));
        stocked(states, "reason", rig -> rig.adjustStock(1, 1, 0, 10, AdjustmentReason.COUNT));
        stocked(states, "reference", rig -> rig.adjustStock(1, 1, 0, 10, AdjustmentReason.RECEIPT, "A"));
        stocked(states, "location", rig -> rig.adjustStock(1, 1, 1, 10, AdjustmentReason.RECEIPT));
        stocked(states, "stock's SKU", rig -> rig.receive(1, 2, 10));
        stocked(states, "in two steps", rig -> {
            rig.receive(1, 1, 4);
            rig.receive(2, 1, 6);
        });
        stocked(states, "refused for its delta", rig -> rig.receive(1, 1, 0));
        stocked(states, "refused for its SKU", rig -> rig.receive(1, 3, 10));
        stocked(states, "refused for its size", rig -> rig.receive(1, 1, -10));

        stocked(states, "refused transfer", rig -> rig.transferStock(1, 1, 0, 1, 1));
        stocked(states, "refused transfer back", rig -> rig.transferStock(1, 1, 1, 0, 1));
        stocked(states, "transfer", rig -> {
            rig.receive(1, 1, 10);
            rig.transferStock(2, 1, 0, 1, 4);
        });
        stocked(states, "transfer to elsewhere", rig -> {
            rig.receive(1, 1, 10);
            rig.transferStock(2, 1, 0, 2, 4);
        });
        stocked(states, "transfer with a reference", rig -> {
            rig.receive(1, 1, 10);
            rig.transferStock(2, 1, 0, 1, 4, "A");
        });
        stocked(states, "received there", rig -> {
            rig.receive(1, 1, 6);
            rig.adjustStock(2, 1, 1, 4, AdjustmentReason.RECEIPT);
        });

        ordered(states, "order", rig -> rig.submitOrder(1, 7, Line.of(2, 1, 3)));
        ordered(states, "no order", rig -> {});
        ordered(states, "order's id", rig -> rig.submitOrder(2, 7, Line.of(2, 1, 3)));
        ordered(states, "customer", rig -> rig.submitOrder(1, 8, Line.of(2, 1, 3)));
        ordered(states, "customer 0", rig -> rig.submitOrder(1, 0, Line.of(2, 1, 3)));
        ordered(states, "quantity", rig -> rig.submitOrder(1, 7, Line.of(3, 1, 3)));
        ordered(states, "price", rig -> rig.submitOrder(1, 7, Line.of(2, 1, 4)));
        ordered(states, "same total", rig -> rig.submitOrder(1, 7, Line.of(3, 1, 2)));
        ordered(states, "line's SKU", rig -> rig.submitOrder(1, 7, Line.of(2, 2, 3)));
        ordered(states, "line's location", rig -> rig.submitOrder(1, 7, new Line(1, 1, 2, 3)));
        ordered(states, "two lines", rig -> rig.submitOrder(1, 7, Line.of(1, 1, 3), Line.of(1, 1, 3)));
        ordered(states, "two SKUs", rig -> rig.submitOrder(1, 7, Line.of(1, 1, 3), Line.of(1, 2, 3)));
        ordered(states, "lines exchanged", rig -> rig.submitOrder(1, 7, Line.of(1, 2, 3), Line.of(1, 1, 3)));
        ordered(states, "rejected for its stock", rig -> rig.submitOrder(1, 7, Line.of(99, 1, 3)));
        ordered(states, "rejected for its price", rig -> rig.submitOrder(1, 7, Line.of(2, 1, -3)));
        ordered(states, "rejected for its lines", rig -> rig.submitOrder(1, 7));
        ordered(states, "confirmed", rig -> {
            rig.submitOrder(1, 7, Line.of(2, 1, 3));
            rig.confirmOrder(1, 6);
        });
        ordered(states, "cancelled", rig -> {
            rig.submitOrder(1, 7, Line.of(2, 1, 3));
            rig.cancelOrder(1);
        });
        ordered(states, "cancelled when paid", rig -> {
            rig.submitOrder(1, 7, Line.of(2, 1, 3));
            rig.confirmOrder(1, 6);
            rig.cancelOrder(1);
        });
        for (ShortagePolicy policy : List.of(ShortagePolicy.PARTIAL, ShortagePolicy.WAIT)) {
            Terms terms = Terms.of(policy);
            ordered(states, "all there, " + policy, rig -> rig.submitOrder(1, 7, terms, Line.of(2, 1, 3)));
            ordered(states, "not all there, " + policy, rig -> rig.submitOrder(1, 7, terms, Line.of(12, 1, 3)));
            ordered(states, "for ANY, " + policy, rig -> rig.submitOrder(1, 7, terms, Line.any(2, 1, 3)));
            ordered(states, "and some, " + policy, rig -> rig.submitOrder(1, 7, terms, Line.any(12, 1, 3)));
        }
        ordered(states, "priority", rig -> rig.submitOrder(1, 7, ALL.withPriority(1), Line.of(2, 1, 3)));
        ordered(states, "time to pay", rig -> rig.submitOrder(1, 7, ALL.payWithin(9), Line.of(2, 1, 3)));
        ordered(states, "time to wait", rig -> rig.submitOrder(1, 7, ALL.waitFor(9), Line.of(2, 1, 3)));
        ordered(states, "late payment", rig -> rig.submitOrder(1, 7, ALL.retaking(), Line.of(2, 1, 3)));
        for (long filled = 0; filled <= 2; filled++) {
            long atOnce = filled;
            ordered(states, atOnce + " of two orders filled at once", rig -> filledLate(rig, atOnce));
        }
        for (long counted = 0; counted <= 3; counted++) {
            long which = counted;
            ordered(states, "of two orders a limit counts " + which, rig -> counted(rig, which));
        }
        ordered(states, "expired", rig -> {
            rig.submitOrder(1, 7, ALL.payWithin(9), Line.of(2, 1, 3));
            rig.advance(9).tick();
        });
        ordered(states, "taken again", rig -> {
            rig.submitOrder(1, 7, ALL.payWithin(9).retaking(), Line.of(2, 1, 3));
            rig.advance(9).tick();
            rig.confirmOrder(1, 6);
        });
        ordered(states, "taken again in time", rig -> {
            rig.submitOrder(1, 7, ALL.payWithin(8).retaking(), Line.of(2, 1, 3));
            rig.confirmOrder(1, 6);
        });
        shipped(states, "shipped", rig -> rig.shipOrder(1, 1));
        shipped(states, "shipped in part", rig -> rig.shipOrder(1, 1, ShipLine.of(0, 1)));
        shipped(states, "the other line", rig -> rig.shipOrder(1, 1, ShipLine.of(1, 1)));
        shipped(states, "shipment's id", rig -> rig.shipOrder(2, 1));
        shipped(states, "shipped line by line", rig -> {
            rig.shipOrder(1, 1, ShipLine.of(0, 2));
            rig.shipOrder(2, 1, ShipLine.of(1, 2));
        });
        shipped(states, "shipped line by line, the second first", rig -> {
            rig.shipOrder(2, 1, ShipLine.of(1, 2));
            rig.shipOrder(1, 1, ShipLine.of(0, 2));
        });
        shipped(states, "refused shipment", rig -> rig.shipOrder(1, 1, ShipLine.of(0, 3)));
        shipped(states, "shipment of nothing", rig -> rig.shipOrder(1, 2));
        shipped(states, "returned", rig -> {
            rig.shipOrder(1, 1);
            rig.returnOrder(1, 1, new ReturnLine(0, 1));
        });
        shipped(states, "return's id", rig -> {
            rig.shipOrder(1, 1);
            rig.returnOrder(2, 1, new ReturnLine(0, 1));
        });
        shipped(states, "the other line returned", rig -> {
            rig.shipOrder(1, 1);
            rig.returnOrder(1, 1, new ReturnLine(1, 1));
        });
        shipped(states, "returned, but broken", rig -> {
            rig.shipOrder(1, 1);
            rig.returnOrder(1, 1, 0, Commands.ANY, Switch.OFF, List.of(new ReturnLine(0, 1)));
        });
        shipped(states, "returned to elsewhere", rig -> {
            rig.shipOrder(1, 1);
            rig.returnOrder(1, 1, 0, 1, Switch.ON, List.of(new ReturnLine(0, 1)));
        });
        shipped(states, "shipped and cancelled", rig -> {
            rig.shipOrder(1, 1, ShipLine.of(0, 1));
            rig.cancelOrder(1);
        });
        return states;
    }

    /** Two orders get their units, some of them only after they have waited; then they are told otherwise at once. */
    private static void filledLate(EngineRig rig, long atOnce) {
        rig.defineSku(3, null, 0, "");
        for (long orderId = 1; orderId <= 2; orderId++) {
            long adjustmentId = 10 + orderId;
            Runnable receive = () -> rig.receive(adjustmentId, 3, 2);
            if (orderId <= atOnce) {
                receive.run();
            }
            rig.submitOrder(orderId, 7, WAIT, Line.of(2, 3, 1));
            if (orderId > atOnce) {
                receive.run();
            }
        }
    }

    /** Two orders of the same; the SKU has a limit when those are accepted whose bit is set. */
    private static void counted(EngineRig rig, long bits) {
        for (long orderId = 1; orderId <= 2; orderId++) {
            rig.updateSku(1, null, 0, (bits & orderId) == 0 ? 0 : 9, 0, Switch.OFF, List.of());
            rig.submitOrder(orderId, 7, Line.of(2, 1, 3));
        }
        rig.updateSku(1, null, 0, 0, 0, Switch.OFF, List.of());
    }

    private static void updated(
            Map<String, Consumer<EngineRig>> states,
            String name,
            Long listPriceMinor,
            int safetyStock,
            int customerLimit,
            Switch suspended,
            List<Integer> locationOrder) {
        states.put("SKU updated " + name, rig -> {
            rig.defineSku(1, 5L, 2, "A");
            rig.updateSku(1, listPriceMinor, safetyStock, customerLimit, 0, suspended, locationOrder);
        });
    }

    private static void shipped(Map<String, Consumer<EngineRig>> states, String name, Consumer<EngineRig> commands) {
        ordered(states, "two lines paid, " + name, rig -> {
            rig.submitOrder(1, 7, Line.of(2, 1, 3), Line.of(2, 1, 3));
            rig.confirmOrder(1, 12);
            commands.accept(rig);
        });
    }

    private static void settings(Map<String, Consumer<EngineRig>> states, String name, EngineSettings settings) {
        states.put("settings: " + name, rig -> rig.configure(settings));
    }

    private static void stocked(Map<String, Consumer<EngineRig>> states, String name, Consumer<EngineRig> commands) {
        states.put("two SKUs, " + name, rig -> {
            rig.defineSku(1, null, 0, "");
            rig.defineSku(2, null, 0, "");
            commands.accept(rig);
        });
    }

    private static void ordered(Map<String, Consumer<EngineRig>> states, String name, Consumer<EngineRig> commands) {
        stocked(states, "stock of both, " + name, rig -> {
            rig.receive(101, 1, 10);
            rig.receive(102, 2, 10);
            rig.adjustStock(103, 1, 1, 10, AdjustmentReason.RECEIPT);
            commands.accept(rig);
        });
    }

    private static long digestAfter(List<Consumer<EngineRig>> commands) {
        EngineRig rig = EngineRig.configured();
        commands.forEach(command -> command.accept(rig));
        return rig.digest();
    }
}
