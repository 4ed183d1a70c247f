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

class StockHistoryTest {
    private static final long SKU = 7;
    private static final long OTHER_SKU = 8;

    @TempDir
    private Path path;

    private HistoryRig rig;
    private EngineRig engine;

    @BeforeEach
    void open() throws IOException {
        rig = new HistoryRig(path);
        engine = rig.engine;
        engine.defineSku(SKU, 250L, 0, "SNEAKER", 0, List.of(1, 2));
        engine.defineSku(OTHER_SKU, 250L, 0, "BOOT", 0, List.of());
    }

    @AfterEach
    void close() throws IOException {
        rig.close();
    }

    private void expect(String... lines) throws IOException {
        assertEquals(List.of(lines), rig.stock(SKU));
    }

    @Test
    void shouldTellWhyOnHandChanged() throws IOException {
        engine.adjustStock(1, SKU, 1, 10, AdjustmentReason.RECEIPT, "DN-17");
        engine.adjustStock(1, SKU, 1, 10, AdjustmentReason.RECEIPT, "DN-17");
        engine.adjustStock(2, SKU, 1, -11, AdjustmentReason.DAMAGE);
        engine.adjustStock(3, SKU, 1, -2, AdjustmentReason.DAMAGE);
        engine.adjustStock(4, SKU, 1, 1, AdjustmentReason.COUNT);
        engine.adjustStock(5, SKU, 1, 3, AdjustmentReason.RETURN);
        engine.adjustStock(6, OTHER_SKU, 1, 99, AdjustmentReason.RECEIPT);
        engine.transferStock(7, SKU, 1, 2, 4, "web");
        expect(
                "4 RECEIPT SKU 7 at location 1: on hand +10 = (10 0 0); adjustment 1: SKU 7 at location 1 by +10, receipt, \"DN-17\"",
                "7 DAMAGE SKU 7 at location 1: on hand -2 = (8 0 0); adjustment 3: SKU 7 at location 1 by -2, damage",
                "8 COUNT SKU 7 at location 1: on hand +1 = (9 0 0); adjustment 4: SKU 7 at location 1 by +1, count",
                "9 RETURN_WITHOUT_ORDER SKU 7 at location 1: on hand +3 = (12 0 0); adjustment 5: SKU 7 at location 1 by +3, return",
                "11 TRANSFER_OUT SKU 7 at location 1: on hand -4 = (8 0 0); transfer 7: 4 of SKU 7 from location 1 to location 2, \"web\"",
                "11 TRANSFER_IN SKU 7 at location 2: on hand +4 = (4 0 0); transfer 7: 4 of SKU 7 from location 1 to location 2, \"web\"",
                "location 1: RECEIPT 1x(10 0 0) RETURN_WITHOUT_ORDER 1x(3 0 0) DAMAGE 1x(-2 0 0) COUNT 1x(1 0 0) TRANSFER_OUT 1x(-4 0 0) = (8 0 0)",
                "location 2: TRANSFER_IN 1x(4 0 0) = (4 0 0)");
    }

    @Test
    void shouldTellWhatOrdersDid() throws IOException {
        engine.adjustStock(1, SKU, 1, 3, AdjustmentReason.RECEIPT);
        engine.adjustStock(2, SKU, 2, 3, AdjustmentReason.RECEIPT);
        engine.adjustStock(3, OTHER_SKU, 0, 9, AdjustmentReason.RECEIPT);
        engine.submitOrder(100, 1, Line.any(4, SKU, 250), Line.of(9, OTHER_SKU, 250));
        engine.submitOrder(101, 1, Line.any(2, SKU, 250));
        engine.confirmOrder(100, 13 * 250);
        engine.shipOrder(900, 100, ShipLine.of(0, 2));
        engine.cancelOrder(100);
        engine.returnOrder(800, 100, 0, 5, Switch.ON, List.of(new ReturnLine(0, 1)));
        engine.advance(100).tick();
        expect(
                "4 RECEIPT SKU 7 at location 1: on hand +3 = (3 0 0); adjustment 1: SKU 7 at location 1 by +3, receipt",
                "5 RECEIPT SKU 7 at location 2: on hand +3 = (3 0 0); adjustment 2: SKU 7 at location 2 by +3, receipt",
                "7 SUBMIT SKU 7 at location 1: reserved +3 = (3 3 0); submit order 100 of customer 1, ALL_OR_NOTHING",
                "7 SUBMIT SKU 7 at location 2: reserved +1 = (3 1 0); submit order 100 of customer 1, ALL_OR_NOTHING",
                "8 SUBMIT SKU 7 at location 2: reserved +2 = (3 3 0); submit order 101 of customer 1, ALL_OR_NOTHING",
                "9 CONFIRM SKU 7 at location 1: reserved -3, allocated +3 = (3 0 3); confirm order 100, paid 3250",
                "9 CONFIRM SKU 7 at location 2: reserved -1, allocated +1 = (3 2 1); confirm order 100, paid 3250",
                "10 SHIP SKU 7 at location 1: on hand -2, allocated -2 = (1 0 1); ship order 100, shipment 900",
                "11 CANCEL SKU 7 at location 1: allocated -1 = (1 0 0); cancel order 100",
                "11 CANCEL SKU 7 at location 2: allocated -1 = (3 2 0); cancel order 100",
                "12 RETURN SKU 7 at location 5: on hand +1 = (1 0 0); return of order 100, return 800, to location 5",
                "13 EXPIRY SKU 7 at location 2: reserved -2 = (3 0 0); order 101 expired, worked off with: tick",
                "location 1: RECEIPT 1x(3 0 0) SUBMIT 1x(0 3 0) CONFIRM 1x(0 -3 3) CANCEL 1x(0 0 -1) SHIP 1x(-2 0 -2) = (1 0 0)",
                "location 2: RECEIPT 1x(3 0 0) SUBMIT 2x(0 3 0) CONFIRM 1x(0 -1 1) CANCEL 1x(0 0 -1) EXPIRY 1x(0 -2 0) = (3 0 0)",
                "location 5: RETURN 1x(1 0 0) = (1 0 0)");
    }

