// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.Commands.ShipLine;
import io.holdfast.engine.Commands.Terms;
import io.holdfast.engine.DecodedAnswer.OrderReport;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.ShortagePolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every command to an order in every status: the table in {@code transitions.txt}. */
class TransitionsTest {
    private static final long ORDER = 1;
    private static final long ANOTHER_ORDER = 2;
    private static final long TOTAL_MINOR = 20;
    private static final int ANOTHER_VERSION = 99;
    private static final long TIME_NS = 50;
    private static final Line LINE = Line.of(4, 1, 5);
    private static final Terms TERMS = Terms.of(ShortagePolicy.ALL_OR_NOTHING).payWithin(TIME_NS);
    private static final Terms WAIT = Terms.of(ShortagePolicy.WAIT).waitFor(TIME_NS);

    private record Row(String status, String command, ResultCode code, OrderStatus after) {}

    private static final List<Row> ROWS = rows();

    @TestFactory
    Stream<DynamicTest> shouldDecideAsTheTableSays() {
        return ROWS.stream().map(row -> dynamicTest(row.status + ": " + row.command, () -> expect(row)));
    }

    @Test
    void shouldHaveARowForEachPairOfStatusAndCommand() {
        Map<String, Set<String>> commands = new LinkedHashMap<>();
        ROWS.forEach(row ->
                commands.computeIfAbsent(row.status, status -> new TreeSet<>()).add(row.command));
        assertEquals(13 + 1, commands.size());
        assertEquals(12, commands.get("NONE").size());
        commands.forEach((status, ofStatus) -> assertEquals(commands.get("NONE"), ofStatus, status));
        assertEquals(14 * 12, ROWS.size());
    }

    private static void expect(Row row) {
        EngineRig rig = EngineRig.configured();
        Terms terms = bring(rig, row.status);
        OrderReport before = rig.queryOrder(ORDER);
        assertEquals(OrderStatus.valueOf(nameOf(row.status)), before.status());

        assertEquals(row.code, execute(rig, row.command, terms).code());
        OrderReport after = rig.queryOrder(ORDER);
        assertEquals(row.after, after.status());
        boolean isOver = row.status.startsWith("over");
        if (row.code != ResultCode.OK && !isOver) {
            assertEquals(before.orderVersion(), after.orderVersion());
            assertEquals(before.lines(), after.lines());
        }
    }

    /** The status that the heading says; an order that is over and not worked off says that it is expired. */
    private static String nameOf(String heading) {
        return heading.startsWith("over") ? "EXPIRED" : heading.split("[, ]", 2)[0];
    }

    /** Brings the order to a status; returns the terms with which it was submitted, or is to be. */
    private static Terms bring(EngineRig rig, String status) {
        rig.defineSku(1, null, 0, "");
        rig.receive(1, 1, status.equals("REJECTED") || status.equals("WAITING") ? 3 : 100);
        Terms terms = status.equals("WAITING") ? WAIT : status.contains("RETAKE") ? TERMS.retaking() : TERMS;
        if (status.startsWith("over")) {
            bringOver(rig, terms);
        } else if (!status.equals("NONE")) {
            rig.submitOrder(ORDER, 7, terms, LINE);
            bringOn(rig, status);
        }
        return terms;
    }

    private static void bringOn(EngineRig rig, String status) {
        switch (status) {
            case "EXPIRED", "EXPIRED, RETAKE, units there" ->
                rig.advance(TIME_NS).tick();
            case "EXPIRED, RETAKE, units gone" -> {
                rig.advance(TIME_NS).tick();
                rig.submitOrder(ANOTHER_ORDER, 7, Line.of(97, 1, 5));
            }
            case "CONFIRMED" -> rig.confirmOrder(ORDER, TOTAL_MINOR);
            case "CONFIRMED, partly shipped" -> {
                rig.confirmOrder(ORDER, TOTAL_MINOR);
                rig.shipOrder(900, ORDER, ShipLine.of(0, 1));
            }
            case "FULFILLED" -> {
                rig.confirmOrder(ORDER, TOTAL_MINOR);
                rig.shipOrder(900, ORDER);
            }
            case "CANCELLED" -> rig.cancelOrder(ORDER);
            case "CANCELLED after a part was shipped" -> {
                rig.confirmOrder(ORDER, TOTAL_MINOR);
                rig.shipOrder(900, ORDER, ShipLine.of(0, 1));
                rig.cancelOrder(ORDER);
            }
            case "REJECTED", "WAITING", "RESERVED" -> {
                // As it was submitted.
            }
            default -> throw new AssertionError("no way to " + status);
        }
    }

    /** So that others are over before it: one for the work before, one for that after the tick, one for the command's. */
    private static void bringOver(EngineRig rig, Terms terms) {
        EngineSettings now = EngineRig.SETTINGS;
        rig.configure(new EngineSettings(
                now.retentionWindowNs(),
                now.futureToleranceNs(),
                now.maxSkus(),
                now.maxStocks(),
                now.maxOrders(),
                now.maxOrderLines(),
                now.maxAdjustments(),
                now.maxShipments(),
                now.maxReturns(),
                1,
                0,
                0));
        for (long orderId = 901; orderId <= 903; orderId++) {
            rig.submitOrder(orderId, 7, TERMS, LINE);
        }
        rig.submitOrder(ORDER, 7, terms, LINE);
        rig.advance(TIME_NS).tick();
        assertEquals(1, rig.queryOrder(ORDER).orderVersion(), "not worked off");
        assertEquals(4, rig.queryOrder(ORDER).lines().get(0).held(), "not worked off");
    }

    private static DecodedAnswer execute(EngineRig rig, String command, Terms terms) {
        return switch (command) {
            case "submit" -> rig.submitOrder(ORDER, 7, terms, LINE);
            case "submit with other content" -> rig.submitOrder(ORDER, 8, terms, LINE);
            case "confirm" -> rig.confirmOrder(ORDER, TOTAL_MINOR);
            case "confirm another amount" -> rig.confirmOrder(ORDER, TOTAL_MINOR - 1);
            case "confirm another version" -> rig.confirmOrder(ORDER, TOTAL_MINOR, ANOTHER_VERSION);
            case "cancel" -> rig.cancelOrder(ORDER);
            case "cancel another version" -> rig.cancelOrder(ORDER, ANOTHER_VERSION);
            case "ship all" -> rig.shipOrder(1, ORDER);
            case "ship a part" -> rig.shipOrder(1, ORDER, ShipLine.of(0, 1));
            case "ship too many" -> rig.shipOrder(1, ORDER, ShipLine.of(0, 5));
            case "return all" -> rig.returnOrder(1, ORDER);
            case "time passes" -> rig.advance(1_000).tick();
            default -> throw new AssertionError("unknown command " + command);
        };
    }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        String status = "";
        for (String line : text().lines().toList()) {
            if (line.startsWith("## ")) {
                status = line.substring(3);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                String[] sides = line.split("\\s+-> ", 2);
                String[] result = sides[1].split(" ", 2);
                rows.add(new Row(status, sides[0], ResultCode.valueOf(result[0]), OrderStatus.valueOf(result[1])));
            }
        }
        return rows;
    }

    private static String text() {
        try (InputStream in = TransitionsTest.class.getResourceAsStream("transitions.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
