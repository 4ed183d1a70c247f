// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.diff;

import io.holdfast.engine.MessageFormat;
import io.holdfast.engine.codec.AdjustStockDecoder;
import io.holdfast.engine.codec.AdjustStockEncoder;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.CancelOrderDecoder;
import io.holdfast.engine.codec.ConfirmOrderDecoder;
import io.holdfast.engine.codec.DefineSkuDecoder;
import io.holdfast.engine.codec.DefineSkuEncoder;
import io.holdfast.engine.codec.GroupSizeEncodingDecoder;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.ReturnOrderDecoder;
import io.holdfast.engine.codec.ShipOrderDecoder;
import io.holdfast.engine.codec.SubmitOrderDecoder;
import io.holdfast.engine.codec.UpdateSkuDecoder;
import io.holdfast.replay.history.Decision;
import io.holdfast.replay.history.RecordedCommand;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Makes a command on record the one that would have been sent under other rules: its bytes are copied, and what the rules say
 * is written over. What follows from the rules at once is rewritten as well: what a customer pays who paid what was due, and
 * the version that a command was meant for.
 *
 * <p>For one thread.
 */
final class CommandRewriter {
    /** The command would not have been sent. */
    static final int LEFT_OUT = 0;

    private static final int BODY = MessageHeaderDecoder.ENCODED_LENGTH;

    /** No order and no SKU ever gets as far. */
    private static final int NOBODYS_VERSION = Integer.MAX_VALUE;

    private final OtherRules rules;
    private final OtherReceipts receipts;
    private final DueAmounts due;
    private final UnsafeBuffer rewritten = new UnsafeBuffer(new byte[MessageFormat.MAX_LENGTH]);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final DefineSkuEncoder defineSku = new DefineSkuEncoder();
    private final AdjustStockEncoder adjustStock = new AdjustStockEncoder();

    /** The list prices on record of the SKUs that are to have another price; null is none. */
    private final Map<Long, Long> listPricesMinor = new HashMap<>();

    CommandRewriter(OtherRules rules, OtherReceipts receipts, DueAmounts due) {
        this.rules = rules;
        this.receipts = receipts;
        this.due = due;
    }

    /** Where the rewritten command is, from the beginning. */
    DirectBuffer buffer() {
        return rewritten;
    }

    /** Rewrites a command; returns its length, or {@link #LEFT_OUT}. */
    int rewrite(Decision decision, DirectBuffer command, int offset, int length) {
        rewritten.putBytes(0, command, offset, length);
        RecordedCommand recorded = decision.command();
        if (recorded instanceof RecordedCommand.DefineSku sku) {
            setPrice(decision, sku.skuId(), sku.listPriceMinor(), DefineSkuDecoder.listPriceMinorEncodingOffset());
            setInt(rules.safetyStocks().get(sku.skuId()), DefineSkuDecoder.safetyStockEncodingOffset());
            return setLimit(sku.skuId(), length);
        } else if (recorded instanceof RecordedCommand.UpdateSku sku) {
            setPrice(decision, sku.skuId(), sku.listPriceMinor(), UpdateSkuDecoder.listPriceMinorEncodingOffset());
            setInt(rules.safetyStocks().get(sku.skuId()), UpdateSkuDecoder.safetyStockEncodingOffset());
            setInt(rules.customerLimits().get(sku.skuId()), UpdateSkuDecoder.customerLimitEncodingOffset());
            forgetVersion(decision, sku.expectedVersion(), UpdateSkuDecoder.expectedVersionEncodingOffset());
        } else if (recorded instanceof RecordedCommand.AdjustStock adjustment) {
            return setUnits(decision, adjustment, length);
        } else if (recorded instanceof RecordedCommand.SubmitOrder order) {
            rewriteOrder(order);
        } else if (recorded instanceof RecordedCommand.ConfirmOrder payment) {
            setLong(due.paid(payment.orderId(), payment.paidMinor()), ConfirmOrderDecoder.paidMinorEncodingOffset());
            forgetVersion(decision, payment.expectedVersion(), ConfirmOrderDecoder.expectedVersionEncodingOffset());
        } else if (recorded instanceof RecordedCommand.CancelOrder cancellation) {
            forgetVersion(decision, cancellation.expectedVersion(), CancelOrderDecoder.expectedVersionEncodingOffset());
        } else if (recorded instanceof RecordedCommand.ShipOrder shipment) {
            forgetVersion(decision, shipment.expectedVersion(), ShipOrderDecoder.expectedVersionEncodingOffset());
        } else if (recorded instanceof RecordedCommand.ReturnOrder back) {
            forgetVersion(decision, back.expectedVersion(), ReturnOrderDecoder.expectedVersionEncodingOffset());
        }
        return length;
    }

