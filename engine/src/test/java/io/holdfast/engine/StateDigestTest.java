// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.codec.AdjustStockDecoder;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.DefineSkuDecoder;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SubmitOrderDecoder;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Each field that a table keeps is in the digest by itself. From outside a forgotten one would not show, because another
 * field or a fingerprint changes with it; so here the tables are changed one field at a time, with a fingerprint that
 * stays as it is.
 */
class StateDigestTest {
    private static final long FINGERPRINT = 42;

    private final Commands commands = new Commands();

    @Test
    void shouldShowAnyChangeOfAnyField() {
        for (StateDigest.Kind kind : StateDigest.Kind.values()) {
            for (long id = 0; id < 1_000; id++) {
                for (int field = 0; field < 8; field++) {
                    StateDigest digest = new StateDigest();
                    digest.add(StateDigest.entity(kind, id), field, Long.MIN_VALUE);
                    assertNotEquals(0, digest.value());
                }
            }
        }
    }

    @Test
    void shouldKnowEachFieldOfASku() {
        expectAllDifferent(
                define(1, 5L, 2, "A"),
                define(2, 5L, 2, "A"),
                define(1, 6L, 2, "A"),
                define(1, null, 2, "A"),
                define(1, 5L, 3, "A"),
                define(1, 5L, 2, "B"),
                define(1, 5L, 2, "A       B"),
                define(1, 5L, 2, "A               B"),
                define(1, 5L, 2, "A                       B"),
                defineWithFingerprint(FINGERPRINT + 1));
    }

    @Test
    void shouldKnowEachFieldOfAnAdjustment() {
        expectAllDifferent(
                remember(1, 1, ResultCode.OK, 5, 3),
                remember(2, 1, ResultCode.OK, 5, 3),
                remember(1, 2, ResultCode.OK, 5, 3),
                remember(1, 1, ResultCode.STOCK_IS_PROMISED, 5, 3),
                remember(1, 1, ResultCode.OK, 6, 3),
                remember(1, 1, ResultCode.OK, 5, 4));
    }

    @Test
    void shouldKnowEachFieldOfAnOrder() {
        expectAllDifferent(
                reject(1, 7, FINGERPRINT, ResultCode.EMPTY_ORDER),
                reject(2, 7, FINGERPRINT, ResultCode.EMPTY_ORDER),
                reject(1, 8, FINGERPRINT, ResultCode.EMPTY_ORDER),
                reject(1, 7, FINGERPRINT + 1, ResultCode.EMPTY_ORDER),
                reject(1, 7, FINGERPRINT, ResultCode.UNKNOWN_SKU),
                confirm(6, 6),
                confirm(5, 6),
                confirm(6, 5));
    }

    @Test
    void shouldKnowTheStatusOfAnOrder() {
        StateDigest digest = new StateDigest();
        OrderTable orders = new OrderTable(digest);
        orders.bound(1, 1);
        int order = orders.accept(1, order(1, 7), FINGERPRINT, 0, 1);
        long reserved = digest.value();
        orders.confirm(order, 2, 0);
        long confirmed = digest.value();
        orders.cancel(order, 3);
        assertEquals(3, Set.of(reserved, confirmed, digest.value()).size());
    }

    @Test
    void shouldKnowEachNumberOfAStockAndForgetWhatIsUndone() {
        State state = new State();
        state.configure(EngineRig.SETTINGS);
        commands.defineSku(1, null, 0, "");
        state.skus.define(1, definition(), FINGERPRINT);
        Set<Long> digests = new HashSet<>();

        digests.add(state.digest.value());
        int stock = state.stocks.create(state.skus.find(1), 0);
        digests.add(state.digest.value());
        state.stocks.adjust(stock, 2);
        long onHand = state.digest.value();
        digests.add(onHand);
        state.stocks.reserve(stock, 2);
        long reserved = state.digest.value();
        digests.add(reserved);
        state.stocks.allocate(stock, 2);
        digests.add(state.digest.value());
        assertEquals(5, digests.size());

        state.stocks.deallocate(stock, 2);
        assertEquals(onHand, state.digest.value());
        state.stocks.reserve(stock, 2);
        assertEquals(reserved, state.digest.value());
        state.stocks.release(stock, 2);
        assertEquals(onHand, state.digest.value());
    }

    @Test
    void shouldTellTheSameUnitsInDifferentStocksApart() {
        Set<Long> digests = new HashSet<>();
        for (long skuId = 1; skuId <= 16; skuId++) {
            for (int location = 0; location < 16; location++) {
                State state = new State();
                state.configure(EngineRig.SETTINGS);
                commands.defineSku(skuId, null, 0, "");
                state.skus.define(1, definition(), FINGERPRINT);
                long before = state.digest.value();
                state.stocks.adjust(state.stocks.create(state.skus.find(skuId), location), 1);
                digests.add(state.digest.value() - before);
            }
        }
        assertEquals(16 * 16, digests.size());
    }

    private long define(long skuId, Long listPriceMinor, int safetyStock, String code) {
        commands.defineSku(skuId, listPriceMinor, safetyStock, code);
        return defineAsEncoded(FINGERPRINT);
    }

    private long defineWithFingerprint(long fingerprint) {
        commands.defineSku(1, 5L, 2, "A");
        return defineAsEncoded(fingerprint);
    }

    private long defineAsEncoded(long fingerprint) {
        StateDigest digest = new StateDigest();
        SkuTable skus = new SkuTable(digest);
        skus.bound(1);
        skus.define(1, definition(), fingerprint);
        return digest.value();
    }

    /** The table makes the fingerprint itself; of these it changes only with the SKU. */
    private long remember(long adjustmentId, long skuId, ResultCode code, long onHand, long promised) {
        StateDigest digest = new StateDigest();
        AdjustmentTable adjustments = new AdjustmentTable(digest);
        adjustments.bound(1);
        commands.adjustStock(adjustmentId, skuId, 0, 1, AdjustmentReason.COUNT);
        adjustments.remember(1, adjustment(), code, onHand, promised);
        return digest.value();
    }

    private long reject(long orderId, long customerId, long fingerprint, ResultCode code) {
        StateDigest digest = new StateDigest();
        OrderTable orders = new OrderTable(digest);
        orders.bound(1, 1);
        orders.reject(1, order(orderId, customerId), fingerprint, code);
        return digest.value();
    }

    private long confirm(long totalMinor, long paidMinor) {
        StateDigest digest = new StateDigest();
        OrderTable orders = new OrderTable(digest);
        orders.bound(1, 1);
        orders.confirm(orders.accept(1, order(1, 7), FINGERPRINT, totalMinor, 1), 2, paidMinor);
        return digest.value();
    }

    private SubmitOrderDecoder order(long orderId, long customerId) {
        commands.submitOrder(orderId, customerId, Line.of(1, 1, 1));
        return new SubmitOrderDecoder().wrapAndApplyHeader(commands.buffer(), 0, new MessageHeaderDecoder());
    }

    private DefineSkuDecoder definition() {
        return new DefineSkuDecoder().wrapAndApplyHeader(commands.buffer(), 0, new MessageHeaderDecoder());
    }

    private AdjustStockDecoder adjustment() {
        return new AdjustStockDecoder().wrapAndApplyHeader(commands.buffer(), 0, new MessageHeaderDecoder());
    }

    private static void expectAllDifferent(long... digests) {
        Set<Long> different = new HashSet<>();
        for (int i = 0; i < digests.length; i++) {
            int which = i;
            assertTrue(different.add(digests[i]), () -> "state " + which + " has the digest of an earlier one");
        }
    }
}
