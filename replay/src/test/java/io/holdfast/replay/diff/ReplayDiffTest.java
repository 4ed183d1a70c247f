// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.Commands.Terms;
import io.holdfast.engine.EngineRig;
import io.holdfast.engine.Seed;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.codec.Switch;
import io.holdfast.journal.DataDirectory;
import io.holdfast.replay.history.HistoryRig;
import io.holdfast.replay.history.RandomShop;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is decided otherwise under other rules, reckoned by hand. */
class ReplayDiffTest {
    @TempDir
    private Path path;

    private final List<String> told = new ArrayList<>();

    private DiffReport diff(OtherRules rules) throws IOException {
        told.clear();
        return ReplayDiff.run(
                DataDirectory.journalSource(path),
                rules,
                UnaryOperator.identity(),
                difference -> told.add(difference.decision().sequence() + " "
                        + difference.decision().command().kind() + " " + difference.kind() + " "
                        + difference.decision().outcome().code() + " "
                        + difference.now().code() + " "
                        + difference.amount().units() + " "
                        + difference.amount().minor()));
    }

    /** Two SKUs with a price of 10, five units of each received; sequences go on with 6. */
    private void record(Consumer<EngineRig> story) throws IOException {
        try (HistoryRig rig = new HistoryRig(path)) {
            rig.engine.defineSku(1, 10L, 0, "ONE");
            rig.engine.defineSku(2, 10L, 0, "TWO");
            rig.engine.receive(1, 1, 5);
            rig.engine.receive(2, 2, 5);
            story.accept(rig.engine);
        }
    }

    private static OtherRules policy(ShortagePolicy policy) {
        return new OtherRules(Map.of(), Map.of(), Map.of(), null, policy);
    }

    private static OtherRules opening(String share) {
        return new OtherRules(Map.of(), Map.of(), Map.of(), new BigDecimal(share), null);
    }

    private static OtherRules price(long skuId, long minor) {
        return new OtherRules(Map.of(skuId, minor), Map.of(), Map.of(), null, null);
    }

    private static long now(DiffReport report, Sum sum) {
        return both(report, sum).now();
    }

    private static long onRecord(DiffReport report, Sum sum) {
        return both(report, sum).onRecord();
    }

