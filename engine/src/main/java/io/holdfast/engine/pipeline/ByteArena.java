// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine.pipeline;

import com.lmax.disruptor.Sequence;
import java.nio.ByteBuffer;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A ring of bytes from which one stage claims room in order, and which another stage gives back in the same order. What
 * is claimed is contiguous.
 *
 * <p>{@link #claim} and {@link #commit} are the writer's, {@link #release} is the last reader's; each of the two may be a
 * thread of its own. The bytes themselves travel under the ring's sequences.
 */
final class ByteArena {
    /** There is no room now. */
    static final int FULL = -1;

    private final UnsafeBuffer buffer;
    private final int capacity;
    private final Sequence released = new Sequence(0);

    private long end;
    private long claimStart;
    private long releasedSeen;

    ByteArena(int capacity) {
        if (!BitUtil.isPowerOfTwo(capacity)) {
            throw new IllegalArgumentException("capacity must be a power of two: " + capacity);
        }
        this.capacity = capacity;
        this.buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(capacity));
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    boolean hasRoomFor(int length) {
        return claim(length) != FULL;
    }

    /**
     * Finds room for up to a number of bytes, to be filled and then taken with {@link #commit}.
     *
     * @return the offset in the {@link #buffer()}, or {@link #FULL}.
     */
    int claim(int length) {
        int offset = (int) (end & (capacity - 1));
        claimStart = end;
        if (length > capacity - offset) {
            claimStart += capacity - offset;
            offset = 0;
        }
        if (claimStart + length - releasedSeen > capacity) {
            releasedSeen = released.get();
            if (claimStart + length - releasedSeen > capacity) {
                return FULL;
            }
        }
        return offset;
    }

    /**
     * Takes the first bytes of what was claimed last.
     *
     * @return the position to {@link #release} when they are no longer needed.
     */
    long commit(int length) {
        end = BitUtil.align(claimStart + length, Long.BYTES);
        return end;
    }

    /** Gives back everything that was committed up to a position. */
    void release(long position) {
        released.set(position);
    }
}
