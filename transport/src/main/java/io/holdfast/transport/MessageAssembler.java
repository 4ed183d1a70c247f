// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport;

import io.aeron.logbuffer.FrameDescriptor;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Puts together an Aeron message that came in fragments, one at a time. Aeron's own assembler grows as far as the sender's term
 * buffers let it, and trusts fragments to have a length; this one has a fixed room, which it takes with the first fragment, and
 * drops whole what does not fit, what has an empty fragment and what lacks its beginning.
 *
 * <p>For one thread.
 */
public final class MessageAssembler {
    /** There is more to come, or the fragment belongs to nothing. */
    public static final int NOT_WHOLE = 0;

    /** The message is longer than there is room for; the buffer has what came before this fragment. */
    public static final int TOO_LONG = -1;

    private static final long NO_IMAGE = Long.MIN_VALUE;

    private final int maxLength;
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    /** Whose message has begun. */
    private long imageId = NO_IMAGE;

    private int length;

    public MessageAssembler(int maxLength) {
        this.maxLength = maxLength;
    }

    /** Whether flags of a fragment say that it is a message by itself, with which there is nothing to do here. */
    public static boolean isWhole(byte flags) {
        return (flags & FrameDescriptor.UNFRAGMENTED) == FrameDescriptor.UNFRAGMENTED;
    }

    /** The message, from 0 on, until the next fragment is added. */
    public DirectBuffer buffer() {
        return buffer;
    }

    /** How much of a message there is. */
    public int length() {
        return length;
    }

    /**
     * Adds a fragment. One that begins a message drops what another had begun.
     *
     * @param fromImageId the correlation id of the image that it came from.
     * @return the message's length if it is whole with this, otherwise {@link #NOT_WHOLE} or {@link #TOO_LONG}.
     */
    public int add(long fromImageId, byte flags, DirectBuffer fragment, int offset, int fragmentLength) {
        if ((flags & FrameDescriptor.BEGIN_FRAG_FLAG) != 0) {
            imageId = fromImageId;
            length = 0;
        } else if (imageId != fromImageId) {
            return NOT_WHOLE;
        }
        if (fragmentLength <= 0 || fragmentLength > maxLength - length) {
            imageId = NO_IMAGE;
            return fragmentLength <= 0 ? NOT_WHOLE : TOO_LONG;
        }
        if (buffer.capacity() == 0) {
            buffer.wrap(new byte[maxLength]);
        }
        buffer.putBytes(length, fragment, offset, fragmentLength);
        length += fragmentLength;
        if ((flags & FrameDescriptor.END_FRAG_FLAG) == 0) {
            return NOT_WHOLE;
        }
        imageId = NO_IMAGE;
        return length;
    }
}
