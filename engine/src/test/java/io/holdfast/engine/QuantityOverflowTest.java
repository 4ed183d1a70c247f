// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.engine.codec.AdjustStockDecoder;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.DefineSkuDecoder;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.StockOutcomeDecoder;
import io.holdfast.engine.codec.StockOutcomeEncoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The one code that the table of decisions cannot show: it takes 2^32 adjustments of 2^31 - 1 units to come near it, so
 * here the units are put there behind the engine's back.
 */
class QuantityOverflowTest {
    private final State state = new State();
    private final Commands commands = new Commands();
    private final AdjustStock adjustStock = new AdjustStock(state);
    private int stock;

    @BeforeEach
    void putAlmostAllUnitsThereAreOnHand() {
        state.configure(EngineRig.SETTINGS);
        commands.defineSku(1, null, 0, "");
        DefineSkuDecoder command =
                new DefineSkuDecoder().wrapAndApplyHeader(commands.buffer(), 0, new MessageHeaderDecoder());
        state.skus.define(1, command, SkuTable.fingerprint(command));
        stock = state.stocks.create(state.skus.find(1), 0);
        state.stocks.adjust(stock, Long.MAX_VALUE - 5);
    }

    @Test
    void shouldTakeUnitsUpToTheLargestNumber() {
        assertEquals(ResultCode.OK, adjust(5));
        assertEquals(Long.MAX_VALUE, state.stocks.onHand(stock));
    }

    @Test
    void shouldRefuseOneUnitMore() {
        assertEquals(ResultCode.QUANTITY_OVERFLOW, adjust(6));
        assertEquals(Long.MAX_VALUE - 5, state.stocks.onHand(stock));
    }

    @Test
    void shouldTakeUnitsAway() {
        assertEquals(ResultCode.OK, adjust(Integer.MIN_VALUE));
        assertEquals(Long.MAX_VALUE - 5 + Integer.MIN_VALUE, state.stocks.onHand(stock));
    }

    private ResultCode adjust(int delta) {
        commands.adjustStock(1, 1, 0, delta, AdjustmentReason.RECEIPT);
        AdjustStockDecoder command =
                new AdjustStockDecoder().wrapAndApplyHeader(commands.buffer(), 0, new MessageHeaderDecoder());
        UnsafeBuffer outcome = new UnsafeBuffer(new byte[StockOutcomeEncoder.BLOCK_LENGTH]);
        adjustStock.decide(2, 0, command, new StockOutcomeEncoder().wrap(outcome, 0));
        return new StockOutcomeDecoder()
                .wrap(outcome, 0, StockOutcomeDecoder.BLOCK_LENGTH, StockOutcomeDecoder.SCHEMA_VERSION)
                .header()
                .code();
    }
}
