// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.AdjustStockDecoder;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.CancelOrderDecoder;
import io.holdfast.engine.codec.CommandHeaderDecoder;
import io.holdfast.engine.codec.ConfigureEngineDecoder;
import io.holdfast.engine.codec.ConfirmOrderDecoder;
import io.holdfast.engine.codec.DefineSkuDecoder;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.QueryEngineDecoder;
import io.holdfast.engine.codec.QueryOrderDecoder;
import io.holdfast.engine.codec.QueryStockDecoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.codec.SubmitOrderDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * What a command or query must be like before anybody reads a field of it: of this schema and a known version, of exactly
 * the length that it says, with known enum values. It is all that stands between hostile bytes and the engine, which
 * trusts what has passed here.
 *
 * <p>Holds no state; any thread.
 */
public final class MessageFormat {
    /** No command or query is longer than this many bytes; an order of {@link Engine#MAX_ORDER_LINES} needs 45,109. */
    public static final int MAX_LENGTH = 64 * 1024;

    private static final int TEMPLATE_ID_OFFSET = MessageHeaderDecoder.templateIdEncodingOffset();
    private static final int BODY = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int LINES = BODY + SubmitOrderDecoder.BLOCK_LENGTH;
    /** Kept free, so that it can come to mean something in an order; no stock can ever lie there. */
    private static final int NO_LOCATION = 0xFFFF;

    private static final int LINES_HEADER_LENGTH = SubmitOrderDecoder.LinesDecoder.sbeHeaderSize();

    private MessageFormat() {}

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
        boolean wellFormed = switch (templateId(buffer, offset)) {
            case DefineSkuDecoder.TEMPLATE_ID -> isBlock(buffer, offset, length, DefineSkuDecoder.BLOCK_LENGTH);
            case AdjustStockDecoder.TEMPLATE_ID ->
                isBlock(buffer, offset, length, AdjustStockDecoder.BLOCK_LENGTH)
                        && isKnownReason(buffer, offset)
                        && isLocation(buffer, offset);
            case SubmitOrderDecoder.TEMPLATE_ID -> isSubmitOrder(buffer, offset, length);
            case ConfirmOrderDecoder.TEMPLATE_ID -> isBlock(buffer, offset, length, ConfirmOrderDecoder.BLOCK_LENGTH);
            case CancelOrderDecoder.TEMPLATE_ID -> isBlock(buffer, offset, length, CancelOrderDecoder.BLOCK_LENGTH);
            case ConfigureEngineDecoder.TEMPLATE_ID ->
                isBlock(buffer, offset, length, ConfigureEngineDecoder.BLOCK_LENGTH);
            case QueryStockDecoder.TEMPLATE_ID -> isBlock(buffer, offset, length, QueryStockDecoder.BLOCK_LENGTH);
            case QueryOrderDecoder.TEMPLATE_ID -> isBlock(buffer, offset, length, QueryOrderDecoder.BLOCK_LENGTH);
            case QueryEngineDecoder.TEMPLATE_ID -> isBlock(buffer, offset, length, QueryEngineDecoder.BLOCK_LENGTH);
            default -> false;
        };
        return wellFormed ? ResultCode.OK : ResultCode.MALFORMED;
    }

    private static boolean isBlock(DirectBuffer buffer, int offset, int length, int blockLength) {
        return blockLength(buffer, offset) == blockLength && length == BODY + blockLength;
    }

    private static boolean isKnownReason(DirectBuffer buffer, int offset) {
        int reason = buffer.getByte(offset + BODY + AdjustStockDecoder.reasonEncodingOffset()) & 0xFF;
        return reason <= AdjustmentReason.COUNT.value();
    }

    private static boolean isLocation(DirectBuffer buffer, int offset) {
        return uint16(buffer, offset + BODY + AdjustStockDecoder.locationEncodingOffset()) != NO_LOCATION;
    }

    private static boolean isSubmitOrder(DirectBuffer buffer, int offset, int length) {
        if (blockLength(buffer, offset) != SubmitOrderDecoder.BLOCK_LENGTH || length < LINES + LINES_HEADER_LENGTH) {
            return false;
        }
        int policy = buffer.getByte(offset + BODY + SubmitOrderDecoder.policyEncodingOffset()) & 0xFF;
        int entryLength = uint16(buffer, offset + LINES);
        int entries = uint16(buffer, offset + LINES + Short.BYTES);
        return policy <= ShortagePolicy.ALL_OR_NOTHING.value()
                && entryLength == SubmitOrderDecoder.LinesDecoder.sbeBlockLength()
                && length == LINES + LINES_HEADER_LENGTH + entries * entryLength;
    }

    /** Whether a well-formed message is a query: answered in sequence, but not journalled. */
    public static boolean isQuery(DirectBuffer buffer, int offset) {
        return templateId(buffer, offset) >= QueryStockDecoder.TEMPLATE_ID;
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

    private static int blockLength(DirectBuffer buffer, int offset) {
        return uint16(buffer, offset + MessageHeaderDecoder.blockLengthEncodingOffset());
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
