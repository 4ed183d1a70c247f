// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.DecodedAnswer.SkuOutcome;
import io.holdfast.engine.ModelCommand.Define;
import io.holdfast.engine.ModelCommand.Update;
import io.holdfast.engine.ModelState.Place;
import io.holdfast.engine.ModelState.Sku;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.Switch;
import java.util.HashSet;
import java.util.List;

/** Rules, "SKUs". */
final class ModelSkus {
    private static final int MOST_LOCATIONS = 16;

    private final ModelState state;

    ModelSkus(ModelState state) {
        this.state = state;
    }

    SkuOutcome define(Define wanted) {
        long skuId = wanted.skuId();
        Sku known = state.skus.get(skuId);
        Wrong wrong = Wrong.age(state);
        if (known != null) {
            wrong.addIf(!known.defined().equals(wanted), ResultCode.ID_CONFLICT);
            return wrong.nothing()
                    ? new SkuOutcome(state.answerAgain(known.definedSequence(), ResultCode.OK), skuId, 1)
                    : new SkuOutcome(state.answer(wrong.code()), skuId, known.version());
        }
        wrong.addIf(state.skus.size() >= state.settings.maxSkus(), ResultCode.CAPACITY);
        Update now = new Update(
                skuId,
                wanted.listPriceMinor(),
                wanted.safetyStock(),
                wanted.customerLimit(),
                0,
                Switch.OFF,
                wanted.locationOrder());
        addIfInvalid(wrong, now);
        if (wrong.nothing()) {
            state.skus.put(skuId, new Sku(wanted, state.sequence, now, 1, state.sequence));
            state.happens();
        }
        return new SkuOutcome(state.answer(wrong.code()), skuId, wrong.nothing() ? 1 : 0);
    }

    SkuOutcome update(Update wanted) {
        Sku sku = state.skus.get(wanted.skuId());
        Update now = withoutVersion(wanted);
        boolean changes = sku != null && !sku.now().equals(now);
        Wrong wrong = Wrong.age(state);
        addIfInvalid(wrong, wanted);
        wrong.addIf(sku == null, ResultCode.UNKNOWN_SKU);
        wrong.addIf(
                changes && wanted.expectedVersion() != 0 && wanted.expectedVersion() != sku.version(),
                ResultCode.VERSION_MISMATCH);
        if (!wrong.nothing()) {
            return new SkuOutcome(state.answer(wrong.code()), wanted.skuId(), sku == null ? 0 : sku.version());
        }
        if (!changes) {
            return new SkuOutcome(
                    state.answerAgain(sku.changedSequence(), ResultCode.OK), wanted.skuId(), sku.version());
        }
        Sku changed = new Sku(sku.defined(), sku.definedSequence(), now, sku.version() + 1, state.sequence);
        state.skus.put(wanted.skuId(), changed);
        state.happens();
        lineUp(sku.now(), now);
        return new SkuOutcome(state.answer(ResultCode.OK), wanted.skuId(), changed.version());
    }

    /** The stocks that have got units available by the change, or those who wait for ANY. */
    private void lineUp(Update before, Update after) {
        for (Place place : state.onHand.keySet()) {
            boolean hasGotUnits = after.safetyStock() < before.safetyStock();
            boolean hasGotWaiters = after.locationOrder().contains(place.location())
                    && !before.locationOrder().contains(place.location());
            if (place.skuId() == after.skuId() && (hasGotUnits || hasGotWaiters)) {
                state.matchIfWaitedFor(place);
            }
        }
    }

    private static void addIfInvalid(Wrong wrong, Update wanted) {
        List<Integer> locations = wanted.locationOrder();
        wrong.addIf(wanted.safetyStock() < 0 || wanted.customerLimit() < 0, ResultCode.INVALID_QUANTITY)
                .addIf(wanted.listPriceMinor() != null && wanted.listPriceMinor() < 0, ResultCode.INVALID_PRICE)
                .addIf(
                        locations.size() > MOST_LOCATIONS
                                || new HashSet<>(locations).size() < locations.size()
                                || locations.contains(Commands.ANY),
                        ResultCode.INVALID_LOCATION);
    }

    private static Update withoutVersion(Update update) {
        return new Update(
                update.skuId(),
                update.listPriceMinor(),
                update.safetyStock(),
                update.customerLimit(),
                0,
                update.suspended(),
                update.locationOrder());
    }
}
