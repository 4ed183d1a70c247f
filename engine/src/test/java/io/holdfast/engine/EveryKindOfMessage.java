// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.Commands.ReturnLine;
import io.holdfast.engine.Commands.ShipLine;
import io.holdfast.engine.Commands.Terms;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.codec.Switch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Test fixture: rounds of commands and queries of every kind but ConfigureEngine, with nearly every result, and all that the
 * engine does by itself. What a round leaves is forgotten in the next; so but for the SKUs and their stocks, which are of the
 * first chunk of their tables, no round needs more room than the one before.
 */
final class EveryKindOfMessage {
    /** Of each so many rounds the first has the longest orders there can be, each line from 16 locations. */
    static final int ROUNDS_PER_LONG_ONE = 100;

    static final long START_NS = 1_000_000;
    private static final long ROUND_NS = 1_000;
    /** A round has more. */
    private static final int MAX_RETURNS = 6;

    static final EngineSettings SETTINGS =
            new EngineSettings(100, 10, 3_500, 50_000, 8_000, 300_000, 50_000, 8_000, MAX_RETURNS, 512, 0, 0);

    private static final int LOCATIONS = LocationOrder.MAX_LOCATIONS;
    private static final int LINES = Engine.MAX_ORDER_LINES;
    private static final long FIRST_LONG_SKU = 100_000;
    private static final long LIMITED = 200_000;
    private static final long SUSPENDED = 200_001;
    private static final long PRICE_MINOR = 5;
    private static final Terms ALL = Terms.of(ShortagePolicy.ALL_OR_NOTHING);
    private static final Terms WAIT = Terms.of(ShortagePolicy.WAIT);

    /** A message, and when it is decided. */
    record Timed(long timeNs, UnsafeBuffer bytes) {}

    private final Commands commands = new Commands();
    private final List<Timed> messages = new ArrayList<>();
    private long timeNs = START_NS;
    private long lastAdjustmentId = -1;

    /** What comes before the first round: SKUs at many locations, with a unit at each. */
    static List<Timed> preparation() {
        EveryKindOfMessage kinds = new EveryKindOfMessage();
        kinds.prepare();
        return kinds.messages;
    }

    static List<Timed> round(int i) {
        EveryKindOfMessage kinds = new EveryKindOfMessage();
        kinds.timeNs = START_NS + ROUND_NS * (i + 1);
        kinds.lastAdjustmentId = 1_000_000 + 100L * i;
        kinds.now();
        kinds.encodeCatalog(i);
        kinds.encodeOrders(i);
        if (i % ROUNDS_PER_LONG_ONE == 0) {
            kinds.encodeLongOrders(i);
        }
        kinds.encodeFulfilment(i);
        kinds.encodeWork(i);
        kinds.encodeForgetting();
        return kinds.messages;
    }

    private void prepare() {
        now();
        add(commands.configureEngine(SETTINGS));
        List<Integer> locations = IntStream.range(0, LOCATIONS).boxed().toList();
        for (int line = 0; line < LINES; line++) {
            add(commands.defineSku(FIRST_LONG_SKU + line, null, 0, "", Integer.MAX_VALUE, locations));
            for (int location : locations) {
                add(receive(FIRST_LONG_SKU + line, location, 1));
            }
        }
        add(commands.defineSku(LIMITED, null, 0, "", 2, List.of()));
        add(receive(LIMITED, 0, 1_000));
        add(commands.defineSku(SUSPENDED, null, 0, ""));
        add(commands.updateSku(SUSPENDED, null, 0, 0, 0, Switch.ON, List.of()));
    }

    private void encodeCatalog(int i) {
        add(commands.defineSku(i, PRICE_MINOR, 1, "one")); // OK
        add(commands.defineSku(i, PRICE_MINOR, 1, "one")); // OK, repeated
        add(commands.defineSku(i, PRICE_MINOR, 1, "two")); // ID_CONFLICT
        add(commands.defineSku(-1, null, 0, "", 0, List.of(1, 1))); // INVALID_LOCATION
        add(commands.updateSku(i, PRICE_MINOR, 0, 0, 1, Switch.OFF, List.of(0, 1))); // OK
        add(commands.updateSku(i, PRICE_MINOR, 0, 0, 1, Switch.OFF, List.of(0, 1))); // OK, as it is so
        add(commands.updateSku(i, PRICE_MINOR, 1, 0, 1, Switch.OFF, List.of(0, 1))); // VERSION_MISMATCH
        add(commands.updateSku(-1, PRICE_MINOR, 1, 0, 0, Switch.OFF, List.of())); // UNKNOWN_SKU

        add(receive(i, 0, 90)); // OK
        lastAdjustmentId--;
        add(receive(i, 0, 90)); // OK, repeated
        lastAdjustmentId--;
        add(receive(i, 0, 91)); // ID_CONFLICT
        add(receive(i, 0, -91)); // STOCK_IS_PROMISED
        lastAdjustmentId--;
        add(receive(i, 0, -91)); // the same, repeated
        add(commands.transferStock(++lastAdjustmentId, i, 0, 1, 10, "note")); // OK
        add(commands.transferStock(lastAdjustmentId, i, 0, 1, 10, "note")); // OK, repeated
        add(commands.transferStock(++lastAdjustmentId, i, 1, 0, 11, "")); // STOCK_IS_PROMISED
        add(commands.transferStock(lastAdjustmentId, i, 1, 0, 11, "")); // the same, repeated
        add(commands.transferStock(++lastAdjustmentId, i, 1, 1, 1, "")); // INVALID_LOCATION

        add(commands.queryStock(i, 0));
        add(commands.queryStock(-1, 0));
        add(commands.querySku(i));
        add(commands.querySku(-1));
        add(commands.queryEngine());
    }

