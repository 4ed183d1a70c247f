// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.codec.AdjustStockEncoder;
import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.QueryStockEncoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.ReturnOrderEncoder;
import io.holdfast.engine.codec.ShipOrderEncoder;
import io.holdfast.engine.codec.SubmitOrderEncoder;
import io.holdfast.engine.codec.TransferStockEncoder;
import io.holdfast.engine.codec.UpdateSkuEncoder;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What passes the check, of each version of the schema. The messages are of zeros but for their headers: no field of them
 * has to be anything else.
 */
class MessageFormatTest {
    /** Not at the start of a buffer, nor at an aligned place. */
    private static final int OFFSET = 5;

    private static final int BLOCK_LENGTH = MessageHeaderEncoder.blockLengthEncodingOffset();
    private static final int TEMPLATE_ID = MessageHeaderEncoder.templateIdEncodingOffset();
    private static final int SCHEMA_ID = MessageHeaderEncoder.schemaIdEncodingOffset();
    private static final int VERSION = MessageHeaderEncoder.versionEncodingOffset();
    private static final int BODY = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int DIMENSIONS_LENGTH = 4;
    private static final int ANY = 65_535;

    /** The lengths, in bytes, of a message's block and of its group's entries, 0 where it has no group: for all time. */
    private record Kind(int version, int templateId, int blockLength, int entryLength) {
        boolean hasGroup() {
            return entryLength > 0;
        }

        /** A message at {@link #OFFSET}, with a correlation id of 123 and a deadline of 789 ns. */
        UnsafeBuffer message(int entries) {
            int groupLength = hasGroup() ? DIMENSIONS_LENGTH + entries * entryLength : 0;
            UnsafeBuffer message = new UnsafeBuffer(new byte[OFFSET + BODY + blockLength + groupLength]);
            putUint16(message, BLOCK_LENGTH, blockLength);
            putUint16(message, TEMPLATE_ID, templateId);
            putUint16(message, SCHEMA_ID, 7100);
            putUint16(message, VERSION, version);
            message.putLong(OFFSET + BODY, 123, ByteOrder.LITTLE_ENDIAN);
            message.putLong(OFFSET + BODY + 16, 789, ByteOrder.LITTLE_ENDIAN);
            if (hasGroup()) {
                putUint16(message, BODY + blockLength, entryLength);
                putUint16(message, BODY + blockLength + Short.BYTES, entries);
            }
            return message;
        }
    }

    private static final int DEFINE_SKU = 10;
    private static final int ADJUST_STOCK = 11;
    private static final int SUBMIT_ORDER = 12;
    private static final int SHIP_ORDER = 16;
    private static final int RETURN_ORDER = 17;
    private static final int TRANSFER_STOCK = 18;
    private static final int UPDATE_SKU = 19;
    private static final int QUERY_STOCK = 20;

    private static final List<Kind> KINDS = List.of(
            new Kind(1, DEFINE_SKU, 76, 0),
            new Kind(1, ADJUST_STOCK, 47, 0),
            new Kind(1, SUBMIT_ORDER, 41, 22),
            new Kind(1, 13, 40, 0),
            new Kind(1, 14, 32, 0),
            new Kind(1, 15, 60, 0),
            new Kind(1, QUERY_STOCK, 34, 0),
            new Kind(1, 21, 32, 0),
            new Kind(1, 22, 24, 0),
            new Kind(2, 9, 24, 0),
            new Kind(2, DEFINE_SKU, 80, 2),
            new Kind(2, ADJUST_STOCK, 79, 0),
            new Kind(2, SUBMIT_ORDER, 59, 22),
            new Kind(2, 13, 44, 0),
            new Kind(2, 14, 36, 0),
            new Kind(2, 15, 88, 0),
            new Kind(2, SHIP_ORDER, 44, 8),
            new Kind(2, RETURN_ORDER, 47, 6),
            new Kind(2, TRANSFER_STOCK, 80, 0),
            new Kind(2, UPDATE_SKU, 53, 2),
            new Kind(2, QUERY_STOCK, 34, 0),
            new Kind(2, 21, 32, 0),
            new Kind(2, 22, 24, 0),
            new Kind(2, 23, 32, 0));

