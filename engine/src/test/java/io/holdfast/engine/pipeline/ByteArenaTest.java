// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Seed;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteArenaTest {
    private static final int CAPACITY = 128;

    private final ByteArena arena = new ByteArena(CAPACITY);

    @Test
    void shouldRefuseCapacityThatIsNoPowerOfTwo() {
        assertThrows(IllegalArgumentException.class, () -> new ByteArena(CAPACITY + 1));
    }

    @Test
    void shouldGiveRoomOneBehindTheOther() {
        assertEquals(0, take(20));
        assertEquals(24, take(8));
        assertEquals(32, take(1));
        assertEquals(40, take(88));
    }

    @Test
    void shouldTakeOnlyWhatIsCommitted() {
        assertEquals(0, arena.claim(100));
        assertEquals(16, arena.commit(10));
        assertEquals(16, arena.claim(100));
    }

    @Test
    void shouldForgetWhatIsClaimedAndNotCommitted() {
        assertEquals(0, arena.claim(100));
        assertTrue(arena.hasRoomFor(CAPACITY));
        assertEquals(0, arena.claim(CAPACITY));
    }

    @Test
    void shouldBeFullWhenNothingIsGivenBack() {
        take(CAPACITY);
        assertEquals(ByteArena.FULL, arena.claim(1));
        assertFalse(arena.hasRoomFor(1));
    }

    @Test
    void shouldNeverHaveRoomForMoreThanItsCapacity() {
        assertEquals(ByteArena.FULL, arena.claim(CAPACITY + 1));
    }

    @Test
    void shouldReuseWhatIsGivenBack() {
        long first = takeTo(64);
        long second = takeTo(64);
        assertFalse(arena.hasRoomFor(8));
        arena.release(first);
        assertEquals(0, take(64));
        assertFalse(arena.hasRoomFor(8));
        arena.release(second);
        assertEquals(64, take(64));
    }

    @Test
    void shouldKeepWhatIsClaimedContiguousAtTheEnd() {
        long first = takeTo(48);
        take(48);
        arena.release(first);
        // 32 bytes are left at the end, and 48 at the beginning.
        assertEquals(0, arena.claim(40));
        assertEquals(96, arena.claim(32));
        assertEquals(ByteArena.FULL, arena.claim(56));
    }

    /** Half the capacity fits wherever the end is, once everything is given back; the pipeline relies on it. */
    @Test
    void shouldAlwaysHaveRoomForHalfItsCapacityWhenEmpty() {
        for (int i = 0; i < CAPACITY; i++) {
            arena.release(takeTo(1));
            assertTrue(arena.hasRoomFor(CAPACITY / 2));
        }
    }

    @Test
    void shouldNeverGiveAwayBytesThatAreInUse() {
        Seed.run(random -> {
            Queue<Message> inUse = new ArrayDeque<>();
            for (int i = 0; i < 20_000; i++) {
                Message message = random.nextBoolean() ? write(random) : null;
                if (message != null) {
                    inUse.add(message);
                } else if (!inUse.isEmpty()) {
                    inUse.peek().expectUnchanged(arena);
                    arena.release(inUse.remove().end);
                }
            }
        });
    }

    private record Message(int offset, int length, byte value, long end) {
        void expectUnchanged(ByteArena arena) {
            for (int i = 0; i < length; i++) {
                assertEquals(value, arena.buffer().getByte(offset + i));
            }
        }
    }

    private Message write(Random random) {
        int length = 1 + random.nextInt(CAPACITY / 2);
        byte value = (byte) random.nextInt();
        int offset = arena.claim(length);
        if (offset == ByteArena.FULL) {
            return null;
        }
        arena.buffer().setMemory(offset, length, value);
        return new Message(offset, length, value, arena.commit(length));
    }

    private int take(int length) {
        int offset = arena.claim(length);
        arena.commit(length);
        return offset;
    }

    private long takeTo(int length) {
        assertTrue(arena.claim(length) != ByteArena.FULL);
        return arena.commit(length);
    }
}