    private void encodeOrders(int i) {
        long id = 100L * i;
        List<Line> lines = List.of(Line.of(2, i, PRICE_MINOR), Line.of(1, i, PRICE_MINOR));
        add(commands.submitOrder(id, 7, lines)); // OK
        add(commands.submitOrder(id, 7, lines)); // OK, repeated
        add(commands.submitOrder(id, 8, lines)); // ID_CONFLICT
        add(commands.submitOrder(id + 1, 7, Line.of(1_000_000, i, PRICE_MINOR))); // INSUFFICIENT_STOCK
        add(commands.submitOrder(id + 1, 7, Line.of(1_000_000, i, PRICE_MINOR))); // the same, repeated
        for (int bad = 0; bad < 8; bad++) {
            add(commands.submitOrder(id + 2 + bad, 7, badLine(bad, i))); // one of the codes for lines
        }
        add(commands.submitOrder(id + 10, 7, ALL.payWithin(-1), lines)); // INVALID_TIME
        add(commands.submitOrder(id + 11, 7, ALL.withPriority(8), lines)); // INVALID_PRIORITY
        add(commands.queryOrder(id));
        add(commands.queryOrder(id + 1));
        add(commands.queryOrder(-1));

        add(commands.confirmOrder(id, 14, 0)); // PAID_AMOUNT_MISMATCH
        add(commands.confirmOrder(id, 15, 9)); // VERSION_MISMATCH
        add(commands.confirmOrder(id, 15, 1)); // OK
        add(commands.confirmOrder(id, 15, 1)); // OK, repeated
        add(commands.confirmOrder(id + 1, 15, 0)); // ORDER_REJECTED
        add(commands.cancelOrder(id, 0)); // OK
        add(commands.cancelOrder(id, 0)); // OK, repeated
        add(commands.confirmOrder(id, 15, 0)); // ORDER_CANCELLED
        add(commands.cancelOrder(-1, 0)); // UNKNOWN_ORDER
        commands.firstSentNs(timeNs - 101);
        add(commands.cancelOrder(id, 0)); // TOO_OLD
        commands.firstSentNs(timeNs + 11);
        add(commands.submitOrder(id, 7, lines)); // FROM_THE_FUTURE
        now();
    }

    private static List<Line> badLine(int which, int i) {
        return switch (which) {
            case 0 -> List.of();
            case 1 -> List.of(Line.of(0, i, PRICE_MINOR));
            case 2 -> List.of(Line.of(1, i, -1));
            case 3 -> List.of(Line.of(1, -1, PRICE_MINOR));
            case 4 -> List.of(Line.of(1, i, PRICE_MINOR + 1));
            case 5 -> List.of(Line.of(1, SUSPENDED, PRICE_MINOR));
            case 6 -> List.of(Line.of(2, LIMITED, Long.MAX_VALUE));
            default -> List.of(Line.of(2, LIMITED, PRICE_MINOR), Line.of(1, LIMITED, PRICE_MINOR));
        };
    }

