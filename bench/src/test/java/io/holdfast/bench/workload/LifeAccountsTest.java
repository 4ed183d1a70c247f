// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.bench.workload.Lives.Fate;
import io.holdfast.bench.workload.Lives.Kind;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.transport.client.StockView;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A shop of the simplest kind is right, then one thing after the other is made wrong in it; and the mix is as it is stated. */
final class LifeAccountsTest {
    private static final int COUNT = 60_000;
    private static final int DISTANCE = 1_000;
    private static final double SHARE = 0.5;

    private final Lives lives = new Lives(new Submissions(Demand.HOT, LineCounts.MIX, 5), DISTANCE);
    private final Orders orders = lives.orders();
    private final LifeAnswers answers = new LifeAnswers();

    private final Map<Long, OrderStatus> statuses = new HashMap<>();
    private final long[] onHand = new long[Submissions.SKUS + 1];
    private final long[] reserved = new long[Submissions.SKUS + 1];
    private final long[] allocated = new long[Submissions.SKUS + 1];
    private long shipments;

    @BeforeEach
    void live() {
        answers.resize(COUNT);
        for (int skuId = 1; skuId <= Submissions.SKUS; skuId++) {
            onHand[skuId] = opening(skuId);
        }
        for (long number = 0; number < COUNT; number++) {
            lives.turnTo(number);
            answer(number);
        }
        // The last ones who do not pay.
        for (long number = 0; number < COUNT; number++) {
            lives.turnTo(number);
            if (lives.kind() == Kind.SUBMIT && lives.fate() == Fate.ABANDONED) {
                expire();
            }
        }
    }

    private long opening(long skuId) {
        return orders.openingUnits(skuId, COUNT / Lives.STEPS, SHARE);
    }

    private void answer(long number) {
        OrderStatus before = statuses.get(orders.orderId());
        switch (lives.kind()) {
            case SUBMIT -> {
                if (before == null) {
                    submit();
                    answers.put(number, code(ResultCode.INSUFFICIENT_STOCK), status(), total());
                } else {
                    long first = (orders.orderId() - 1) * Lives.STEPS;
                    answers.put(number, answers.code(first), answers.status(first), answers.amount(first));
                }
            }
            case CONFIRM -> {
                // Some are in time, most are not.
                if (lives.fate() == Fate.ABANDONED && orders.orderId() % 5 != 0) {
                    expire();
                }
                if (status() == OrderStatus.RESERVED) {
                    move(OrderStatus.CONFIRMED, reserved, allocated);
                }
                boolean isExpired = status() == OrderStatus.EXPIRED;
                answers.put(
                        number,
                        isExpired ? ResultCode.ORDER_EXPIRED : code(ResultCode.ORDER_REJECTED),
                        status(),
                        total());
            }
            case CANCEL -> {
                if (status() != OrderStatus.REJECTED) {
                    move(OrderStatus.CANCELLED, status() == OrderStatus.RESERVED ? reserved : allocated, new long[0]);
                }
                answers.put(number, code(ResultCode.ORDER_REJECTED), status(), total());
            }
            case SHIP -> {
                shipments++;
                if (status() == OrderStatus.CONFIRMED) {
                    move(OrderStatus.FULFILLED, allocated, new long[0]);
                    for (int line = 0; line < orders.lineCount(); line++) {
                        onHand[(int) orders.skuId(line)]--;
                    }
                }
                boolean isShipped = status() == OrderStatus.FULFILLED;
                answers.put(number, code(ResultCode.ORDER_REJECTED), status(), isShipped ? orders.units() : 0);
            }
            case QUERY_ORDER -> {
                if (lives.fate() == Fate.ABANDONED && orders.orderId() % 5 > 2) {
                    expire();
                }
                answers.put(number, ResultCode.OK, status(), total());
            }
            case QUERY_STOCK -> answers.put(number, ResultCode.OK, OrderStatus.NONE, onHand[(int) orders.skuId(0)]);
        }
    }

    private ResultCode code(ResultCode ofRejected) {
        return status() == OrderStatus.REJECTED ? ofRejected : ResultCode.OK;
    }

    private OrderStatus status() {
        return statuses.get(orders.orderId());
    }

    private long total() {
        return status() == OrderStatus.REJECTED ? 0 : orders.totalMinor();
    }

