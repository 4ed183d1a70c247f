// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.StateDigest.Kind;
import io.holdfast.engine.codec.DefineSkuDecoder;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SubmitOrderDecoder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.Test;

/**
 * Each field that a table keeps is in the digest by itself. From outside a forgotten one would not show, because another
 * field or a fingerprint changes with it; so here the tables are changed one field at a time, with a fingerprint that
 * stays as it is.
 */
class StateDigestTest {
    private static final KeyedHash HASH = new KeyedHash(0);
    private static final long FINGERPRINT = 42;

    private final Commands commands = new Commands();

    @Test
    void shouldShowAnyChangeOfAnyField() {
        for (Kind kind : Kind.values()) {
            for (long id = 0; id < 1_000; id++) {
                for (int field = 0; field < 32; field++) {
                    StateDigest digest = new StateDigest();
                    digest.add(StateDigest.entity(kind, id), field, Long.MIN_VALUE);
                    assertNotEquals(0, digest.value());
                }
            }
        }
    }

    @Test
    void shouldKnowEachFieldOfTheSettings() {
        Set<Long> digests = new HashSet<>();
        digests.add(settings(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
        for (int field = 0; field < 12; field++) {
            int[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
            values[field] += 100;
            digests.add(settings(values));
        }
        assertEquals(13, digests.size());
    }

    @Test
    void shouldKnowEachFieldOfASku() {
        expectAllDifferent(
                define(1, "A", FINGERPRINT),
                define(2, "A", FINGERPRINT),
                define(1, "B", FINGERPRINT),
                define(1, "A       B", FINGERPRINT),
                define(1, "A               B", FINGERPRINT),
                define(1, "A                       B", FINGERPRINT),
                define(1, "A", FINGERPRINT + 1));
        expectAllDifferent(
                update(1, 5L, 2, 3, false, 0),
                update(2, 5L, 2, 3, false, 0),
                update(1, 6L, 2, 3, false, 0),
                update(1, null, 2, 3, false, 0),
                update(1, 5L, 3, 3, false, 0),
                update(1, 5L, 2, 4, false, 0),
                update(1, 5L, 2, 3, true, 0),
                update(1, 5L, 2, 3, false, 1),
                update(1, 5L, 2, 3, false, 0, 1),
                update(1, 5L, 2, 3, false, 1, 0),
                update(1, 5L, 2, 3, false, 0, 1, 2, 3, 4),
                update(1, 5L, 2, 3, false, 0, 1, 2, 3, 5),
                update(1, 5L, 2, 3, false, 0, 1, 2, 3, 4, 5, 6, 7, 8),
                update(1, 5L, 2, 3, false, 0, 1, 2, 3, 4, 5, 6, 7, 9),
                update(1, 5L, 2, 3, false, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
                update(1, 5L, 2, 3, false, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13));
    }

    @Test
    void shouldForgetWhatASkuWasBefore() {
        assertEquals(define(1, "A", FINGERPRINT), updateAndBack(9), "neither version nor sequence is part of it");
        assertEquals(updateAndBack(9), updateAndBack(8));
    }

    @Test
    void shouldKnowEachFieldOfADecision() {
        expectAllDifferent(
                remember(Kind.ADJUSTMENT, 1, FINGERPRINT, ResultCode.OK, 5, 3, 2),
                remember(Kind.SHIPMENT, 1, FINGERPRINT, ResultCode.OK, 5, 3, 2),
                remember(Kind.RETURN, 1, FINGERPRINT, ResultCode.OK, 5, 3, 2),
                remember(Kind.ADJUSTMENT, 2, FINGERPRINT, ResultCode.OK, 5, 3, 2),
                remember(Kind.ADJUSTMENT, 1, FINGERPRINT + 1, ResultCode.OK, 5, 3, 2),
                remember(Kind.ADJUSTMENT, 1, FINGERPRINT, ResultCode.STOCK_IS_PROMISED, 5, 3, 2),
                remember(Kind.ADJUSTMENT, 1, FINGERPRINT, ResultCode.OK, 6, 3, 2),
                remember(Kind.ADJUSTMENT, 1, FINGERPRINT, ResultCode.OK, 5, 4, 2),
                remember(Kind.ADJUSTMENT, 1, FINGERPRINT, ResultCode.OK, 5, 3, 3),
                remember(Kind.ADJUSTMENT, 1, 0, ResultCode.OK, 0, 0, 0));
    }

    @Test
    void shouldForgetADecision() {
        StateDigest digest = new StateDigest();
        DecisionMemory memory = new DecisionMemory(digest, Kind.SHIPMENT, HASH);
        memory.bound(3);
        memory.remember(1, 1, 1, FINGERPRINT, ResultCode.CAPACITY, 5, 6, 7);
        memory.remember(2, 2, 2, FINGERPRINT, ResultCode.OK, 5, 6, 7);
        long two = digest.value();
        memory.remember(3, 3, 3, FINGERPRINT, ResultCode.OK, 5, 6, 7);
        memory.forgetOldest();
        memory.remember(4, 4, 1, FINGERPRINT, ResultCode.CAPACITY, 5, 6, 7);
        assertNotEquals(two, digest.value());
        memory.forgetOldest();
        memory.forgetOldest();
        assertEquals(remember(Kind.SHIPMENT, 1, FINGERPRINT, ResultCode.CAPACITY, 5, 6, 7), digest.value());
        memory.forgetOldest();
        assertEquals(0, digest.value());
    }

    @Test
    void shouldKnowEachFieldOfAnOrder() {
        expectAllDifferent(
                reject(1, 7, FINGERPRINT, ResultCode.EMPTY_ORDER),
                reject(2, 7, FINGERPRINT, ResultCode.EMPTY_ORDER),
                reject(1, 8, FINGERPRINT, ResultCode.EMPTY_ORDER),
                reject(1, 7, FINGERPRINT + 1, ResultCode.EMPTY_ORDER),
                reject(1, 7, FINGERPRINT, ResultCode.UNKNOWN_SKU));
        expectAllDifferent(
                order((orders, order) -> {}),
                order((orders, order) -> orders.paidMinor(order, 5)),
                order((orders, order) -> orders.paidMinor(order, 6)),
                order((orders, order) -> orders.status(order, OrderStatus.WAITING)),
                order((orders, order) -> orders.status(order, OrderStatus.CONFIRMED)),
                order((orders, order) -> orders.status(order, OrderStatus.CANCELLED)),
                order((orders, order) -> orders.status(order, OrderStatus.EXPIRED)),
                order((orders, order) -> orders.status(order, OrderStatus.FULFILLED)),
                accepted(9, 6).digest.value());
    }

    @Test
    void shouldNotKnowSequencesTimesAndVersionsOfAnOrderNorWhatFollowsFromTheRest() {
        long plain = order((orders, order) -> {});
        assertEquals(plain, order((orders, order) -> orders.addRefundDue(order, 5)));
        assertEquals(plain, order((orders, order) -> orders.changed(order, 77)));
        assertEquals(plain, order((orders, order) -> orders.startDeadline(order, 3, 50)));
        assertEquals(plain, order((orders, order) -> {
            orders.startFirstDeadline(order, 3, 50);
            orders.stopDeadline(order);
        }));
        assertEquals(plain, accepted(6, 9).digest.value(), "time to pay");
    }

    @Test
    void shouldForgetAnOrder() {
        assertEquals(0, order((orders, order) -> {
            orders.paidMinor(order, 5);
            orders.addRefundDue(order, 3);
            orders.addRefundDue(order, 1);
            orders.status(order, OrderStatus.CANCELLED);
            orders.finish(order, 5);
            orders.forget(order);
        }));
    }

    @Test
    void shouldKnowEachFieldOfAPart() {
        expectAllDifferent(
                part(1, 0, 0, (parts, part) -> {}),
                part(1, 0, 0, (parts, part) -> parts.ship(part, 1)),
                part(1, 0, 0, (parts, part) -> parts.ship(part, 2)),
                part(1, 0, 0, (parts, part) -> parts.takeBack(part, 1)),
                part(1, 0, 0, (parts, part) -> parts.takeBack(part, 2)),
                part(1, 0, 0, PartTable::unitsInDigest),
                part(2, 0, 0, PartTable::unitsInDigest),
                part(1, 1, 0, PartTable::unitsInDigest),
                part(1, 0, 1, PartTable::unitsInDigest),
                part(1, 0, 0, (parts, part) -> parts.isCounted(part, true)),
                part(1, 0, 0, (parts, part) -> {
                    parts.submitted(part, 4, 1);
                    parts.unitsInDigest(part);
                }),
                part(1, 0, 0, (parts, part) -> {
                    parts.submitted(part, 3, 1);
                    parts.unitsInDigest(part);
                    parts.fill(part, 1);
                }),
                part(1, 0, 0, (parts, part) -> {
                    parts.unitsInDigest(part);
                    parts.fill(part, 1);
                }));
    }

    @Test
    void shouldForgetAPart() {
        assertEquals(part(1, 0, 0, (parts, part) -> {}), part(1, 0, 0, (parts, part) -> {
            parts.unitsInDigest(part);
            parts.fill(part, 2);
            parts.ship(part, 2);
            parts.takeBack(part, 1);
            parts.isCounted(part, true);
            parts.removeFromDigest(part);
        }));
        assertEquals(part(1, 0, 0, (parts, part) -> {}), part(1, 0, 0, (parts, part) -> {
            parts.isCounted(part, true);
            parts.isCounted(part, true);
            parts.isCounted(part, false);
        }));
    }

    @Test
    void shouldKnowEachNumberOfAStockAndForgetWhatIsUndone() {
        State state = stateWithSku(1);
        Set<Long> digests = new HashSet<>();

        digests.add(state.digest.value());
        int stock = state.stocks.findOrCreate(0, 0);
        digests.add(state.digest.value());
        state.stocks.adjust(stock, 2);
        long onHand = state.digest.value();
        digests.add(onHand);
        state.stocks.reserve(stock, 2, 9);
        long reserved = state.digest.value();
        digests.add(reserved);
        state.stocks.allocate(stock, 2, 9);
        long allocated = state.digest.value();
        digests.add(allocated);
        assertEquals(5, digests.size());

        state.stocks.deallocate(stock, 2, 8);
        assertEquals(onHand, state.digest.value());
        state.stocks.reserve(stock, 2, 8);
        assertEquals(reserved, state.digest.value());
        state.stocks.release(stock, 2, 8);
        assertEquals(onHand, state.digest.value());
        state.stocks.reserve(stock, 2, 8);
        state.stocks.allocate(stock, 2, 8);
        state.stocks.ship(stock, 1, 8);
        assertTrue(digests.add(state.digest.value()), "shipped");
        state.stocks.ship(stock, 1, 8);
        state.stocks.restock(stock, 2, 8);
        assertEquals(onHand, state.digest.value());
    }

    @Test
    void shouldTellTheSameUnitsInDifferentStocksApart() {
        Set<Long> digests = new HashSet<>();
        for (long skuId = 1; skuId <= 16; skuId++) {
            for (int location = 0; location < 16; location++) {
                State state = stateWithSku(skuId);
                long before = state.digest.value();
                state.stocks.adjust(state.stocks.findOrCreate(0, location), 1);
                digests.add(state.digest.value() - before);
            }
        }
        assertEquals(16 * 16, digests.size());
    }

    @Test
    void shouldKnowEachFieldOfACustomersCountAndForgetIt() {
        expectAllDifferent(
                count(counts -> {}),
                count(counts -> counts.add(7, 0, 1)),
                count(counts -> counts.add(8, 0, 1)),
                count(counts -> counts.add(7, 1, 1)),
                count(counts -> counts.add(7, 0, 2)));
        assertEquals(count(counts -> counts.add(7, 0, 2)), count(counts -> {
            counts.add(7, 0, 5);
            counts.add(7, 1, 1);
            counts.subtract(7, 0, 3);
            counts.subtract(7, 1, 1);
        }));
    }

    private static long settings(int... values) {
        StateDigest digest = new StateDigest();
        new EngineSettings(
                        values[0],
                        values[1],
                        values[2],
                        values[3],
                        values[4],
                        values[5],
                        values[6],
                        values[7],
                        values[8],
                        values[9],
                        values[10],
                        values[11])
                .addTo(digest, 1);
        return digest.value();
    }

    private long define(long skuId, String code, long fingerprint) {
        StateDigest digest = new StateDigest();
        sku(skuId, code, fingerprint, digest);
        return digest.value();
    }

    private SkuTable sku(long skuId, String code, long fingerprint, StateDigest digest) {
        SkuTable skus = new SkuTable(digest, HASH);
        skus.bound(2);
        define(skus, skuId, code, fingerprint);
        return skus;
    }

    private void define(SkuTable skus, long skuId, String code, long fingerprint) {
        commands.defineSku(skuId, null, 0, code);
        skus.define(1, definition(), new LocationOrder().read(definition()), fingerprint);
    }

    private long update(
            long skuId,
            Long listPriceMinor,
            int safetyStock,
            int customerLimit,
            boolean isSuspended,
            Integer... locations) {
        StateDigest digest = new StateDigest();
        SkuTable skus = sku(skuId, "A", FINGERPRINT, digest);
        commands.defineSku(0, listPriceMinor, 0, "", 0, List.of(locations));
        LocationOrder locationOrder = new LocationOrder().read(definition());
        long price = definition().listPriceMinor();
        skus.set(0, 9, price, safetyStock, customerLimit, isSuspended, locationOrder);
        return digest.value();
    }

    private long updateAndBack(long sequence) {
        StateDigest digest = new StateDigest();
        SkuTable skus = sku(1, "A", FINGERPRINT, digest);
        LocationOrder none = new LocationOrder().read(definition());
        skus.set(0, sequence, 5, 4, 3, true, none);
        skus.set(0, sequence + 1, SkuTable.NO_LIST_PRICE, 0, 0, false, none);
        return digest.value();
    }

    private static long remember(
            Kind kind, long id, long fingerprint, ResultCode code, long value0, long value1, long value2) {
        Set<Long> digests = new HashSet<>();
        for (long sequence = 1; sequence <= 2; sequence++) {
            StateDigest digest = new StateDigest();
            DecisionMemory memory = new DecisionMemory(digest, kind, HASH);
            memory.bound(1);
            int record = memory.remember(sequence, 100 * sequence, id, fingerprint, code, value0, value1, value2);
            memory.version(record, (int) sequence);
            digests.add(digest.value());
        }
        assertEquals(1, digests.size(), "neither sequence nor time nor version is part of it");
        return digests.iterator().next();
    }

    private long reject(long orderId, long customerId, long fingerprint, ResultCode code) {
        Set<Long> digests = new HashSet<>();
        for (long sequence = 1; sequence <= 2; sequence++) {
            StateDigest digest = new StateDigest();
            OrderTable orders = new OrderTable(digest, HASH);
            orders.bound(1);
            orders.reject(sequence, 100 * sequence, submission(orderId, customerId), fingerprint, code);
            digests.add(digest.value());
        }
        assertEquals(1, digests.size(), "neither sequence nor time is part of it");
        return digests.iterator().next();
    }

    /** Order 0, which was accepted. */
    private record Accepted(OrderTable orders, StateDigest digest) {}

    private Accepted accepted(long totalMinor, long timeToPayNs) {
        StateDigest digest = new StateDigest();
        OrderTable orders = new OrderTable(digest, HASH);
        orders.bound(1);
        orders.accept(1, submission(1, 7), FINGERPRINT, OrderStatus.RESERVED, 1, totalMinor, timeToPayNs);
        return new Accepted(orders, digest);
    }

    private long order(ObjIntConsumer<OrderTable> change) {
        Accepted accepted = accepted(6, 6);
        change.accept(accepted.orders, 0);
        return accepted.digest.value();
    }

    /** The digest of a part with some units, as far as it is the part's. */
    private long part(long orderId, int line, int location, ObjIntConsumer<PartTable> change) {
        State state = stateWithSku(1);
        int stock = state.stocks.findOrCreate(0, location);
        SubmitOrderDecoder submission = submission(orderId, 7);
        int order = state.orders.accept(1, submission, FINGERPRINT, OrderStatus.CONFIRMED, 1, 6, 0);
        long before = state.digest.value();
        int part = state.parts.add(order, line, stock, 1);
        state.parts.submitted(part, 4, 0);
        change.accept(state.parts, part);
        return state.digest.value() - before;
    }

    private long count(Consumer<CustomerCounts> change) {
        StateDigest digest = new StateDigest();
        SkuTable skus = sku(1, "A", FINGERPRINT, digest);
        define(skus, 2, "B", FINGERPRINT);
        CustomerCounts counts = new CustomerCounts(skus, digest, HASH);
        counts.bound(8);
        change.accept(counts);
        return digest.value();
    }

    private State stateWithSku(long skuId) {
        State state = new State(StockListener.NONE, 0);
        state.configure(EngineRig.SETTINGS);
        define(state.skus, skuId, "", FINGERPRINT);
        return state;
    }

    private SubmitOrderDecoder submission(long orderId, long customerId) {
        commands.submitOrder(orderId, customerId, Line.of(1, 1, 1));
        return new SubmitOrderDecoder().wrapAndApplyHeader(commands.buffer(), 0, new MessageHeaderDecoder());
    }

    private DefineSkuDecoder definition() {
        return new DefineSkuDecoder().wrapAndApplyHeader(commands.buffer(), 0, new MessageHeaderDecoder());
    }

    private static void expectAllDifferent(long... digests) {
        Set<Long> different = new HashSet<>();
        for (int i = 0; i < digests.length; i++) {
            int which = i;
            assertTrue(different.add(digests[i]), () -> "state " + which + " has the digest of an earlier one");
        }
    }
}
