// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.diff;

import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.journal.RecordHandler;
import io.holdfast.replay.history.Decision;
import io.holdfast.replay.history.DecisionDecoder;
import io.holdfast.replay.history.RecordedCommand;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/**
 * Takes from a journal what lay in stock before its first order, and how many units of each SKU were ordered. What lay in
 * stock is what was received, for whatever SKU and location, before the first order was submitted.
 */
final class OpeningStock implements RecordHandler {
    /** Answers to a submission that was not looked at: it will have been sent again. */
    private static final Set<ResultCode> NOT_LOOKED_AT =
            EnumSet.of(ResultCode.TOO_OLD, ResultCode.FROM_THE_FUTURE, ResultCode.ID_CONFLICT, ResultCode.CAPACITY);

    private final DecisionDecoder decoder = new DecisionDecoder();
    private final Map<Long, OfSku> skus = new TreeMap<>();
    private long lowestAdjustmentId;
    private boolean isOpen;

    private static final class OfSku {
        final int firstLocation;
        final List<RecordedCommand.AdjustStock> receipts = new ArrayList<>();
        long receivedUnits;
        long orderedUnits;

        OfSku(int firstLocation) {
            this.firstLocation = firstLocation;
        }
    }

    @Override
    public void onRecord(
            long sequence,
            long timestampNs,
            DirectBuffer buffer,
            int commandOffset,
            int commandLength,
            int outcomeOffset,
            int outcomeLength) {
        Decision decision = decoder.decode(sequence, timestampNs, buffer, commandOffset, outcomeOffset, outcomeLength);
        if (!decision.isDecided()) {
            return;
        }
        boolean takesEffect = decision.outcome().code() == ResultCode.OK && !decision.repeats();
        if (decision.command() instanceof RecordedCommand.SubmitOrder order) {
            isOpen = true;
            if (!decision.repeats()
                    && !NOT_LOOKED_AT.contains(decision.outcome().code())) {
                order(order);
            }
        } else if (decision.command() instanceof RecordedCommand.DefineSku sku && takesEffect && !isOpen) {
            skus.put(
                    sku.skuId(),
                    new OfSku(
                            sku.locationOrder().isEmpty()
                                    ? 0
                                    : sku.locationOrder().get(0)));
        } else if (decision.command() instanceof RecordedCommand.AdjustStock adjustment) {
            lowestAdjustmentId = Math.min(lowestAdjustmentId, adjustment.adjustmentId());
            if (takesEffect && !isOpen && adjustment.reason() == AdjustmentReason.RECEIPT && adjustment.delta() > 0) {
                OfSku sku = skus.get(adjustment.skuId());
                sku.receipts.add(adjustment);
                sku.receivedUnits += adjustment.delta();
            }
        } else if (decision.command() instanceof RecordedCommand.TransferStock transfer) {
            lowestAdjustmentId = Math.min(lowestAdjustmentId, transfer.adjustmentId());
        }
    }

    private void order(RecordedCommand.SubmitOrder order) {
        for (RecordedCommand.SubmitOrder.OrderLine line : order.lines()) {
            OfSku sku = skus.get(line.skuId());
            if (sku != null) {
                sku.orderedUnits += Math.max(0, line.quantity());
            }
        }
    }

    /**
     * The receipts that would have brought in a share of what was ordered. Those on record keep their place and their part
     * of the whole; where there is none and there should be one, it is added.
     *
     * @throws UnfitRulesException if it is more than one receipt can bring in.
     */
    OtherReceipts times(BigDecimal share) {
        OtherReceipts receipts = new OtherReceipts();
        skus.forEach((skuId, sku) -> {
            BigDecimal wanted =
                    share.multiply(BigDecimal.valueOf(sku.orderedUnits)).setScale(0, RoundingMode.FLOOR);
            if (wanted.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
                throw new UnfitRulesException("an opening stock of " + wanted + " units of SKU " + skuId
                        + " is more than can be received at once: choose a smaller share");
            }
            scale(sku, wanted, receipts);
            if (sku.receipts.isEmpty() && wanted.signum() > 0) {
                receipts.add(--lowestAdjustmentId, skuId, sku.firstLocation, wanted.intValueExact());
            }
        });
        return receipts;
    }

    private static void scale(OfSku sku, BigDecimal wanted, OtherReceipts receipts) {
        long recorded = 0;
        long before = 0;
        for (RecordedCommand.AdjustStock receipt : sku.receipts) {
            recorded += receipt.delta();
            long upToHere = wanted.multiply(BigDecimal.valueOf(recorded))
                    .divide(BigDecimal.valueOf(sku.receivedUnits), 0, RoundingMode.FLOOR)
                    .longValueExact();
            receipts.replace(receipt.adjustmentId(), (int) (upToHere - before));
            before = upToHere;
        }
    }
}