    private void submit() {
        for (int line = 0; line < orders.lineCount(); line++) {
            int skuId = (int) orders.skuId(line);
            reserved[skuId]++;
            if (reserved[skuId] + allocated[skuId] > onHand[skuId]) {
                for (int taken = 0; taken <= line; taken++) {
                    reserved[(int) orders.skuId(taken)]--;
                }
                statuses.put(orders.orderId(), OrderStatus.REJECTED);
                return;
            }
        }
        statuses.put(orders.orderId(), OrderStatus.RESERVED);
    }

    private void expire() {
        if (status() == OrderStatus.RESERVED) {
            move(OrderStatus.EXPIRED, reserved, new long[0]);
        }
    }

    private void move(OrderStatus status, long[] from, long[] to) {
        for (int line = 0; line < orders.lineCount(); line++) {
            int skuId = (int) orders.skuId(line);
            from[skuId]--;
            if (to.length > 0) {
                to[skuId]++;
            }
        }
        statuses.put(orders.orderId(), status);
    }

    @Test
    void nothingIsWrongWithARightShop() {
        assertEquals(List.of(), faults());
        for (OrderStatus status : List.of(
                OrderStatus.REJECTED,
                OrderStatus.RESERVED,
                OrderStatus.CONFIRMED,
                OrderStatus.CANCELLED,
                OrderStatus.EXPIRED,
                OrderStatus.FULFILLED)) {
            assertTrue(statuses.containsValue(status), "no order ended as " + status + ", so that is not tried");
        }
    }

    @Test
    void theMixIsAsStated() {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        int many = 300_000;
        for (long number = 0; number < many; number++) {
            lives.turnTo(number + (long) Lives.STEPS * Lives.STEPS * DISTANCE);
            counts.merge(lives.kind(), 1, Integer::sum);
        }
        Map<Kind, Integer> percents = new EnumMap<>(Kind.class);
        counts.forEach((kind, count) -> percents.put(kind, Math.round(100f * count / many)));
        assertEquals(
                Map.of(Kind.SUBMIT, 33, Kind.CONFIRM, 30, Kind.SHIP, 23, Kind.CANCEL, 5, Kind.QUERY_ORDER, 9),
                percents);
    }

    @Test
    void aCommandComesBehindTheOneBeforeItOnItsOrder() {
        for (long number = 0; number < COUNT; number++) {
            lives.turnTo(number);
            long before = lives.commandBefore();
            if (before >= 0) {
                long orderId = orders.orderId();
                assertEquals((long) Lives.STEPS * DISTANCE + 1, number - before);
                lives.turnTo(before);
                assertEquals(orderId, orders.orderId());
                assertNotEquals(Kind.QUERY_STOCK, lives.kind());
            }
        }
    }

    @Test
    void aMissingAnswerIsFound() {
        answers.resize(COUNT - 1);
        answers.resize(COUNT);
        assertFault("commands without an answer: 1, the first " + (COUNT - 1));
    }

    @Test
    void aWrongTotalIsFound() {
        long number = first(Kind.SUBMIT, answers::isOk);
        answers.put(number, ResultCode.OK, OrderStatus.RESERVED, answers.amount(number) + 1);
        assertFault("submissions answered as none can be");
    }

    @Test
    void aDuplicateAnsweredOtherwiseIsFound() {
        long number = first(Kind.SUBMIT, any -> lives.isDuplicate());
        boolean isOk = answers.isOk(number);
        answers.put(
                number,
                isOk ? ResultCode.INSUFFICIENT_STOCK : ResultCode.OK,
                isOk ? OrderStatus.REJECTED : OrderStatus.RESERVED,
                isOk ? 0 : orders.totalMinor());
        assertFault("duplicates answered otherwise than their originals: 1, the first " + number);
    }

    @Test
    void aConfirmationOfARejectedOrderIsFound() {
        long number = first(Kind.CONFIRM, at -> answers.status(at) == OrderStatus.REJECTED);
        answers.put(number, ResultCode.OK, OrderStatus.CONFIRMED, orders.totalMinor());
        assertFault("confirmations answered as they cannot be: 1, the first " + number);
    }

    @Test
    void aHoldThatEndsThoughThereWasTimeIsFound() {
        long number = first(Kind.CONFIRM, at -> answers.isOk(at) && lives.fate() == Fate.BOUGHT);
        answers.put(number, ResultCode.ORDER_EXPIRED, OrderStatus.EXPIRED, orders.totalMinor());
        assertFault("confirmations answered as they cannot be: 1, the first " + number);
    }

