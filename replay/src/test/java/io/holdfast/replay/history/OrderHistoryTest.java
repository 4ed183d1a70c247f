// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.Commands.ReturnLine;
import io.holdfast.engine.Commands.ShipLine;
import io.holdfast.engine.Commands.Terms;
import io.holdfast.engine.EngineRig;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.codec.Switch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderHistoryTest {
    private static final long SKU = 7;

    @TempDir
    private Path path;

    private HistoryRig rig;
    private EngineRig engine;

    @BeforeEach
    void open() throws IOException {
        rig = new HistoryRig(path);
        engine = rig.engine;
        engine.defineSku(SKU, 250L, 0, "SNEAKER", 0, List.of(1, 2));
    }

    @AfterEach
    void close() throws IOException {
        rig.close();
    }

    private void expect(long orderId, String... lines) throws IOException {
        assertEquals(List.of(lines), rig.order(orderId));
    }

    @Test
    void shouldTellAWholeLife() throws IOException {
        engine.adjustStock(1, SKU, 1, 2, AdjustmentReason.RECEIPT);
        engine.adjustStock(2, SKU, 2, 5, AdjustmentReason.RECEIPT);
        engine.submitOrder(
                100,
                42,
                Terms.of(ShortagePolicy.PARTIAL).payWithin(60).retaking(),
                List.of(Line.any(6, SKU, 250), new Line(SKU, 2, 2, 250)));
        engine.confirmOrder(100, 1_000);
        engine.confirmOrder(100, 1_750);
        engine.confirmOrder(100, 1_750);
        engine.shipOrder(900, 100, ShipLine.of(0, 3));
        engine.shipOrder(900, 100, ShipLine.of(0, 3));
        engine.shipOrder(901, 100, 3, List.of());
        engine.cancelOrder(100);
        engine.shipOrder(902, 100);
        engine.returnOrder(800, 100, new ReturnLine(0, 4));
        engine.returnOrder(801, 100, 0, 9, Switch.OFF, List.of(new ReturnLine(1, 1)));
        engine.returnOrder(802, 100);
        expect(
                100,
                "5 submit order 100 of customer 42, PARTIAL, time to pay 0.00000006s, late payment RETAKE",
                "  line 0: 6 of SKU 7 at any location for 250 each",
                "  line 1: 2 of SKU 7 at location 2 for 250 each",
                "  answered OK, order is RESERVED, total 1750, deadline 1970-01-01T00:00:00.001000060Z, version 1",
                "  line 0 has 2 from location 1",
                "  line 0 has 3 from location 2",
                "  line 1 has 2 from location 2",
                "  SKU 7 at location 1: reserved +2",
                "  SKU 7 at location 2: reserved +3",
                "  SKU 7 at location 2: reserved +2",
                "6 confirm order 100, paid 1000",
                "  answered PAID_AMOUNT_MISMATCH, order is RESERVED, total 1750, deadline 1970-01-01T00:00:00.001000060Z, version 1",
                "7 confirm order 100, paid 1750",
                "  answered OK, order is CONFIRMED, total 1750, paid 1750, version 2",
                "  SKU 7 at location 1: reserved -2, allocated +2",
                "  SKU 7 at location 2: reserved -3, allocated +3",
                "  SKU 7 at location 2: reserved -2, allocated +2",
                "8 confirm order 100, paid 1750",
                "  answered OK again, as decided at sequence 7, order is CONFIRMED, total 1750, paid 1750, version 2",
                "9 ship order 100, shipment 900",
                "  line 0: 3 from any location",
                "  answered OK, units 3, order is CONFIRMED, version 3",
                "  SKU 7 at location 1: on hand -2, allocated -2",
                "  SKU 7 at location 2: on hand -1, allocated -1",
                "10 ship order 100, shipment 900",
                "  line 0: 3 from any location",
                "  answered OK again, as decided at sequence 9, units 3, order is CONFIRMED, version 3",
                "11 ship order 100, shipment 901: all that is left, expected version 3",
                "  answered OK, units 4, order is FULFILLED, version 4",
                "  SKU 7 at location 2: on hand -2, allocated -2",
                "  SKU 7 at location 2: on hand -2, allocated -2",
                "12 cancel order 100",
                "  answered ORDER_FULFILLED, order is FULFILLED, total 1750, paid 1750, version 4",
                "13 ship order 100, shipment 902: all that is left",
                "  answered ORDER_FULFILLED, order is FULFILLED, version 4",
                "14 return of order 100, return 800, back to where it came from",
                "  line 0: 4",
                "  answered OK, units 4, refund 1000, order is FULFILLED, version 5",
                "  SKU 7 at location 1: on hand +2",
                "  SKU 7 at location 2: on hand +2",
                "15 return of order 100, return 801, not to be sold again",
                "  line 1: 1",
                "  answered OK, units 1, refund 250, order is FULFILLED, version 6",
                "16 return of order 100, return 802: all that was shipped, back to where it came from",
                "  answered OK, units 2, refund 500, order is FULFILLED, version 7",
                "  SKU 7 at location 2: on hand +1",
                "  SKU 7 at location 2: on hand +1");
    }

    @Test
    void shouldTellOfUnitsThatWereWaitedFor() throws IOException {
        engine.adjustStock(1, SKU, 1, 1, AdjustmentReason.RECEIPT);
        engine.submitOrder(99, 41, Line.any(1, SKU, 250));
        engine.submitOrder(
                100, 42, Terms.of(ShortagePolicy.WAIT).waitFor(400).withPriority(3), List.of(Line.any(3, SKU, 250)));
        engine.confirmOrder(100, 750);
        engine.cancelOrder(99);
        engine.adjustStock(2, SKU, 2, 1, AdjustmentReason.RECEIPT, "DN-17");
        engine.adjustStock(3, SKU, 2, 5, AdjustmentReason.RETURN);
        engine.advance(100).tick();
        engine.confirmOrder(100, 750);
        expect(
                100,
                "5 submit order 100 of customer 42, WAIT, time to wait 0.0000004s, priority 3",
                "  line 0: 3 of SKU 7 at any location for 250 each",
                "  answered OK, order is WAITING, total 750, deadline 1970-01-01T00:00:00.001000400Z, version 1",
                "  line 0 waits for 3 at any location",
                "6 confirm order 100, paid 750",
                "  answered ORDER_WAITING, order is WAITING, total 750, deadline 1970-01-01T00:00:00.001000400Z, version 1",
                "7 order 100 filled with 1 of SKU 7 at location 1",
                "  worked off with: cancel order 99",
                "  SKU 7 at location 1: reserved +1",
                "8 order 100 filled with 1 of SKU 7 at location 2",
                "  worked off with: adjustment 2: SKU 7 at location 2 by +1, receipt, \"DN-17\"",
                "  SKU 7 at location 2: reserved +1",
                "9 order 100 filled with 1 of SKU 7 at location 2",
                "  worked off with: adjustment 3: SKU 7 at location 2 by +5, return",
                "  SKU 7 at location 2: reserved +1",
                "9 order 100 reserved: it has its last missing unit",
                "  worked off with: adjustment 3: SKU 7 at location 2 by +5, return",
                "10 order 100 expired: its time is over",
                "  worked off with: tick",
                "  SKU 7 at location 1: reserved -1",
                "  SKU 7 at location 2: reserved -2",
                "11 confirm order 100, paid 750",
                "  answered ORDER_EXPIRED, order is EXPIRED, total 750, version 5");
    }

    @Test
    void shouldTellOfWhatIsWorkedOffWithTheOrdersOwnCommand() throws IOException {
        engine.configure(HistoryRig.WORKING_SLOWLY);
        Terms waiting = Terms.of(ShortagePolicy.WAIT);
        engine.submitOrder(98, 1, waiting, new Line(SKU, 1, 1, 250));
        engine.submitOrder(99, 1, waiting, new Line(SKU, 1, 1, 250));
        engine.submitOrder(100, 1, waiting, new Line(SKU, 1, 1, 250), new Line(SKU, 1, 1, 250));
        engine.adjustStock(1, SKU, 1, 4, AdjustmentReason.RECEIPT);
        engine.confirmOrder(100, 500);
        engine.cancelOrder(100, 1);
        expect(
                100,
                "6 submit order 100 of customer 1, WAIT",
                "  line 0: 1 of SKU 7 at location 1 for 250 each",
                "  line 1: 1 of SKU 7 at location 1 for 250 each",
                "  answered OK, order is WAITING, total 500, deadline 1970-01-01T00:00:00.001000500Z, version 1",
                "  line 0 waits for 1 at location 1",
                "  line 1 waits for 1 at location 1",
                "8 confirm order 100, paid 500",
                "  answered ORDER_WAITING, order is WAITING, total 500, deadline 1970-01-01T00:00:00.001000500Z, version 1",
                "8 order 100 filled with 1 of SKU 7 at location 1",
                "  worked off with: confirm order 100, paid 500",
                "  SKU 7 at location 1: reserved +1",
                "9 order 100 filled with 1 of SKU 7 at location 1",
                "  worked off with: cancel order 100, expected version 1",
                "  SKU 7 at location 1: reserved +1",
                "9 order 100 reserved: it has its last missing unit",
                "  worked off with: cancel order 100, expected version 1",
                "9 cancel order 100, expected version 1",
                "  answered VERSION_MISMATCH, order is RESERVED, total 500, deadline 1970-01-01T00:00:00.001000100Z, version 3");
    }

    @Test
    void shouldTellOfUnitsThatCameRightAfterTheSubmission() throws IOException {
        engine.configure(HistoryRig.WORKING_SLOWLY);
        Terms waiting = Terms.of(ShortagePolicy.WAIT);
        for (int order = 97; order <= 99; order++) {
            engine.submitOrder(order, 1, waiting, new Line(SKU, 1, 1, 250));
        }
        engine.adjustStock(1, SKU, 1, 3, AdjustmentReason.RECEIPT);
        engine.submitOrder(100, 1, waiting.withPriority(7), new Line(SKU, 1, 1, 250));
        expect(
                100,
                "8 submit order 100 of customer 1, WAIT, priority 7",
                "  line 0: 1 of SKU 7 at location 1 for 250 each",
                "  answered OK, order is WAITING, total 250, deadline 1970-01-01T00:00:00.001000500Z, version 1",
                "  line 0 waits for 1 at location 1",
                "8 order 100 filled with 1 of SKU 7 at location 1",
                "  worked off with: submit order 100 of customer 1, WAIT, priority 7",
                "  SKU 7 at location 1: reserved +1",
                "8 order 100 reserved: it has its last missing unit",
                "  worked off with: submit order 100 of customer 1, WAIT, priority 7");
    }

    @Test
    void shouldTellOfUnitsThatWereTakenAgain() throws IOException {
        engine.adjustStock(1, SKU, 1, 2, AdjustmentReason.RECEIPT);
        engine.submitOrder(100, 1, Terms.of(ShortagePolicy.ALL_OR_NOTHING).retaking(), Line.any(2, SKU, 250));
        engine.advance(100).confirmOrder(100, 500);
        expect(
                100,
                "4 submit order 100 of customer 1, ALL_OR_NOTHING, late payment RETAKE",
                "  line 0: 2 of SKU 7 at any location for 250 each",
                "  answered OK, order is RESERVED, total 500, deadline 1970-01-01T00:00:00.001000100Z, version 1",
                "  line 0 has 2 from location 1",
                "  SKU 7 at location 1: reserved +2",
                "5 order 100 expired: its time is over",
                "  worked off with: confirm order 100, paid 500",
                "  SKU 7 at location 1: reserved -2",
                "5 confirm order 100, paid 500",
                "  answered OK, order is CONFIRMED, total 500, paid 500, version 3",
                "  SKU 7 at location 1: reserved +2",
                "  SKU 7 at location 1: reserved -2, allocated +2");
    }

    @Test
    void shouldTellWhatWasRefused() throws IOException {
        engine.confirmOrder(100, 1);
        engine.submitOrder(100, 42, Line.of(1, 8, 250));
        engine.submitOrder(100, 42, Line.of(1, 8, 250));
        engine.submitOrder(100, 42, Line.of(1, SKU, 250));
        engine.sentAfter(11).submitOrder(100, 42, Line.of(1, 8, 250));
        engine.sentAfter(-1_001).cancelOrder(100);
        engine.cancelOrder(100);
        expect(
                100,
                "3 confirm order 100, paid 1",
                "  answered UNKNOWN_ORDER",
                "4 submit order 100 of customer 42, ALL_OR_NOTHING",
                "  line 0: 1 of SKU 8 at location 0 for 250 each",
                "  answered UNKNOWN_SKU, order is REJECTED, version 1",
                "5 submit order 100 of customer 42, ALL_OR_NOTHING",
                "  line 0: 1 of SKU 8 at location 0 for 250 each",
                "  answered UNKNOWN_SKU again, as decided at sequence 4, order is REJECTED, version 1",
                "6 submit order 100 of customer 42, ALL_OR_NOTHING",
                "  line 0: 1 of SKU 7 at location 0 for 250 each",
                "  answered ID_CONFLICT",
                "7 submit order 100 of customer 42, ALL_OR_NOTHING",
                "  line 0: 1 of SKU 8 at location 0 for 250 each",
                "  answered FROM_THE_FUTURE, first sent 1970-01-01T00:00:00.001000011Z",
                "8 cancel order 100",
                "  answered TOO_OLD, order is REJECTED, version 1, first sent 1970-01-01T00:00:00.000998999Z",
                "9 cancel order 100",
                "  answered ORDER_REJECTED, order is REJECTED, version 1");
    }

    @Test
    void shouldGoOnBehindWhatWasForgotten() throws IOException {
        engine.adjustStock(1, SKU, 1, 5, AdjustmentReason.RECEIPT);
        engine.submitOrder(100, 42, Line.any(1, SKU, 250));
        engine.cancelOrder(100);
        engine.advance(5_000).tick();
        engine.confirmOrder(100, 250);
        engine.submitOrder(100, 43, Line.any(2, SKU, 250));
        expect(
                100,
                "4 submit order 100 of customer 42, ALL_OR_NOTHING",
                "  line 0: 1 of SKU 7 at any location for 250 each",
                "  answered OK, order is RESERVED, total 250, deadline 1970-01-01T00:00:00.001000100Z, version 1",
                "  line 0 has 1 from location 1",
                "  SKU 7 at location 1: reserved +1",
                "5 cancel order 100",
                "  answered OK, order is CANCELLED, total 250, version 2",
                "  SKU 7 at location 1: reserved -1",
                "7 confirm order 100, paid 250",
                "  answered UNKNOWN_ORDER",
                "8 submit order 100 of customer 43, ALL_OR_NOTHING",
                "  line 0: 2 of SKU 7 at any location for 250 each",
                "  answered OK, order is RESERVED, total 500, deadline 1970-01-01T00:00:00.001005100Z, version 1",
                "  line 0 has 2 from location 1",
                "  SKU 7 at location 1: reserved +2");
    }

    @Test
    void shouldHaveNothingToTellOfOtherOrders() throws IOException {
        engine.adjustStock(1, SKU, 0, 5, AdjustmentReason.RECEIPT);
        engine.submitOrder(100, 42, Line.of(1, SKU, 250));
        expect(0);
        expect(42);
    }
}