    /** Encodes a receipt that is not on record; returns its length. */
    int receipt(OtherReceipts.Added receipt, long timestampNs) {
        adjustStock
                .wrapAndApplyHeader(rewritten, 0, headerEncoder)
                .adjustmentId(receipt.adjustmentId())
                .skuId(receipt.skuId())
                .delta(receipt.units())
                .location(receipt.location())
                .reason(AdjustmentReason.RECEIPT)
                .reference("");
        adjustStock.header().correlationId(0).firstSentNs(timestampNs).deadlineNs(0);
        return BODY + adjustStock.encodedLength();
    }

    private void setPrice(Decision decision, long skuId, Long listPriceMinor, int fieldOffset) {
        Long priceMinor = rules.pricesMinor().get(skuId);
        if (priceMinor == null) {
            return;
        }
        if (decision.outcome().code() == ResultCode.OK && !decision.repeats()) {
            listPricesMinor.put(skuId, listPriceMinor);
        }
        if (listPriceMinor != null) {
            setLong(priceMinor, fieldOffset);
        }
    }

    /** The first version of a definition has no room for a limit. */
    private int setLimit(long skuId, int length) {
        Integer limit = rules.customerLimits().get(skuId);
        if (limit == null) {
            return length;
        }
        header.wrap(rewritten, 0);
        int blockLength = header.blockLength();
        if (blockLength > DefineSkuDecoder.customerLimitEncodingOffset()) {
            setInt(limit, DefineSkuDecoder.customerLimitEncodingOffset());
            return length;
        }
        defineSku
                .wrapAndApplyHeader(rewritten, 0, headerEncoder)
                .customerLimit(limit)
                .locationOrderCount(0);
        return BODY + defineSku.encodedLength();
    }

    private int setUnits(Decision decision, RecordedCommand.AdjustStock adjustment, int length) {
        boolean isConflict = decision.outcome().code() == ResultCode.ID_CONFLICT;
        int units = isConflict ? OtherReceipts.AS_RECORDED : receipts.units(adjustment.adjustmentId());
        if (units != OtherReceipts.AS_RECORDED) {
            setInt(units, AdjustStockDecoder.deltaEncodingOffset());
        }
        return units == 0 ? LEFT_OUT : length;
    }

    private void rewriteOrder(RecordedCommand.SubmitOrder order) {
        if (rules.policy() != null) {
            rewritten.putByte(BODY + SubmitOrderDecoder.policyEncodingOffset(), (byte)
                    rules.policy().value());
        }
        if (rules.pricesMinor().isEmpty()) {
            return;
        }
        int blockLength = header.wrap(rewritten, 0).blockLength();
        int lines = BODY + blockLength + GroupSizeEncodingDecoder.ENCODED_LENGTH;
        int lineLength = rewritten.getShort(BODY + blockLength, ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < order.lines().size(); i++) {
            RecordedCommand.SubmitOrder.OrderLine line = order.lines().get(i);
            Long priceMinor = rules.pricesMinor().get(line.skuId());
            if (priceMinor != null && hasItsPrice(line)) {
                int at = lines + i * lineLength + SubmitOrderDecoder.LinesDecoder.unitPriceMinorEncodingOffset();
                rewritten.putLong(at, priceMinor, ByteOrder.LITTLE_ENDIAN);
            }
        }
    }

    /** A line that named another price than the list's is to name another one again. */
    private boolean hasItsPrice(RecordedCommand.SubmitOrder.OrderLine line) {
        Long listPriceMinor = listPricesMinor.get(line.skuId());
        return listPriceMinor == null || listPriceMinor == line.unitPriceMinor();
    }

    /** Under other rules an order or a SKU has had another number of changes. */
    private void forgetVersion(Decision decision, int expectedVersion, int fieldOffset) {
        ResultCode code = decision.outcome().code();
        if (code == ResultCode.ID_CONFLICT) {
            // It may differ by nothing but its version from what has the id, and is to differ again.
            setInt(NOBODYS_VERSION, fieldOffset);
        } else if (expectedVersion != 0 && code != ResultCode.VERSION_MISMATCH) {
            setInt(0, fieldOffset);
        }
    }

    private void setInt(Integer value, int fieldOffset) {
        if (value != null) {
            rewritten.putInt(BODY + fieldOffset, value, ByteOrder.LITTLE_ENDIAN);
        }
    }

    private void setLong(long value, int fieldOffset) {
        rewritten.putLong(BODY + fieldOffset, value, ByteOrder.LITTLE_ENDIAN);
    }
}