    @Test
    void anOrderThatRisesFromTheDeadIsFound() {
        long number = first(
                Kind.CONFIRM,
                at -> lives.fate() == Fate.ABANDONED && answers.status(lives.commandBefore()) == OrderStatus.EXPIRED);
        answers.put(number, ResultCode.OK, OrderStatus.CONFIRMED, orders.totalMinor());
        assertFault("orders confirmed after they were told to have expired: 1, the first " + number);
    }

    @Test
    void aCancellationThatIsRefusedIsFound() {
        long number = first(Kind.CANCEL, answers::isOk);
        answers.put(number, ResultCode.ORDER_FULFILLED, OrderStatus.FULFILLED, orders.totalMinor());
        assertFault("cancellations answered as they cannot be: 1, the first " + number);
    }

    @Test
    void aShipmentOfTooLittleIsFound() {
        long number = first(Kind.SHIP, answers::isOk);
        answers.put(number, ResultCode.OK, OrderStatus.FULFILLED, orders.units() - 1);
        assertFault("shipments answered as they cannot be: 1, the first " + number);
    }

    @Test
    void aReportOfAnotherStatusIsFound() {
        long number =
                first(Kind.QUERY_ORDER, at -> answers.status(at) == OrderStatus.CANCELLED && !lives.isDuplicate());
        answers.put(number, ResultCode.OK, OrderStatus.RESERVED, answers.amount(number));
        assertFault("orders reported as they cannot be: 1, the first " + number);
    }

    @Test
    void aReportOfAnotherTotalIsFound() {
        long number = first(Kind.QUERY_ORDER, at -> answers.status(at) == OrderStatus.EXPIRED);
        answers.put(number, ResultCode.OK, OrderStatus.EXPIRED, answers.amount(number) - 1);
        assertFault("orders reported as they cannot be: 1, the first " + number);
    }

    @Test
    void anOversellIsFound() {
        reserved[1]++;
        long number = first(Kind.SUBMIT, at -> answers.status(at) == OrderStatus.REJECTED && !lives.isDuplicate());
        for (long at = number; at < COUNT; at++) {
            lives.turnTo(at);
            if (lives.kind() == Kind.SUBMIT && answers.status(at) == OrderStatus.REJECTED) {
                answers.put(at, ResultCode.OK, OrderStatus.RESERVED, orders.totalMinor());
            }
        }
        assertFault("SKUs of which more was sold than there was");
    }

    @Test
    void refusalsWithoutNeedAreFound() {
        String text = "submissions refused though there was enough all the time";
        assertFalse(faults().stream().anyMatch(line -> line.startsWith(text)), "found though the shelves were empty");
        List<String> withMore = new LifeAccounts(lives, answers)
                .faults(
                        skuId -> opening(skuId) + COUNT,
                        new LifeAccounts.Left(statuses.size(), shipments, this::stock));
        assertTrue(withMore.stream().anyMatch(line -> line.startsWith(text)), withMore::toString);
    }

    @Test
    void unitsThatAreLostAreFound() {
        onHand[2]--;
        allocated[3]++;
        reserved[4]++;
        assertFault("SKUs of which other than what was not shipped is on hand: 1, the first 2");
        assertFault("SKUs of which other than what is paid is allocated: 1, the first 3");
        assertFault("SKUs of which other than what is held is reserved: 1, the first 4");
    }

    @Test
    void ordersAndShipmentsThatAreForgottenAreFound() {
        statuses.remove(1L);
        shipments--;
        assertFault("orders remembered: " + statuses.size() + ", though " + (statuses.size() + 1) + " were submitted");
        assertFault("shipments remembered: " + shipments + ", though " + (shipments + 1) + " were sent");
    }

    /** The first such command, with the orders turned to its. */
    private long first(Kind kind, LongPredicate isIt) {
        for (long number = 0; number < COUNT; number++) {
            lives.turnTo(number);
            if (lives.kind() == kind && isIt.test(number)) {
                return number;
            }
        }
        throw new AssertionError("there is none");
    }

    private void assertFault(String text) {
        List<String> faults = faults();
        assertTrue(faults.stream().anyMatch(fault -> fault.contains(text)), () -> text + " is not among " + faults);
    }

    private List<String> faults() {
        return new LifeAccounts(lives, answers)
                .faults(this::opening, new LifeAccounts.Left(statuses.size(), shipments, this::stock));
    }

    private StockView stock(long skuId) {
        int at = (int) skuId;
        return new StockView(
                ResultCode.OK, COUNT, skuId, 0, onHand[at], reserved[at], allocated[at], 0, 0, 0, 0, 0, "");
    }
}
