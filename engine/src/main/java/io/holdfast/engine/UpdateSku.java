// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SkuOutcomeEncoder;
import io.holdfast.engine.codec.Switch;
import io.holdfast.engine.codec.UpdateSkuDecoder;

/** Changes what may change about a SKU while it is sold. */
final class UpdateSku {
    private final State state;
    private final SkuTable skus;
    private final StockTable stocks;
    private final Waitlist waitlist;
    private final LocationOrder locationOrder = new LocationOrder();

    UpdateSku(State state) {
        this.state = state;
        this.skus = state.skus;
        this.stocks = state.stocks;
        this.waitlist = state.waitlist;
    }

    void decide(UpdateSkuDecoder command, SkuOutcomeEncoder outcome) {
        locationOrder.read(command);
        int sku = skus.find(command.skuId());
        boolean isSo = sku != SkuTable.ABSENT && isSo(sku, command);
        ResultCode code = check(command, sku, isSo);
        if (code == ResultCode.OK && !isSo) {
            apply(sku, command);
        }
        long decidedSequence = code == ResultCode.OK ? skus.changedSequence(sku) : state.lastSequence;
        Answer.header(outcome.header(), command.header(), state.lastSequence, decidedSequence, code);
        outcome.skuId(command.skuId()).skuVersion(sku == SkuTable.ABSENT ? 0 : skus.version(sku));
    }

    private boolean isSo(int sku, UpdateSkuDecoder command) {
        return skus.is(
                sku,
                command.listPriceMinor(),
                command.safetyStock(),
                NullValue.orZero(command.customerLimit()),
                command.suspended() == Switch.ON,
                locationOrder);
    }

    private ResultCode check(UpdateSkuDecoder command, int sku, boolean isSo) {
        ResultCode age = state.checkAge(command.header());
        if (age != ResultCode.OK) {
            return age;
        }
        ResultCode content = DefineSku.checkContent(
                command.listPriceMinor(),
                command.safetyStock(),
                NullValue.orZero(command.customerLimit()),
                locationOrder);
        if (content != ResultCode.OK) {
            return content;
        }
        if (sku == SkuTable.ABSENT) {
            return ResultCode.UNKNOWN_SKU;
        }
        return isSo || Answer.isExpected(command.expectedVersion(), skus.version(sku))
                ? ResultCode.OK
                : ResultCode.VERSION_MISMATCH;
    }

    private void apply(int sku, UpdateSkuDecoder command) {
        boolean isMoreForSale = command.safetyStock() < skus.safetyStock(sku) || !skus.isServedFrom(sku, locationOrder);
        skus.set(
                sku,
                state.lastSequence,
                command.listPriceMinor(),
                command.safetyStock(),
                NullValue.orZero(command.customerLimit()),
                command.suspended() == Switch.ON,
                locationOrder);
        if (isMoreForSale) {
            for (int stock = skus.firstStock(sku); stock != StockTable.ABSENT; stock = stocks.next(stock)) {
                waitlist.offer(stock);
            }
        }
    }
}
