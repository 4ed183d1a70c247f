// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport;

import io.aeron.Publication;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Frames that wait to be sent: what has piled up goes out as few Aeron messages as will hold it, and what cannot be sent
 * now stays for the next flush. Its room is fixed; a writer that finds none must decide what that means.
 *
 * <p>A frame is a length, as a little-endian int32, and a message. For one thread.
 */
public final class FrameBatch {
    /** Bytes before each message. */
    public static final int HEADER_LENGTH = Integer.BYTES;

    /** There is no room. */
    public static final int FULL = -1;

    /** There is no whole frame. */
    public static final int BROKEN = -1;

    private final UnsafeBuffer buffer;
    private int head;
    private int tail;

    public FrameBatch(int capacity) {
        buffer = new UnsafeBuffer(new byte[capacity]);
    }

    /**
     * How long the message is in the frame at an offset: never less than its header, and no longer than there are bytes.
     *
     * @param end where the bytes end that hold the frame.
     * @return the message's length, or {@link #BROKEN}; where the next frame begins is not known then.
     */
    public static int messageLength(DirectBuffer buffer, int frameOffset, int end) {
        int left = end - frameOffset - HEADER_LENGTH;
        int length = left < 0 ? BROKEN : buffer.getInt(frameOffset, ByteOrder.LITTLE_ENDIAN);
        return length < MessageHeaderDecoder.ENCODED_LENGTH || length > left ? BROKEN : length;
    }

    public MutableDirectBuffer buffer() {
        return buffer;
    }

    public boolean isEmpty() {
        return head == tail;
    }

    /**
     * Finds room for a message, to be encoded into the {@link #buffer()} and then taken with {@link #commit}.
     *
     * @return the message's offset, or {@link #FULL}.
     */
    public int claim(int maxLength) {
        if (HEADER_LENGTH + maxLength > buffer.capacity() - tail) {
            compact();
            if (HEADER_LENGTH + maxLength > buffer.capacity() - tail) {
                return FULL;
            }
        }
        return tail + HEADER_LENGTH;
    }

    /** Takes the message that was encoded where {@link #claim} said. */
    public void commit(int length) {
        buffer.putInt(tail, length, ByteOrder.LITTLE_ENDIAN);
        tail += HEADER_LENGTH + length;
    }

    /**
     * Takes a copy of a message.
     *
     * @return false if there is no room for it.
     */
    public boolean append(DirectBuffer message, int offset, int length) {
        int at = claim(length);
        if (at == FULL) {
            return false;
        }
        buffer.putBytes(at, message, offset, length);
        commit(length);
        return true;
    }

    private void compact() {
        if (head == 0) {
            return;
        }
        buffer.putBytes(0, buffer, head, tail - head);
        tail -= head;
        head = 0;
    }

    /**
     * Sends as much as can be sent without waiting.
     *
     * @return the last position, or Aeron's reason why the rest was not sent: {@link Publication#BACK_PRESSURED} and so on;
     *     1 if there was nothing to send.
     */
    public long flush(Publication publication) {
        long result = 1;
        while (head < tail) {
            int length = nextLength(publication.maxPayloadLength());
            result = publication.offer(buffer, head, length);
            if (result < 0) {
                return result;
            }
            head += length;
        }
        head = 0;
        tail = 0;
        return result;
    }

    /** As many whole frames as fit, one at least. */
    private int nextLength(int maxLength) {
        int length = 0;
        while (head + length < tail) {
            int frameLength = HEADER_LENGTH + buffer.getInt(head + length, ByteOrder.LITTLE_ENDIAN);
            if (length > 0 && length + frameLength > maxLength) {
                break;
            }
            length += frameLength;
        }
        return length;
    }
}