    private static DiffReport.BothSums both(DiffReport report, Sum sum) {
        return report.sums().stream()
                .filter(both -> both.sum() == sum)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldDecideARandomShopAsOnRecordIfTheRulesAreTheSame() {
        Seed.run(random -> {
            long digest;
            try (HistoryRig rig = new HistoryRig(path)) {
                new RandomShop(random, rig.engine).run(2_000);
                digest = rig.engine.digest();
            }
            DiffReport report = diff(OtherRules.NONE);
            assertEquals(List.of(), told);
            assertTrue(report.isSame());
            assertEquals(digest, report.digest());
            report.sums().forEach(both -> assertEquals(both.onRecord(), both.now(), both::toString));
        });
    }

    /** All commands are rewritten then, but to what they were. */
    @Test
    void shouldDecideARandomShopAsOnRecordIfTheOtherRulesAreTheSame() {
        Seed.run(random -> {
            try (HistoryRig rig = new HistoryRig(path)) {
                new RandomShop(random, rig.engine).run(2_000);
            }
            DiffReport report = diff(price(2, RandomShop.PRICE_MINOR));
            assertEquals(List.of(), told);
            assertTrue(report.isSame());
            report.sums().forEach(both -> assertEquals(both.onRecord(), both.now(), both::toString));
        });
    }

    @Test
    void shouldTellWhatASafetyStockRefuses() throws IOException {
        record(shop -> {
            shop.submitOrder(100, 7, Line.of(3, 1, 10));
            shop.confirmOrder(100, 30);
            shop.submitOrder(101, 7, Line.of(2, 1, 10));
            shop.confirmOrder(101, 20);
            shop.shipOrder(900, 101);
        });
        DiffReport report = diff(new OtherRules(Map.of(), Map.of(), Map.of(1L, 1), null, null));
        assertEquals(
                List.of(
                        "8 SubmitOrder REFUSED OK INSUFFICIENT_STOCK 2 20",
                        "9 ConfirmOrder REFUSED OK ORDER_REJECTED 0 20",
                        "10 ShipOrder REFUSED OK ORDER_REJECTED 2 0"),
                told);
        assertEquals(2, onRecord(report, Sum.ORDERS_ACCEPTED));
        assertEquals(1, now(report, Sum.ORDERS_ACCEPTED));
        assertEquals(1, now(report, Sum.ORDERS_REFUSED));
        assertEquals(50, onRecord(report, Sum.AMOUNT_PAID));
        assertEquals(30, now(report, Sum.AMOUNT_PAID));
        assertEquals(2, onRecord(report, Sum.UNITS_SHIPPED));
        assertEquals(0, now(report, Sum.UNITS_SHIPPED));
        assertEquals(1, report.differingOrders());
    }

    @Test
    void shouldTellWhatACustomerLimitRefusesAndWhoGetsTheUnitsThen() throws IOException {
        record(shop -> {
            shop.submitOrder(100, 7, Line.of(4, 1, 10));
            shop.submitOrder(101, 8, Line.of(2, 1, 10));
            shop.confirmOrder(101, 20);
        });
        DiffReport report = diff(new OtherRules(Map.of(), Map.of(1L, 3), Map.of(), null, null));
        assertEquals(
                List.of(
                        "6 SubmitOrder REFUSED OK CUSTOMER_LIMIT 4 40",
                        "7 SubmitOrder ACCEPTED INSUFFICIENT_STOCK OK 2 20",
                        "8 ConfirmOrder ACCEPTED ORDER_REJECTED OK 0 20"),
                told);
        assertEquals(0, report.unpaidOrders());
        assertEquals(2, report.differingOrders());
    }

    @Test
    void shouldNotInventPayments() throws IOException {
        record(shop -> {
            shop.submitOrder(100, 7, Line.of(4, 1, 10));
            shop.submitOrder(101, 8, Line.of(2, 1, 10));
            shop.advance(100).tick();
            shop.advance(100).tick();
        });
        DiffReport report = diff(new OtherRules(Map.of(), Map.of(1L, 3), Map.of(), null, null));
        assertEquals(1, report.unpaidOrders());
        assertEquals(new Amount(2, 20), report.unpaid());
        // 100 held its units until its time was over, 101 does now.
        assertEquals(1, report.expiredOnlyOnRecord());
        assertEquals(1, report.expiredOnlyNow());
    }

    @Test
    void shouldLetPayWhatIsDueNow() throws IOException {
        record(shop -> {
            shop.submitOrder(100, 7, Line.of(2, 1, 10), Line.of(1, 2, 10));
            shop.confirmOrder(100, 30);
            shop.submitOrder(101, 7, Line.of(1, 1, 10));
            shop.confirmOrder(101, 9);
            shop.submitOrder(102, 7, Line.of(1, 1, 12));
            shop.confirmOrder(102, 12);
        });
        DiffReport report = diff(price(1, 11));
        // 101 is paid wrongly now as then, and 102 had a price that was not the list's.
        assertEquals(
                List.of(
                        "6 SubmitOrder ANOTHER_AMOUNT OK OK 0 2",
                        "7 ConfirmOrder ANOTHER_AMOUNT OK OK 0 2",
                        "8 SubmitOrder ANOTHER_AMOUNT OK OK 0 1"),
                told);
        assertEquals(32, now(report, Sum.AMOUNT_PAID));
        assertEquals(30, onRecord(report, Sum.AMOUNT_PAID));
    }

    @Test
    void shouldKeepAPriceThroughChangesOnRecord() throws IOException {
        record(shop -> {
            shop.updateSku(1, 20L, 0, 0, 1, Switch.OFF, List.of());
            shop.submitOrder(100, 7, Line.of(1, 1, 20));
            shop.submitOrder(101, 7, Line.of(1, 1, 10));
        });
        DiffReport report = diff(price(1, 15));
        // The line of 101 named a price that was out of date, and does so now.
        assertEquals(List.of("7 SubmitOrder ANOTHER_AMOUNT OK OK 0 -5"), told);
        assertEquals(15, now(report, Sum.AMOUNT_ORDERED));
    }

    @Test
    void shouldTakeWhatThereIs() throws IOException {
        record(shop -> {
            shop.submitOrder(100, 7, Line.of(9, 1, 10));
            shop.confirmOrder(100, 90);
            shop.shipOrder(900, 100);
        });
        DiffReport report = diff(policy(ShortagePolicy.PARTIAL));
        assertEquals(
                List.of(
                        "6 SubmitOrder ACCEPTED INSUFFICIENT_STOCK OK 5 50",
                        "7 ConfirmOrder ACCEPTED ORDER_REJECTED OK 0 50",
                        "8 ShipOrder ACCEPTED ORDER_REJECTED OK 5 0"),
                told);
        assertEquals(0, report.unpaidOrders());
    }

    @Test
    void shouldWait() throws IOException {
        record(shop -> {
            shop.submitOrder(100, 7, Line.of(9, 1, 10));
            shop.confirmOrder(100, 90);
            shop.receive(3, 1, 4);
            shop.confirmOrder(100, 90);
        });
        DiffReport report = diff(policy(ShortagePolicy.WAIT));
        assertEquals(
                List.of(
                        "6 SubmitOrder ACCEPTED INSUFFICIENT_STOCK OK 9 90",
                        "7 ConfirmOrder ANOTHER_REASON ORDER_REJECTED ORDER_WAITING 0 0",
                        "9 ConfirmOrder ACCEPTED ORDER_REJECTED OK 0 90"),
                told);
        assertEquals(1, now(report, Sum.ORDERS_TO_WAIT));
        assertEquals(4, now(report, Sum.UNITS_FILLED_LATER));
    }

    @Test
    void aConflictOfNothingButVersionsStaysOne() throws IOException {
        record(shop -> {
            shop.submitOrder(100, 7, Line.of(1, 2, 10));
            shop.confirmOrder(100, 10);
            shop.shipOrder(900, 100, 2, List.of());
            shop.shipOrder(900, 100, 0, List.of());
        });
        diff(price(2, 10));
        assertEquals(List.of(), told);
    }

    @Test
    void shouldMeetVersionsThatOnlyTheRecordKnows() throws IOException {
        record(shop -> {
            shop.submitOrder(100, 7, Terms.of(ShortagePolicy.WAIT), Line.of(7, 1, 10));
            shop.receive(3, 1, 2);
            // Filled: version 2. It is meant for that, and one that is not stays refused.
            shop.confirmOrder(100, 70, 1);
            shop.confirmOrder(100, 70, 2);
        });
        diff(opening("1"));
        assertEquals(
                List.of("6 SubmitOrder ANOTHER_AMOUNT OK OK 0 0", "8 ConfirmOrder ACCEPTED VERSION_MISMATCH OK 0 70"),
                told);
        diff(policy(ShortagePolicy.WAIT));
        assertEquals(List.of(), told);
    }

    @Test
    void shouldReceiveAShareOfWhatIsOrdered() throws IOException {
        try (HistoryRig rig = new HistoryRig(path)) {
            EngineRig shop = rig.engine;
            shop.defineSku(1, null, 0, "ONE");
            shop.defineSku(2, null, 0, "TWO", 0, List.of(4, 0));
            shop.defineSku(3, null, 0, "THREE");
            shop.adjustStock(1, 1, 0, 1, AdjustmentReason.RECEIPT);
            shop.adjustStock(2, 1, 1, 3, AdjustmentReason.RECEIPT);
            shop.adjustStock(3, 3, 0, 6, AdjustmentReason.RECEIPT);
            shop.adjustStock(4, 3, 0, -1, AdjustmentReason.DAMAGE);
            shop.submitOrder(100, 7, Line.of(12, 1, 10));
            shop.submitOrder(101, 7, Line.any(8, 2, 10));
            shop.submitOrder(101, 7, Line.any(8, 2, 10));
            shop.adjustStock(5, 1, 0, 100, AdjustmentReason.RECEIPT);
        }
        // Of SKU 1 12 are wanted: 3 at location 0 and 9 at location 1. Of SKU 2 8, and there was no receipt. Of SKU 3
        // none.
        diff(opening("1"));
        assertEquals(
                List.of(
                        "8 AdjustStock REFUSED OK STOCK_IS_PROMISED 0 0",
                        "10 SubmitOrder ACCEPTED INSUFFICIENT_STOCK OK 8 80"),
                told);
        // 6 at location 0 and 18 at location 1: still not 12 at location 0.
        diff(opening("2"));
        assertEquals(2, told.size());
        // 12 at location 0, 36 at location 1.
        diff(opening("4"));
        assertEquals("9 SubmitOrder ACCEPTED INSUFFICIENT_STOCK OK 12 120", told.get(1));
        assertThrows(UnfitRulesException.class, () -> diff(opening("1000000000")));
    }
}