    @Test
    void shouldAcceptEveryMessageOfEveryVersion() {
        for (Kind kind : KINDS) {
            assertEquals(ResultCode.OK, check(kind.message(0)), kind::toString);
            assertEquals(ResultCode.OK, check(kind.message(2)), kind::toString);
        }
        assertEquals(
                MessageHeaderEncoder.SCHEMA_VERSION, KINDS.get(KINDS.size() - 1).version());
    }

    @Test
    void shouldTellQueriesFromCommands() {
        for (Kind kind : KINDS) {
            boolean isQuery = kind.templateId() >= 20 && kind.templateId() <= 29;
            assertEquals(isQuery, MessageFormat.isQuery(kind.message(0), OFFSET), kind::toString);
        }
    }

    @Test
    void shouldReadWhatTheServerNeedsOfTheHeader() {
        for (Kind kind : KINDS) {
            UnsafeBuffer message = kind.message(1);
            int length = message.capacity() - OFFSET;
            assertEquals(kind.templateId(), MessageFormat.templateId(message, OFFSET));
            assertEquals(123, MessageFormat.correlationId(message, OFFSET, length));
            assertEquals(789, MessageFormat.deadlineNs(message, OFFSET));
        }
    }

    @Test
    void shouldFindNoCorrelationIdWhereThereIsNoRoomForOne() {
        UnsafeBuffer message = KINDS.get(0).message(0);
        assertEquals(123, MessageFormat.correlationId(message, OFFSET, BODY + Long.BYTES));
        assertEquals(0, MessageFormat.correlationId(message, OFFSET, BODY + Long.BYTES - 1));
        assertEquals(0, MessageFormat.correlationId(message, OFFSET, 0));
    }

    @Test
    void shouldRefuseEveryTruncation() {
        for (Kind kind : KINDS) {
            UnsafeBuffer message = kind.message(2);
            for (int length = 0; length < message.capacity() - OFFSET; length++) {
                // A buffer that ends with the bytes: nothing beyond them may be looked at.
                assertEquals(ResultCode.MALFORMED, check(new UnsafeBuffer(message, 0, OFFSET + length)));
            }
        }
    }

    @Test
    void shouldRefuseAByteTooMany() {
        for (Kind kind : KINDS) {
            UnsafeBuffer message = kind.message(2);
            UnsafeBuffer longer = new UnsafeBuffer(new byte[message.capacity() + 1]);
            longer.putBytes(0, message, 0, message.capacity());
            assertEquals(ResultCode.MALFORMED, check(longer), kind::toString);
        }
    }

    @Test
    void shouldRefuseAnotherSchema() {
        for (int schemaId : new int[] {0, 7_099, 7_101, 0xFFFF}) {
            expectForEachKind(ResultCode.MALFORMED, SCHEMA_ID, schemaId);
        }
    }

    @Test
    void shouldRefuseVersionsItDoesNotKnow() {
        for (int version : new int[] {0, MessageHeaderEncoder.SCHEMA_VERSION + 1, 0x7FFF, 0x8000, 0xFFFF}) {
            expectForEachKind(ResultCode.UNSUPPORTED_VERSION, VERSION, version);
        }
    }

