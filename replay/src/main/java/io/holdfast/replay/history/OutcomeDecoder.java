// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.history;

import io.holdfast.engine.NullValue;
import io.holdfast.engine.RecordedDigest;
import io.holdfast.engine.codec.AnswerHeaderDecoder;
import io.holdfast.engine.codec.EngineOutcomeDecoder;
import io.holdfast.engine.codec.FulfilmentOutcomeDecoder;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.OrderOutcomeDecoder;
import io.holdfast.engine.codec.SideEffectsDecoder;
import io.holdfast.engine.codec.SkuOutcomeDecoder;
import io.holdfast.engine.codec.StateDigestDecoder;
import io.holdfast.engine.codec.StockOutcomeDecoder;
import io.holdfast.engine.codec.TransferOutcomeDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Reads outcomes of any version of the schema: an answer, behind it side effects if there were any, and a digest now and then. */
final class OutcomeDecoder {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final AnswerHeaderDecoder answerHeader = new AnswerHeaderDecoder();
    private final SkuOutcomeDecoder sku = new SkuOutcomeDecoder();
    private final StockOutcomeDecoder stock = new StockOutcomeDecoder();
    private final OrderOutcomeDecoder order = new OrderOutcomeDecoder();
    private final TransferOutcomeDecoder transfer = new TransferOutcomeDecoder();
    private final FulfilmentOutcomeDecoder fulfilment = new FulfilmentOutcomeDecoder();
    private final SideEffectsDecoder sideEffects = new SideEffectsDecoder();
    private final StateDigestDecoder digest = new StateDigestDecoder();

    RecordedOutcome decode(DirectBuffer buffer, int offset) {
        header.wrap(buffer, offset);
        return switch (header.templateId()) {
            case SkuOutcomeDecoder.TEMPLATE_ID -> of(sku.wrapAndApplyHeader(buffer, offset, header));
            case StockOutcomeDecoder.TEMPLATE_ID -> of(stock.wrapAndApplyHeader(buffer, offset, header));
            case OrderOutcomeDecoder.TEMPLATE_ID -> of(order.wrapAndApplyHeader(buffer, offset, header));
            case TransferOutcomeDecoder.TEMPLATE_ID -> of(transfer.wrapAndApplyHeader(buffer, offset, header));
            case FulfilmentOutcomeDecoder.TEMPLATE_ID -> of(fulfilment.wrapAndApplyHeader(buffer, offset, header));
            case EngineOutcomeDecoder.TEMPLATE_ID -> {
                answerHeader.wrap(buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH);
                yield new RecordedOutcome.OfEngine(answerHeader.code(), answerHeader.decidedSequence());
            }
            default -> throw new IllegalArgumentException("no outcome has template id " + header.templateId());
        };
    }

    private static RecordedOutcome of(SkuOutcomeDecoder outcome) {
        return new RecordedOutcome.OfSku(
                outcome.header().code(),
                outcome.header().decidedSequence(),
                outcome.skuId(),
                NullValue.orZero(outcome.skuVersion()));
    }

    private static RecordedOutcome of(StockOutcomeDecoder outcome) {
        return new RecordedOutcome.OfStock(
                outcome.header().code(),
                outcome.header().decidedSequence(),
                outcome.adjustmentId(),
                outcome.skuId(),
                outcome.location(),
                outcome.onHand(),
                outcome.promised());
    }

    private static RecordedOutcome of(OrderOutcomeDecoder outcome) {
        List<RecordedOutcome.OfOrder.Part> parts = new ArrayList<>();
        for (OrderOutcomeDecoder.PartsDecoder part : outcome.parts()) {
            parts.add(new RecordedOutcome.OfOrder.Part(part.line(), part.location(), part.held(), part.waiting()));
        }
        return new RecordedOutcome.OfOrder(
                outcome.header().code(),
                outcome.header().decidedSequence(),
                outcome.orderId(),
                outcome.status(),
                outcome.totalMinor(),
                outcome.paidMinor(),
                outcome.refundDueMinor(),
                NullValue.orZero(outcome.deadlineNs()),
                NullValue.orZero(outcome.orderVersion()),
                parts);
    }

    private static RecordedOutcome of(TransferOutcomeDecoder outcome) {
        return new RecordedOutcome.OfTransfer(
                outcome.header().code(),
                outcome.header().decidedSequence(),
                outcome.adjustmentId(),
                outcome.skuId(),
                outcome.fromLocation(),
                outcome.toLocation(),
                outcome.fromOnHand(),
                outcome.fromPromised(),
                outcome.toOnHand());
    }

    private static RecordedOutcome of(FulfilmentOutcomeDecoder outcome) {
        return new RecordedOutcome.OfFulfilment(
                outcome.header().code(),
                outcome.header().decidedSequence(),
                outcome.fulfilmentId(),
                outcome.orderId(),
                outcome.status(),
                outcome.units(),
                outcome.refundMinor(),
                outcome.orderVersion());
    }

    /** The effects behind an answer, in the order in which they happened. */
    List<Effect> effects(DirectBuffer buffer, int offset, int length) {
        int at = answerEnd(buffer, offset, length);
        if (!hasEffects(buffer, at, offset + length)) {
            return List.of();
        }
        List<Effect> effects = new ArrayList<>();
        for (SideEffectsDecoder.EffectsDecoder effect :
                sideEffects.wrapAndApplyHeader(buffer, at, header).effects()) {
            effects.add(new Effect(effect.kind(), effect.orderId(), effect.skuId(), effect.units(), effect.location()));
        }
        return effects;
    }

    /** Whether any of the effects behind an answer is on an order. */
    boolean isEffectOn(long orderId, DirectBuffer buffer, int offset, int length) {
        int at = answerEnd(buffer, offset, length);
        if (!hasEffects(buffer, at, offset + length)) {
            return false;
        }
        for (SideEffectsDecoder.EffectsDecoder effect :
                sideEffects.wrapAndApplyHeader(buffer, at, header).effects()) {
            if (effect.orderId() == orderId) {
                return true;
            }
        }
        return false;
    }

    private boolean hasEffects(DirectBuffer buffer, int answerEnd, int end) {
        return answerEnd < end && header.wrap(buffer, answerEnd).templateId() == SideEffectsDecoder.TEMPLATE_ID;
    }

    /** The digest, which is the last thing of an outcome; null if there is none. */
    Long digest(DirectBuffer buffer, int offset, int length) {
        int at = offset + length - RecordedDigest.LENGTH;
        if (at < answerEnd(buffer, offset, length)
                || header.wrap(buffer, at).templateId() != StateDigestDecoder.TEMPLATE_ID) {
            return null;
        }
        return digest.wrapAndApplyHeader(buffer, at, header).digest();
    }

    /** The order's outcome is the only one that is not of a fixed length. */
    private int answerEnd(DirectBuffer buffer, int offset, int length) {
        if (length == 0) {
            return offset;
        }
        header.wrap(buffer, offset);
        if (header.templateId() == OrderOutcomeDecoder.TEMPLATE_ID) {
            return order.wrapAndApplyHeader(buffer, offset, header).sbeSkip().limit();
        }
        return offset + MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
    }
}
