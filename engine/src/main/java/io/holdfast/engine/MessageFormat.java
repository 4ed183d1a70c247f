// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static io.holdfast.engine.MessageLayout.since;

import io.holdfast.engine.MessageLayout.Limit;
import io.holdfast.engine.codec.AdjustStockDecoder;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.CancelOrderDecoder;
import io.holdfast.engine.codec.CommandHeaderDecoder;
import io.holdfast.engine.codec.ConfigureEngineDecoder;
import io.holdfast.engine.codec.ConfirmOrderDecoder;
import io.holdfast.engine.codec.DefineSkuDecoder;
import io.holdfast.engine.codec.LatePayment;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.QueryEngineDecoder;
import io.holdfast.engine.codec.QueryOrderDecoder;
import io.holdfast.engine.codec.QuerySkuDecoder;
import io.holdfast.engine.codec.QueryStockDecoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.ReturnOrderDecoder;
import io.holdfast.engine.codec.ShipOrderDecoder;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.codec.SubmitOrderDecoder;
import io.holdfast.engine.codec.Switch;
import io.holdfast.engine.codec.TickDecoder;
import io.holdfast.engine.codec.TransferStockDecoder;
import io.holdfast.engine.codec.UpdateSkuDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * What a command or query must be like before anybody reads a field of it: of this schema and a known version, of exactly
 * the length that it says, with enum values that its version knows. It is all that stands between hostile bytes and the
 * engine, which trusts what has passed here.
 *
 * <p>Holds no state; any thread.
 */
public final class MessageFormat {
    /** No command or query is longer than this many bytes; an order of {@link Engine#MAX_ORDER_LINES} needs 45,127. */
    public static final int MAX_LENGTH = 64 * 1024;

    private static final int TEMPLATE_ID_OFFSET = MessageHeaderDecoder.templateIdEncodingOffset();
    private static final int BODY = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int FIRST_QUERY = 20;
    private static final int LAST_QUERY = 29;

    private static final Limit REASON =
            Limit.of(AdjustStockDecoder.reasonEncodingOffset(), AdjustmentReason.COUNT.value());
    private static final Limit STOCK_PLACE = Limit.place(AdjustStockDecoder.locationEncodingOffset());

    /**
     * Every command and query of every version. Fields are only ever appended, so a block of the version before ends where
     * the first new field begins.
     */
    private static final MessageLayout[] LAYOUTS = {
        since(1, DefineSkuDecoder.TEMPLATE_ID, DefineSkuDecoder.customerLimitEncodingOffset()),
        since(2, DefineSkuDecoder.TEMPLATE_ID, DefineSkuDecoder.BLOCK_LENGTH)
                .withGroup(DefineSkuDecoder.LocationOrderDecoder.sbeBlockLength()),
        since(1, AdjustStockDecoder.TEMPLATE_ID, AdjustStockDecoder.referenceEncodingOffset(), REASON, STOCK_PLACE),
        since(2, AdjustStockDecoder.TEMPLATE_ID, AdjustStockDecoder.BLOCK_LENGTH, REASON, STOCK_PLACE),
        since(
                        1,
                        SubmitOrderDecoder.TEMPLATE_ID,
                        SubmitOrderDecoder.timeToPayNsEncodingOffset(),
                        Limit.of(SubmitOrderDecoder.policyEncodingOffset(), ShortagePolicy.ALL_OR_NOTHING.value()))
                .withGroup(SubmitOrderDecoder.LinesDecoder.sbeBlockLength()),
        since(
                        2,
                        SubmitOrderDecoder.TEMPLATE_ID,
                        SubmitOrderDecoder.BLOCK_LENGTH,
                        Limit.of(SubmitOrderDecoder.policyEncodingOffset(), ShortagePolicy.WAIT.value()),
                        Limit.of(SubmitOrderDecoder.latePaymentEncodingOffset(), LatePayment.RETAKE.value()))
                .withGroup(SubmitOrderDecoder.LinesDecoder.sbeBlockLength()),
        since(1, ConfirmOrderDecoder.TEMPLATE_ID, ConfirmOrderDecoder.expectedVersionEncodingOffset()),
        since(2, ConfirmOrderDecoder.TEMPLATE_ID, ConfirmOrderDecoder.BLOCK_LENGTH),
        since(1, CancelOrderDecoder.TEMPLATE_ID, CancelOrderDecoder.expectedVersionEncodingOffset()),
        since(2, CancelOrderDecoder.TEMPLATE_ID, CancelOrderDecoder.BLOCK_LENGTH),
        since(1, ConfigureEngineDecoder.TEMPLATE_ID, ConfigureEngineDecoder.maxShipmentsEncodingOffset()),
        since(2, ConfigureEngineDecoder.TEMPLATE_ID, ConfigureEngineDecoder.BLOCK_LENGTH),
        since(2, ShipOrderDecoder.TEMPLATE_ID, ShipOrderDecoder.BLOCK_LENGTH)
                .withGroup(ShipOrderDecoder.LinesDecoder.sbeBlockLength()),
        since(
                        2,
                        ReturnOrderDecoder.TEMPLATE_ID,
                        ReturnOrderDecoder.BLOCK_LENGTH,
                        Limit.of(ReturnOrderDecoder.restockEncodingOffset(), Switch.ON.value()))
                .withGroup(ReturnOrderDecoder.LinesDecoder.sbeBlockLength()),
        since(
                2,
                TransferStockDecoder.TEMPLATE_ID,
                TransferStockDecoder.BLOCK_LENGTH,
                Limit.place(TransferStockDecoder.fromLocationEncodingOffset()),
                Limit.place(TransferStockDecoder.toLocationEncodingOffset())),
        since(
                        2,
                        UpdateSkuDecoder.TEMPLATE_ID,
                        UpdateSkuDecoder.BLOCK_LENGTH,
                        Limit.of(UpdateSkuDecoder.suspendedEncodingOffset(), Switch.ON.value()))
                .withGroup(UpdateSkuDecoder.LocationOrderDecoder.sbeBlockLength()),
        since(2, TickDecoder.TEMPLATE_ID, TickDecoder.BLOCK_LENGTH),
        since(1, QueryStockDecoder.TEMPLATE_ID, QueryStockDecoder.BLOCK_LENGTH),
        since(1, QueryOrderDecoder.TEMPLATE_ID, QueryOrderDecoder.BLOCK_LENGTH),
        since(1, QueryEngineDecoder.TEMPLATE_ID, QueryEngineDecoder.BLOCK_LENGTH),
        since(2, QuerySkuDecoder.TEMPLATE_ID, QuerySkuDecoder.BLOCK_LENGTH),
    };

