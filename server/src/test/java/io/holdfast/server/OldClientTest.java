// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.server.TestServer.Medium;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client that was made from version 1 of the schema. It knows the numbers of that time and nothing else, and of an answer
 * it reads what there was then, where it was then.
 */
@Timeout(120)
class OldClientTest {
    private static final int SCHEMA_ID = 7100;
    private static final int HEADER = 8;
    /** Correlation id, sequence, sequence of the decision, result code. */
    private static final int CODE = HEADER + 24;

    private static final int FIRST_FIELD = HEADER + 25;

    private static final int DEFINE_SKU = 10;
    private static final int ADJUST_STOCK = 11;
    private static final int SUBMIT_ORDER = 12;
    private static final int CONFIRM_ORDER = 13;
    private static final int CANCEL_ORDER = 14;
    private static final int SHIP_ORDER = 16;
    private static final int QUERY_STOCK = 20;
    private static final int QUERY_ORDER = 21;
    private static final int QUERY_ENGINE = 22;

    private static final int OK = 0;
    private static final int MALFORMED = 1;
    private static final int INSUFFICIENT_STOCK = 38;
    private static final int RESERVED = 2;
    private static final int CONFIRMED = 3;
    private static final int CANCELLED = 4;

    @TempDir
    private Path dir;

    private long correlationId;

    @Test
    void shouldSellAsItAlwaysDid() throws IOException {
        try (TestServer server = TestServer.start(dir, Medium.IPC, Map.of());
                RawClient client = new RawClient(server, 1)) {
            assertEquals(OK, uint8(client.receive(), HEADER + Long.BYTES), "the session is open");

            UnsafeBuffer sku = ask(
                    client,
                    message(DEFINE_SKU, 76)
                            .putLong(1)
                            .putLong(250)
                            .putInt(0)
                            .put("A".getBytes(StandardCharsets.US_ASCII)));
            assertEquals(OK, uint8(sku, CODE));
            assertEquals(1, int64(sku, FIRST_FIELD));

            UnsafeBuffer stock = ask(
                    client,
                    message(ADJUST_STOCK, 47)
                            .putLong(1)
                            .putLong(1)
                            .putInt(10)
                            .putShort((short) 0)
                            .put((byte) 0));
            assertEquals(OK, uint8(stock, CODE));
            assertEquals(10, int64(stock, FIRST_FIELD + 16));

            expectOrder(ask(client, order(7, 0, 3, 4)), OK, 7, 1_750, 0, RESERVED);
            UnsafeBuffer confirmed =
                    ask(client, message(CONFIRM_ORDER, 40).putLong(7).putLong(1_750));
            expectOrder(confirmed, OK, 7, 1_750, 1_750, CONFIRMED);
            expectOrder(ask(client, order(8, 0, 1)), OK, 8, 250, 0, RESERVED);
            expectOrder(ask(client, message(CANCEL_ORDER, 32).putLong(8)), OK, 8, 250, 0, CANCELLED);

            UnsafeBuffer report = ask(client, message(QUERY_ORDER, 32).putLong(7));
            assertEquals(42, int64(report, FIRST_FIELD + 8));
            assertEquals(CONFIRMED, uint8(report, FIRST_FIELD + 32));
            // A group is behind however long a block, and its entries are as long as it says.
            int lines = HEADER + uint16(report, 0);
            assertEquals(2, uint16(report, lines + 2));
            int secondLine = lines + 4 + uint16(report, lines);
            assertEquals(1, int64(report, secondLine));
            assertEquals(250, int64(report, secondLine + 8));
            assertEquals(4, report.getInt(secondLine + 16, ByteOrder.LITTLE_ENDIAN));

            UnsafeBuffer left = ask(client, message(QUERY_STOCK, 34).putLong(1).putShort((short) 0));
            assertEquals(10, int64(left, FIRST_FIELD + 8));
            assertEquals(7, int64(left, FIRST_FIELD + 24));
            assertEquals(3, int64(left, FIRST_FIELD + 32));
            UnsafeBuffer engine = ask(client, message(QUERY_ENGINE, 24));
            assertTrue(int64(engine, FIRST_FIELD) > 0);
            assertEquals(2, engine.getInt(FIRST_FIELD + 20, ByteOrder.LITTLE_ENDIAN));
        }
    }

    /** What came later means nothing in a message of version 1. */
    @Test
    void shouldNotGetWhatThereWasNot() throws IOException {
        try (TestServer server = TestServer.start(dir, Medium.IPC, Map.of());
                RawClient client = new RawClient(server, 1)) {
            client.receive();
            ask(client, message(DEFINE_SKU, 76).putLong(1).putLong(250));
            ask(client, message(ADJUST_STOCK, 47).putLong(1).putLong(1).putInt(10));
            assertEquals(INSUFFICIENT_STOCK, uint8(ask(client, order(7, 0xFFFF, 1)), CODE));
            assertEquals(
                    MALFORMED,
                    uint8(ask(client, message(SHIP_ORDER, 44).putLong(1).putLong(7)), CODE));
            assertEquals(MALFORMED, uint8(ask(client, message(DEFINE_SKU, 80).putLong(2)), CODE));
        }
    }

    private UnsafeBuffer ask(RawClient client, ByteBuffer message) {
        UnsafeBuffer answer = client.send(new UnsafeBuffer(message)).receive();
        assertEquals(correlationId, int64(answer, HEADER));
        return answer;
    }

    private static void expectOrder(
            UnsafeBuffer outcome, int code, long orderId, long totalMinor, long paidMinor, int status) {
        assertEquals(code, uint8(outcome, CODE));
        assertEquals(orderId, int64(outcome, FIRST_FIELD));
        assertEquals(totalMinor, int64(outcome, FIRST_FIELD + 8));
        assertEquals(paidMinor, int64(outcome, FIRST_FIELD + 16));
        assertEquals(status, uint8(outcome, FIRST_FIELD + 32));
    }

    /** An order of SKU 1 at 2.50, one line for each of the quantities. */
    private ByteBuffer order(long orderId, int location, int... quantities) {
        int blockLength = 41;
        int entryLength = 22;
        ByteBuffer order = message(SUBMIT_ORDER, blockLength, 4 + quantities.length * entryLength)
                .putLong(orderId)
                .putLong(42)
                .put((byte) 0)
                .putShort((short) entryLength)
                .putShort((short) quantities.length);
        for (int quantity : quantities) {
            order.putLong(1).putLong(250).putInt(quantity).putShort((short) location);
        }
        return order;
    }

    private ByteBuffer message(int templateId, int blockLength) {
        return message(templateId, blockLength, 0);
    }

    /** A message of zeros but for what every command begins with; the position is behind that. */
    private ByteBuffer message(int templateId, int blockLength, int groupLength) {
        return ByteBuffer.wrap(new byte[HEADER + blockLength + groupLength])
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) blockLength)
                .putShort((short) templateId)
                .putShort((short) SCHEMA_ID)
                .putShort((short) 1)
                .putLong(++correlationId)
                .putLong(SystemEpochNanoClock.INSTANCE.nanoTime())
                .putLong(0);
    }

    private static int uint8(UnsafeBuffer message, int at) {
        return message.getByte(at) & 0xFF;
    }

    private static int uint16(UnsafeBuffer message, int at) {
        return message.getShort(at, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    private static long int64(UnsafeBuffer message, int at) {
        return message.getLong(at, ByteOrder.LITTLE_ENDIAN);
    }
}
