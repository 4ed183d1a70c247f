// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.DecodedAnswer.Header;
import io.holdfast.engine.DecodedAnswer.StockOutcome;
import io.holdfast.engine.DecodedAnswer.TransferOutcome;
import io.holdfast.engine.ModelCommand.Adjust;
import io.holdfast.engine.ModelCommand.Content;
import io.holdfast.engine.ModelCommand.Transfer;
import io.holdfast.engine.ModelState.Place;
import io.holdfast.engine.ModelState.Remembered;
import io.holdfast.engine.codec.ResultCode;
import java.math.BigInteger;

/** Rules, "Stock": adjustments and transfers, whose ids are one space. */
final class ModelStocks {
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

    private final ModelState state;

    ModelStocks(ModelState state) {
        this.state = state;
    }

    StockOutcome adjust(Adjust wanted) {
        Place place = new Place(wanted.skuId(), wanted.location());
        Remembered<DecodedAnswer> known = state.movements.get(wanted.adjustmentId());
        Wrong wrong = Wrong.age(state).addIf(isOther(known, wanted), ResultCode.ID_CONFLICT);
        if (known != null && wrong.nothing()) {
            StockOutcome original = (StockOutcome) known.outcome();
            return outcome(again(original), wanted, original.onHand(), original.promised());
        }

        addIfNoRoom(wrong, place);
        wrong.addIf(wanted.delta() == 0, ResultCode.INVALID_QUANTITY)
                .addIf(!state.skus.containsKey(wanted.skuId()), ResultCode.UNKNOWN_SKU)
                .addIf(overflows(place, wanted.delta()), ResultCode.QUANTITY_OVERFLOW)
                .addIf(takesPromised(place, wanted.delta()), ResultCode.STOCK_IS_PROMISED);
        if (wrong.leavesNoMemory()) {
            return outcome(state.answer(wrong.code()), wanted, 0, 0);
        }
        if (wrong.nothing()) {
            state.addOnHand(place, wanted.delta());
            state.matchIfWaitedFor(place);
        }
        return remember(
                wanted.adjustmentId(),
                wanted,
                outcome(state.answer(wrong.code()), wanted, state.onHand(place), state.promised(place)));
    }

    TransferOutcome transfer(Transfer wanted) {
        Place from = new Place(wanted.skuId(), wanted.from());
        Place to = new Place(wanted.skuId(), wanted.to());
        Remembered<DecodedAnswer> known = state.movements.get(wanted.adjustmentId());
        Wrong wrong = Wrong.age(state).addIf(isOther(known, wanted), ResultCode.ID_CONFLICT);
        if (known != null && wrong.nothing()) {
            TransferOutcome original = (TransferOutcome) known.outcome();
            return outcome(
                    again(original), wanted, original.fromOnHand(), original.fromPromised(), original.toOnHand());
        }

        addIfNoRoom(wrong, to);
        wrong.addIf(wanted.quantity() < 1, ResultCode.INVALID_QUANTITY)
                .addIf(wanted.from() == wanted.to(), ResultCode.INVALID_LOCATION)
                .addIf(!state.skus.containsKey(wanted.skuId()), ResultCode.UNKNOWN_SKU)
                .addIf(overflows(to, wanted.quantity()), ResultCode.QUANTITY_OVERFLOW)
                .addIf(takesPromised(from, -(long) wanted.quantity()), ResultCode.STOCK_IS_PROMISED);
        if (wrong.leavesNoMemory()) {
            return outcome(state.answer(wrong.code()), wanted, 0, 0, 0);
        }
        if (wrong.nothing()) {
            state.addOnHand(from, -(long) wanted.quantity());
            state.addOnHand(to, wanted.quantity());
            state.matchIfWaitedFor(to);
        }
        Header header = state.answer(wrong.code());
        return remember(
                wanted.adjustmentId(),
                wanted,
                outcome(header, wanted, state.onHand(from), state.promised(from), state.onHand(to)));
    }

    private static boolean isOther(Remembered<DecodedAnswer> known, Content wanted) {
        return known != null && !known.content().equals(wanted);
    }

    private Header again(DecodedAnswer original) {
        return state.answerAgain(original.header().decidedSequence(), original.code());
    }

    private void addIfNoRoom(Wrong wrong, Place place) {
        boolean needsStock = state.skus.containsKey(place.skuId()) && !state.hasStock(place);
        wrong.addIf(state.movements.size() >= state.settings.maxAdjustments(), ResultCode.CAPACITY)
                .addIf(needsStock && state.onHand.size() >= state.settings.maxStocks(), ResultCode.CAPACITY);
    }

    private boolean overflows(Place place, long delta) {
        return after(place, delta).compareTo(LARGEST) > 0;
    }

    private boolean takesPromised(Place place, long delta) {
        return after(place, delta).compareTo(BigInteger.valueOf(state.promised(place))) < 0;
    }

    private BigInteger after(Place place, long delta) {
        return BigInteger.valueOf(state.onHand(place)).add(BigInteger.valueOf(delta));
    }

    private <A extends DecodedAnswer> A remember(long adjustmentId, Content content, A outcome) {
        state.movements.put(adjustmentId, new Remembered<>(content, outcome, state.nowNs));
        state.happens();
        return outcome;
    }

    private static StockOutcome outcome(Header header, Adjust wanted, long onHand, long promised) {
        return new StockOutcome(header, wanted.adjustmentId(), wanted.skuId(), wanted.location(), onHand, promised);
    }

    private static TransferOutcome outcome(
            Header header, Transfer wanted, long fromOnHand, long fromPromised, long toOnHand) {
        return new TransferOutcome(
                header,
                wanted.adjustmentId(),
                wanted.skuId(),
                wanted.from(),
                wanted.to(),
                fromOnHand,
                fromPromised,
                toOnHand);
    }
}
