// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class FrameBatchTest {
    private static final int CAPACITY = 64;

    private final UnsafeBuffer message = new UnsafeBuffer(new byte[CAPACITY]);
    private final FrameBatch batch = new FrameBatch(CAPACITY);

    @Test
    void shouldPutTheLengthBeforeEachMessage() {
        message.putLong(0, 0x0102030405060708L);
        assertTrue(batch.append(message, 0, 8));
        assertTrue(batch.append(message, 1, 3));
        assertEquals(8, batch.buffer().getInt(0, ByteOrder.LITTLE_ENDIAN));
        assertEquals(0x0102030405060708L, batch.buffer().getLong(4));
        assertEquals(3, batch.buffer().getInt(12, ByteOrder.LITTLE_ENDIAN));
        assertEquals(message.getByte(3), batch.buffer().getByte(18));
        assertFalse(batch.isEmpty());
    }

    @Test
    void shouldTakeNoMoreThanThereIsRoomFor() {
        assertEquals(FrameBatch.FULL, batch.claim(CAPACITY - FrameBatch.HEADER_LENGTH + 1));
        assertTrue(batch.append(message, 0, CAPACITY - FrameBatch.HEADER_LENGTH));
        assertFalse(batch.append(message, 0, 0));
        assertEquals(FrameBatch.FULL, batch.claim(0));
    }

    @Test
    void shouldForgetWhatWasClaimedButNotCommitted() {
        assertEquals(FrameBatch.HEADER_LENGTH, batch.claim(10));
        assertTrue(batch.isEmpty());
        assertEquals(FrameBatch.HEADER_LENGTH, batch.claim(20));
    }

    @Test
    void shouldTellHowLongAMessageIsOnlyWhereItIsWhole() {
        UnsafeBuffer frame = new UnsafeBuffer(new byte[CAPACITY]);
        int end = 40;
        for (int length : new int[] {8, 9, 26}) {
            frame.putInt(10, length, ByteOrder.LITTLE_ENDIAN);
            assertEquals(length, FrameBatch.messageLength(frame, 10, end));
        }
        for (int length : new int[] {Integer.MIN_VALUE, -5, -4, -1, 0, 7, 27, Integer.MAX_VALUE}) {
            frame.putInt(10, length, ByteOrder.LITTLE_ENDIAN);
            assertEquals(FrameBatch.BROKEN, FrameBatch.messageLength(frame, 10, end), "length " + length);
        }
        frame.putInt(37, 0, ByteOrder.LITTLE_ENDIAN);
        assertEquals(FrameBatch.BROKEN, FrameBatch.messageLength(frame, 37, end), "not even a length");
    }
}