    @Test
    void shouldTellWhatWasWorkedOffFromWhatCommandsDid() throws IOException {
        Terms waiting = Terms.of(ShortagePolicy.WAIT);
        engine.configure(HistoryRig.WORKING_SLOWLY);
        for (int order = 97; order <= 99; order++) {
            engine.submitOrder(order, 1, waiting, new Line(SKU, 1, 1, 250));
        }
        engine.adjustStock(1, SKU, 1, 3, AdjustmentReason.RECEIPT);
        engine.submitOrder(100, 1, waiting.withPriority(7).retaking(), new Line(SKU, 1, 1, 250));
        engine.configure(HistoryRig.SETTINGS);
        engine.adjustStock(2, SKU, 1, 1, AdjustmentReason.RECEIPT);
        engine.advance(100).confirmOrder(100, 250);
        expect(
                "8 RECEIPT SKU 7 at location 1: on hand +3 = (3 0 0); adjustment 1: SKU 7 at location 1 by +3, receipt",
                "8 FILL SKU 7 at location 1: reserved +1 = (3 1 0); order 97 filled, worked off with: adjustment 1: SKU 7 at location 1 by +3, receipt",
                "9 FILL SKU 7 at location 1: reserved +1 = (3 2 0); order 98 filled, worked off with: submit order 100 of customer 1, WAIT, priority 7, late payment RETAKE",
                "9 FILL SKU 7 at location 1: reserved +1 = (3 3 0); order 100 filled, worked off with: submit order 100 of customer 1, WAIT, priority 7, late payment RETAKE",
                "11 RECEIPT SKU 7 at location 1: on hand +1 = (4 3 0); adjustment 2: SKU 7 at location 1 by +1, receipt",
                "11 FILL SKU 7 at location 1: reserved +1 = (4 4 0); order 99 filled, worked off with: adjustment 2: SKU 7 at location 1 by +1, receipt",
                "12 EXPIRY SKU 7 at location 1: reserved -1 = (4 3 0); order 97 expired, worked off with: confirm order 100, paid 250",
                "12 EXPIRY SKU 7 at location 1: reserved -1 = (4 2 0); order 98 expired, worked off with: confirm order 100, paid 250",
                "12 EXPIRY SKU 7 at location 1: reserved -1 = (4 1 0); order 100 expired, worked off with: confirm order 100, paid 250",
                "12 EXPIRY SKU 7 at location 1: reserved -1 = (4 0 0); order 99 expired, worked off with: confirm order 100, paid 250",
                "12 CONFIRM SKU 7 at location 1: reserved +1 = (4 1 0); confirm order 100, paid 250",
                "12 CONFIRM SKU 7 at location 1: reserved -1, allocated +1 = (4 0 1); confirm order 100, paid 250",
                "location 1: RECEIPT 2x(4 0 0) FILL 4x(0 4 0) CONFIRM 2x(0 0 1) EXPIRY 4x(0 -4 0) = (4 0 1)");
    }

    @Test
    void shouldTellOfOneLocation() throws IOException {
        engine.adjustStock(1, SKU, 1, 3, AdjustmentReason.RECEIPT);
        engine.transferStock(2, SKU, 1, 2, 1, "");
        assertEquals(
                List.of(
                        "5 TRANSFER_IN SKU 7 at location 2: on hand +1 = (1 0 0); transfer 2: 1 of SKU 7 from location 1 to location 2",
                        "location 2: TRANSFER_IN 1x(1 0 0) = (1 0 0)"),
                rig.stock(SKU, 2));
        assertEquals(List.of("location 5: = (0 0 0)"), rig.stock(SKU, 5));
    }

    @Test
    void shouldHaveNothingToTellOfWhatWasNeverThere() throws IOException {
        expect();
        assertEquals(List.of(), rig.stock(4711));
    }
}
