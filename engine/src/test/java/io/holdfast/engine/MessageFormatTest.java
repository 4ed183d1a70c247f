// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.codec.AdjustStockEncoder;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SubmitOrderEncoder;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class MessageFormatTest {
    /** Not at the start of a buffer, nor at an aligned place. */
    private static final int OFFSET = 5;

    private static final int BLOCK_LENGTH = MessageHeaderEncoder.blockLengthEncodingOffset();
    private static final int TEMPLATE_ID = MessageHeaderEncoder.templateIdEncodingOffset();
    private static final int SCHEMA_ID = MessageHeaderEncoder.schemaIdEncodingOffset();
    private static final int VERSION = MessageHeaderEncoder.versionEncodingOffset();
    private static final int BODY = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int LINES = BODY + SubmitOrderEncoder.BLOCK_LENGTH;

    private static final Set<Integer> TEMPLATE_IDS = Set.of(10, 11, 12, 13, 14, 15, 20, 21, 22);

    @Test
    void shouldAcceptEveryMessageAsEncoded() {
        for (UnsafeBuffer message : oneOfEachKind()) {
            assertEquals(ResultCode.OK, check(message), () -> "template id " + templateId(message));
        }
    }

    @Test
    void shouldTellQueriesFromCommands() {
        for (UnsafeBuffer message : oneOfEachKind()) {
            assertEquals(templateId(message) >= 20, MessageFormat.isQuery(message, OFFSET));
        }
    }

    @Test
    void shouldReadWhatTheServerNeedsOfTheHeader() {
        for (UnsafeBuffer message : oneOfEachKind()) {
            int length = message.capacity() - OFFSET;
            assertEquals(123, MessageFormat.correlationId(message, OFFSET, length));
            assertEquals(789, MessageFormat.deadlineNs(message, OFFSET));
        }
    }

    @Test
    void shouldFindNoCorrelationIdWhereThereIsNoRoomForOne() {
        UnsafeBuffer message = oneOfEachKind().get(0);
        assertEquals(123, MessageFormat.correlationId(message, OFFSET, BODY + Long.BYTES));
        assertEquals(0, MessageFormat.correlationId(message, OFFSET, BODY + Long.BYTES - 1));
        assertEquals(0, MessageFormat.correlationId(message, OFFSET, 0));
    }

    @Test
    void shouldRefuseEveryTruncation() {
        for (UnsafeBuffer message : oneOfEachKind()) {
            for (int length = 0; length < message.capacity() - OFFSET; length++) {
                // A buffer that ends with the bytes: nothing beyond them may be looked at.
                assertEquals(ResultCode.MALFORMED, check(new UnsafeBuffer(message, 0, OFFSET + length)));
            }
        }
    }

    @Test
    void shouldRefuseAByteTooMany() {
        for (UnsafeBuffer message : oneOfEachKind()) {
            UnsafeBuffer longer = new UnsafeBuffer(new byte[message.capacity() + 1]);
            longer.putBytes(0, message, 0, message.capacity());
            assertEquals(ResultCode.MALFORMED, check(longer));
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

    @Test
    void shouldRefuseEveryTemplateIdThatIsNoCommandOrQuery() {
        UnsafeBuffer message = message(commands -> commands.cancelOrder(1));
        for (int templateId = 0; templateId <= 0xFFFF; templateId++) {
            if (!TEMPLATE_IDS.contains(templateId)) {
                putUint16(message, TEMPLATE_ID, templateId);
                assertEquals(ResultCode.MALFORMED, check(message));
            }
        }
    }

    @Test
    void shouldRefuseABlockLengthThatIsNotTheMessages() {
        for (UnsafeBuffer message : oneOfEachKind()) {
            int blockLength = message.getShort(OFFSET + BLOCK_LENGTH, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
            for (int wrong : new int[] {0, blockLength - 1, blockLength + 1, 0xFFFF}) {
                putUint16(message, BLOCK_LENGTH, wrong);
                assertEquals(ResultCode.MALFORMED, check(message));
            }
        }
    }

    @Test
    void shouldRefuseReasonsItDoesNotKnow() {
        UnsafeBuffer message = message(commands -> commands.adjustStock(1, 1, 0, 1, AdjustmentReason.COUNT));
        for (int reason = 0; reason <= 0xFF; reason++) {
            message.putByte(OFFSET + BODY + AdjustStockEncoder.reasonEncodingOffset(), (byte) reason);
            boolean isKnown = reason <= AdjustmentReason.COUNT.value();
            assertEquals(isKnown ? ResultCode.OK : ResultCode.MALFORMED, check(message));
        }
    }

    @Test
    void shouldRefuseStockAtTheLocationThatIsNone() {
        assertEquals(
                ResultCode.OK,
                check(message(commands -> commands.adjustStock(1, 1, 65_534, 1, AdjustmentReason.COUNT))));
        assertEquals(
                ResultCode.MALFORMED,
                check(message(commands -> commands.adjustStock(1, 1, 65_535, 1, AdjustmentReason.COUNT))));
    }

    @Test
    void shouldRefusePoliciesItDoesNotKnow() {
        UnsafeBuffer message = message(commands -> commands.submitOrder(1, 1, Line.of(1, 1, 1)));
        for (int policy = 1; policy <= 0xFF; policy++) {
            message.putByte(OFFSET + BODY + SubmitOrderEncoder.policyEncodingOffset(), (byte) policy);
            assertEquals(ResultCode.MALFORMED, check(message));
        }
    }

    @Test
    void shouldRefuseACountOfLinesThatDoesNotFit() {
        UnsafeBuffer message = message(commands -> commands.submitOrder(1, 1, Line.of(1, 1, 1), Line.of(1, 1, 1)));
        for (int count = 0; count <= 0xFFFF; count++) {
            putUint16(message, LINES + Short.BYTES, count);
            assertEquals(count == 2 ? ResultCode.OK : ResultCode.MALFORMED, check(message));
        }
    }

    @Test
    void shouldRefuseALengthOfLinesThatIsNotTheirs() {
        UnsafeBuffer message = message(commands -> commands.submitOrder(1, 1, Line.of(1, 1, 1), Line.of(1, 1, 1)));
        for (int length = 0; length <= 0xFFFF; length++) {
            putUint16(message, LINES, length);
            boolean isTheirs = length == SubmitOrderEncoder.LinesEncoder.sbeBlockLength();
            assertEquals(isTheirs ? ResultCode.OK : ResultCode.MALFORMED, check(message));
        }
    }

    /** Twice as many lines of half the length would fit as well. */
    @Test
    void shouldRefuseLinesThatOnlyFitByTheirProduct() {
        UnsafeBuffer message = message(commands -> commands.submitOrder(1, 1, Line.of(1, 1, 1)));
        putUint16(message, LINES, SubmitOrderEncoder.LinesEncoder.sbeBlockLength() / 2);
        putUint16(message, LINES + Short.BYTES, 2);
        assertEquals(ResultCode.MALFORMED, check(message));
    }

    @Test
    void shouldTakeTheLargestOrder() {
        List<Line> lines = Collections.nCopies(Engine.MAX_ORDER_LINES, Line.of(1, 1, 1));
        UnsafeBuffer message = message(commands -> commands.submitOrder(1, 1, lines));
        assertEquals(45_109, message.capacity() - OFFSET);
        assertTrue(message.capacity() - OFFSET < MessageFormat.MAX_LENGTH);
        assertEquals(ResultCode.OK, check(message));
    }

    @Test
    void shouldRefuseWhatIsTooLargeWhateverItIs() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[MessageFormat.MAX_LENGTH + 1]);
        assertEquals(ResultCode.MALFORMED, MessageFormat.check(buffer, 0, MessageFormat.MAX_LENGTH));
        assertEquals(ResultCode.TOO_LARGE, MessageFormat.check(buffer, 0, MessageFormat.MAX_LENGTH + 1));
    }

    /** Of the other messages of the schema none is for the engine. */
    @Test
    void shouldKnowAllCommandsAndQueries() {
        List<Integer> templateIds = new ArrayList<>();
        oneOfEachKind().forEach(message -> templateIds.add(templateId(message)));
        assertEquals(TEMPLATE_IDS, Set.copyOf(templateIds));
        assertFalse(templateIds.contains(1));
    }

    /** A message of each kind at {@link #OFFSET}, with a correlation id of 123 and a deadline of 789 ns. */
    static List<UnsafeBuffer> oneOfEachKind() {
        return List.of(
                message(commands -> commands.defineSku(1, 5L, 2, "code")),
                message(commands -> commands.adjustStock(1, 1, 0, 5, AdjustmentReason.COUNT)),
                message(commands -> commands.submitOrder(1, 7)),
                message(commands -> commands.submitOrder(1, 7, Line.of(1, 2, 3), Line.of(4, 5, 6))),
                message(commands -> commands.confirmOrder(1, 5)),
                message(commands -> commands.cancelOrder(1)),
                message(commands -> commands.configureEngine(EngineRig.SETTINGS)),
                message(commands -> commands.queryStock(1, 0)),
                message(commands -> commands.queryOrder(1)),
                message(commands -> commands.queryEngine()));
    }

    private static UnsafeBuffer message(ToIntFunction<Commands> encode) {
        Commands commands = new Commands().correlationId(123).firstSentNs(456).deadlineNs(789);
        int length = encode.applyAsInt(commands);
        UnsafeBuffer message = new UnsafeBuffer(new byte[OFFSET + length]);
        message.putBytes(OFFSET, commands.buffer(), 0, length);
        return message;
    }

    private static void expectForEachKind(ResultCode expected, int field, int value) {
        for (UnsafeBuffer message : oneOfEachKind()) {
            putUint16(message, field, value);
            assertEquals(expected, check(message));
        }
    }

    private static ResultCode check(UnsafeBuffer message) {
        return MessageFormat.check(message, OFFSET, message.capacity() - OFFSET);
    }

    private static int templateId(UnsafeBuffer message) {
        return MessageFormat.templateId(message, OFFSET);
    }

    private static void putUint16(UnsafeBuffer message, int field, int value) {
        message.putShort(OFFSET + field, (short) value, ByteOrder.LITTLE_ENDIAN);
    }
}