    /** A message of one version that says it is of the other is none, unless both have the same layout. */
    @Test
    void shouldRefuseAMessageThatIsNotLaidOutAsInItsVersion() {
        for (Kind kind : KINDS) {
            Kind otherwise = new Kind(3 - kind.version(), kind.templateId(), kind.blockLength(), kind.entryLength());
            ResultCode expected = KINDS.contains(otherwise) ? ResultCode.OK : ResultCode.MALFORMED;
            for (int entries = 0; entries < 3; entries++) {
                assertEquals(expected, check(otherwise.message(entries)), otherwise::toString);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void shouldRefuseEveryTemplateIdThatIsNoCommandOrQuery(int version) {
        for (int templateId = 0; templateId <= 0xFFFF; templateId++) {
            for (int blockLength : new int[] {24, 32, 44, 80}) {
                Kind kind = new Kind(version, templateId, blockLength, 0);
                assertEquals(KINDS.contains(kind) ? ResultCode.OK : ResultCode.MALFORMED, check(kind.message(0)));
            }
        }
    }

    @Test
    void shouldRefuseABlockLengthThatIsNotTheMessages() {
        for (Kind kind : KINDS) {
            UnsafeBuffer message = kind.message(0);
            for (int wrong : new int[] {0, kind.blockLength() - 1, kind.blockLength() + 1, 0xFFFF}) {
                putUint16(message, BLOCK_LENGTH, wrong);
                assertEquals(ResultCode.MALFORMED, check(message), kind::toString);
            }
        }
    }

    @Test
    void shouldRefuseACountOfEntriesThatDoesNotFit() {
        for (Kind kind : groups()) {
            UnsafeBuffer message = kind.message(2);
            for (int count = 0; count <= 0xFFFF; count++) {
                putUint16(message, BODY + kind.blockLength() + Short.BYTES, count);
                assertEquals(count == 2 ? ResultCode.OK : ResultCode.MALFORMED, check(message));
            }
        }
    }

    @Test
    void shouldRefuseALengthOfEntriesThatIsNotTheirs() {
        for (Kind kind : groups()) {
            UnsafeBuffer message = kind.message(2);
            for (int length = 0; length <= 0xFFFF; length++) {
                putUint16(message, BODY + kind.blockLength(), length);
                assertEquals(length == kind.entryLength() ? ResultCode.OK : ResultCode.MALFORMED, check(message));
            }
        }
    }

    /** Twice as many entries of half the length would fit as well. */
    @Test
    void shouldRefuseEntriesThatOnlyFitByTheirProduct() {
        for (Kind kind : groups()) {
            UnsafeBuffer message = kind.message(1);
            putUint16(message, BODY + kind.blockLength(), kind.entryLength() / 2);
            putUint16(message, BODY + kind.blockLength() + Short.BYTES, 2);
            assertEquals(ResultCode.MALFORMED, check(message), kind::toString);
        }
    }

    @Test
    void shouldRefuseEnumValuesThatTheVersionDoesNotKnow() {
        expectUpTo(3, kind(1, ADJUST_STOCK), AdjustStockEncoder.reasonEncodingOffset());
        expectUpTo(3, kind(2, ADJUST_STOCK), AdjustStockEncoder.reasonEncodingOffset());
        expectUpTo(0, kind(1, SUBMIT_ORDER), SubmitOrderEncoder.policyEncodingOffset());
        expectUpTo(2, kind(2, SUBMIT_ORDER), SubmitOrderEncoder.policyEncodingOffset());
        expectUpTo(1, kind(2, SUBMIT_ORDER), SubmitOrderEncoder.latePaymentEncodingOffset());
        expectUpTo(1, kind(2, RETURN_ORDER), ReturnOrderEncoder.restockEncodingOffset());
        expectUpTo(1, kind(2, UPDATE_SKU), UpdateSkuEncoder.suspendedEncodingOffset());
    }

    @Test
    void shouldRefuseAnyLocationWhereAPlaceMustBeNamed() {
        expectPlace(true, kind(1, ADJUST_STOCK), AdjustStockEncoder.locationEncodingOffset());
        expectPlace(true, kind(2, ADJUST_STOCK), AdjustStockEncoder.locationEncodingOffset());
        expectPlace(true, kind(2, TRANSFER_STOCK), TransferStockEncoder.fromLocationEncodingOffset());
        expectPlace(true, kind(2, TRANSFER_STOCK), TransferStockEncoder.toLocationEncodingOffset());
        expectPlace(false, kind(2, RETURN_ORDER), ReturnOrderEncoder.locationEncodingOffset());
        expectPlace(false, kind(1, QUERY_STOCK), QueryStockEncoder.locationEncodingOffset());
        expectPlace(false, kind(2, QUERY_STOCK), QueryStockEncoder.locationEncodingOffset());
    }

    /** In a line it may mean something, and what it must not mean there is for the engine to say. */
    @Test
    void shouldTakeAnyLocationInLines() {
        expectPlace(false, kind(1, SUBMIT_ORDER), 41 + DIMENSIONS_LENGTH + 20);
        expectPlace(false, kind(2, SUBMIT_ORDER), 59 + DIMENSIONS_LENGTH + 20);
        expectPlace(false, kind(2, SHIP_ORDER), ShipOrderEncoder.BLOCK_LENGTH + DIMENSIONS_LENGTH + 6);
        expectPlace(false, kind(2, DEFINE_SKU), 80 + DIMENSIONS_LENGTH);
        expectPlace(false, kind(2, UPDATE_SKU), 53 + DIMENSIONS_LENGTH);
    }

    @Test
    void shouldTakeTheLargestOrder() {
        UnsafeBuffer message = kind(2, SUBMIT_ORDER).message(Engine.MAX_ORDER_LINES);
        assertEquals(45_127, message.capacity() - OFFSET);
        assertTrue(message.capacity() - OFFSET < MessageFormat.MAX_LENGTH);
        assertEquals(ResultCode.OK, check(message));
    }

    @Test
    void shouldRefuseWhatIsTooLargeWhateverItIs() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[MessageFormat.MAX_LENGTH + 1]);
        assertEquals(ResultCode.MALFORMED, MessageFormat.check(buffer, 0, MessageFormat.MAX_LENGTH));
        assertEquals(ResultCode.TOO_LARGE, MessageFormat.check(buffer, 0, MessageFormat.MAX_LENGTH + 1));
    }

    private static Kind kind(int version, int templateId) {
        return KINDS.stream()
                .filter(kind -> kind.version() == version && kind.templateId() == templateId)
                .findAny()
                .orElseThrow();
    }

    private static List<Kind> groups() {
        List<Kind> groups = new ArrayList<>(KINDS);
        groups.removeIf(kind -> !kind.hasGroup());
        assertFalse(groups.isEmpty());
        return groups;
    }

    private static void expectForEachKind(ResultCode expected, int field, int value) {
        for (Kind kind : KINDS) {
            UnsafeBuffer message = kind.message(1);
            putUint16(message, field, value);
            assertEquals(expected, check(message), kind::toString);
        }
    }

    private static void expectUpTo(int last, Kind kind, int field) {
        UnsafeBuffer message = kind.message(0);
        for (int value = 0; value <= 0xFF; value++) {
            message.putByte(OFFSET + BODY + field, (byte) value);
            assertEquals(value <= last ? ResultCode.OK : ResultCode.MALFORMED, check(message), kind::toString);
        }
    }

    private static void expectPlace(boolean mustBePlace, Kind kind, int field) {
        UnsafeBuffer message = kind.message(1);
        putUint16(message, BODY + field, ANY - 1);
        assertEquals(ResultCode.OK, check(message), kind::toString);
        putUint16(message, BODY + field, ANY);
        assertEquals(mustBePlace ? ResultCode.MALFORMED : ResultCode.OK, check(message), kind::toString);
    }

    private static ResultCode check(UnsafeBuffer message) {
        return MessageFormat.check(message, OFFSET, message.capacity() - OFFSET);
    }

    private static void putUint16(UnsafeBuffer message, int field, int value) {
        message.putShort(OFFSET + field, (short) value, ByteOrder.LITTLE_ENDIAN);
    }
}