    private void encodeFulfilment(int i) {
        long id = 100L * i + 20;
        add(commands.submitOrder(id, 7, Line.any(3, i, PRICE_MINOR), Line.of(1, LIMITED, 1)));
        add(commands.shipOrder(id, id)); // ORDER_NOT_PAID
        add(commands.confirmOrder(id, 3 * PRICE_MINOR + 1, 0));
        add(commands.shipOrder(id + 1, id, ShipLine.of(0, 1))); // OK
        add(commands.shipOrder(id + 1, id, ShipLine.of(0, 1))); // OK, repeated
        add(commands.shipOrder(id + 1, id, ShipLine.of(0, 2))); // ID_CONFLICT
        add(commands.shipOrder(id + 2, id, ShipLine.of(2, 1))); // UNKNOWN_LINE
        add(commands.shipOrder(id + 3, id, ShipLine.of(0, 3))); // NOT_SO_MANY_ALLOCATED
        add(commands.returnOrder(id + 1, id, new ReturnLine(0, 1))); // OK
        add(commands.returnOrder(id + 1, id, new ReturnLine(0, 1))); // OK, repeated
        add(commands.returnOrder(id + 2, id, new ReturnLine(0, 1))); // NOT_SO_MANY_SHIPPED
        add(commands.shipOrder(id + 4, id)); // OK, the rest
        add(commands.cancelOrder(id, 0)); // ORDER_FULFILLED
        add(commands.returnOrder(id + 3, id, 0, 1, Switch.OFF, List.of(new ReturnLine(0, 1)))); // OK, but broken
        add(commands.returnOrder(id + 4, id, 0, 1, Switch.ON, List.of(new ReturnLine(0, 1)))); // OK, elsewhere
        for (int more = 0; more < MAX_RETURNS; more++) {
            add(commands.returnOrder(id + 5 + more, -1)); // UNKNOWN_ORDER, in the end CAPACITY
        }
        add(commands.queryOrder(id));
    }

    /** Fills, expiry at its time and by being named, and late payment. */
    private void encodeWork(int i) {
        long id = 100L * i + 40;
        add(commands.submitOrder(id, 7, WAIT.withPriority(i % 8), List.of(Line.any(200, i, PRICE_MINOR))));
        add(commands.submitOrder(id + 1, 7, WAIT.waitFor(5), List.of(Line.of(1, i, PRICE_MINOR))));
        add(commands.confirmOrder(id, 1_000, 0)); // ORDER_WAITING
        add(receive(i, 1, 50)); // fills
        add(receive(i, 0, 150)); // the rest, and the other
        add(commands.submitOrder(id + 2, 7, ALL.payWithin(5).retaking(), List.of(Line.of(1, i, PRICE_MINOR))));
        add(commands.submitOrder(id + 3, 7, ALL.payWithin(5), List.of(Line.any(1, i, PRICE_MINOR))));
        add(commands.submitOrder(id + 4, 9, WAIT.waitFor(5), List.of(Line.any(900, i, PRICE_MINOR))));
        timeNs += 5;
        now();
        add(commands.tick()); // expires three
        add(commands.confirmOrder(id + 2, PRICE_MINOR, 0)); // OK, late
        add(commands.confirmOrder(id + 3, PRICE_MINOR, 0)); // ORDER_EXPIRED
        add(commands.cancelOrder(id, 0));
        add(commands.cancelOrder(id + 1, 0));
        add(commands.cancelOrder(id + 2, 0));
    }

    private void encodeLongOrders(int i) {
        long id = 100L * i + 60;
        List<Line> sixteenEach = lines(LINES, line -> Line.any(LOCATIONS, FIRST_LONG_SKU + line, 1));
        add(commands.submitOrder(id, 7, sixteenEach));
        add(commands.submitOrder(id, 7, sixteenEach)); // repeated
        add(commands.queryOrder(id));
        add(commands.confirmOrder(id, LINES * LOCATIONS, 0));
        add(commands.shipOrder(id, id, 0, lines(LINES, line -> ShipLine.of(LINES - 1 - line, LOCATIONS))));
        add(commands.returnOrder(
                id, id, 0, Commands.ANY, Switch.ON, lines(LINES, line -> new ReturnLine(LINES - 1 - line, LOCATIONS))));
        List<Line> oneMoreEach = lines(LINES, line -> Line.any(LOCATIONS + 1, FIRST_LONG_SKU + line, 1));
        add(commands.submitOrder(id + 1, 7, WAIT.waitFor(5), oneMoreEach));
        add(commands.submitOrder(id + 2, 7, lines(LINES + 1, line -> Line.of(1, LIMITED, 1)))); // TOO_MANY_LINES
        timeNs += 5;
        now();
        add(commands.tick()); // expires
        add(commands.submitOrder(id + 3, 7, Terms.of(ShortagePolicy.PARTIAL), oneMoreEach));
        add(commands.queryOrder(id + 3));
        add(commands.cancelOrder(id + 3, 0));
    }

    private void encodeForgetting() {
        timeNs += 200;
        now();
        for (int i = 0; i < 4; i++) {
            add(commands.tick());
        }
    }

    private static <T> List<T> lines(int count, IntFunction<T> line) {
        return IntStream.range(0, count).mapToObj(line).toList();
    }

    private int receive(long skuId, int location, int units) {
        return commands.adjustStock(++lastAdjustmentId, skuId, location, units, AdjustmentReason.RECEIPT);
    }

    private void now() {
        commands.firstSentNs(timeNs);
    }

    private void add(int length) {
        byte[] bytes = new byte[length];
        commands.buffer().getBytes(0, bytes);
        messages.add(new Timed(timeNs, new UnsafeBuffer(bytes)));
    }
}