    private static final MessageLayout[][] BY_VERSION_AND_TEMPLATE_ID = byVersionAndTemplateId();

    private MessageFormat() {}

    private static MessageLayout[][] byVersionAndTemplateId() {
        MessageLayout[][] table = new MessageLayout[MessageHeaderDecoder.SCHEMA_VERSION + 1][LAST_QUERY + 1];
        for (int version = 1; version < table.length; version++) {
            table[version] = table[version - 1].clone();
            for (MessageLayout layout : LAYOUTS) {
                if (layout.sinceVersion() == version) {
                    table[version][layout.templateId()] = layout;
                }
            }
        }
        return table;
    }

    /**
     * Checks a message that a client sent.
     *
     * @return {@link ResultCode#OK}, or why it must be refused.
     */
    public static ResultCode check(DirectBuffer buffer, int offset, int length) {
        if (length > MAX_LENGTH) {
            return ResultCode.TOO_LARGE;
        }
        if (length < BODY || schemaId(buffer, offset) != MessageHeaderDecoder.SCHEMA_ID) {
            return ResultCode.MALFORMED;
        }
        int version = version(buffer, offset);
        if (version < 1 || version > MessageHeaderDecoder.SCHEMA_VERSION) {
            return ResultCode.UNSUPPORTED_VERSION;
        }
        int templateId = templateId(buffer, offset);
        MessageLayout layout = templateId > LAST_QUERY ? null : BY_VERSION_AND_TEMPLATE_ID[version][templateId];
        return layout != null && layout.isThatOf(buffer, offset, length) ? ResultCode.OK : ResultCode.MALFORMED;
    }

    /** Whether a well-formed message is a query: answered in sequence, but not journalled. */
    public static boolean isQuery(DirectBuffer buffer, int offset) {
        int templateId = templateId(buffer, offset);
        return templateId >= FIRST_QUERY && templateId <= LAST_QUERY;
    }

    /** The template id that a message gives. */
    public static int templateId(DirectBuffer buffer, int offset) {
        return uint16(buffer, offset + TEMPLATE_ID_OFFSET);
    }

    /** The correlation id that a message carries, or 0 if it is too short to carry one. */
    public static long correlationId(DirectBuffer buffer, int offset, int length) {
        int at = BODY + CommandHeaderDecoder.correlationIdEncodingOffset();
        return length < at + Long.BYTES ? 0 : buffer.getLong(offset + at, ByteOrder.LITTLE_ENDIAN);
    }

    /** The deadline of a well-formed message, in nanoseconds since 1970; 0 if it has none. */
    public static long deadlineNs(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + BODY + CommandHeaderDecoder.deadlineNsEncodingOffset(), ByteOrder.LITTLE_ENDIAN);
    }

    private static int schemaId(DirectBuffer buffer, int offset) {
        return uint16(buffer, offset + MessageHeaderDecoder.schemaIdEncodingOffset());
    }

    private static int version(DirectBuffer buffer, int offset) {
        return uint16(buffer, offset + MessageHeaderDecoder.versionEncodingOffset());
    }

    private static int uint16(DirectBuffer buffer, int offset) {
        return buffer.getShort(offset, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }
}
