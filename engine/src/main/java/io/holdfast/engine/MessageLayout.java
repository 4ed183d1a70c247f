// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.GroupSizeEncodingDecoder;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import java.nio.ByteOrder;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * How the messages of one template are laid out from a version of the schema on, until a later version has it otherwise: a
 * block, a group behind it where there is one, and in the block fields that must not hold more than they can mean.
 *
 * @param sinceVersion the first version that has it.
 * @param templateId   whose messages they are.
 * @param blockLength  of the block, in bytes.
 * @param entryLength  of each entry of the group, in bytes; 0 where there is no group.
 * @param limits       what fields of the block can hold.
 */
record MessageLayout(int sinceVersion, int templateId, int blockLength, int entryLength, List<Limit> limits) {
    private static final int BODY = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int NO_GROUP = 0;

    /**
     * The most that an unsigned field can hold.
     *
     * @param offset in the block.
     * @param length of the field, in bytes: 1 or 2.
     */
    record Limit(int offset, int length, int most) {
        /** For an enum of which this is the last value that is known. */
        static Limit of(int offset, int lastValue) {
            return new Limit(offset, Byte.BYTES, lastValue);
        }

        /** For where a place must be named: ANY is none. */
        static Limit place(int offset) {
            return new Limit(offset, Short.BYTES, Location.ANY - 1);
        }

        private boolean isKept(DirectBuffer message, int block) {
            int value = length == Byte.BYTES ? message.getByte(block + offset) & 0xFF : uint16(message, block + offset);
            return value <= most;
        }
    }

    static MessageLayout since(int version, int templateId, int blockLength, Limit... limits) {
        return new MessageLayout(version, templateId, blockLength, NO_GROUP, List.of(limits));
    }

    MessageLayout withGroup(int newEntryLength) {
        return new MessageLayout(sinceVersion, templateId, blockLength, newEntryLength, limits);
    }

    /** Whether a message, of a header at least, is laid out like this from its first byte to its last. */
    boolean isThatOf(DirectBuffer message, int offset, int length) {
        return uint16(message, offset + MessageHeaderDecoder.blockLengthEncodingOffset()) == blockLength
                && isWhole(message, offset + BODY + blockLength, length - BODY - blockLength)
                && areLimitsKept(message, offset + BODY);
    }

    private boolean isWhole(DirectBuffer message, int group, int groupLength) {
        if (entryLength == NO_GROUP) {
            return groupLength == 0;
        }
        int entries = groupLength - GroupSizeEncodingDecoder.ENCODED_LENGTH;
        return entries >= 0
                && uint16(message, group + GroupSizeEncodingDecoder.blockLengthEncodingOffset()) == entryLength
                && uint16(message, group + GroupSizeEncodingDecoder.numInGroupEncodingOffset()) * entryLength
                        == entries;
    }

    private boolean areLimitsKept(DirectBuffer message, int block) {
        for (int i = 0; i < limits.size(); i++) {
            if (!limits.get(i).isKept(message, block)) {
                return false;
            }
        }
        return true;
    }

    private static int uint16(DirectBuffer buffer, int offset) {
        return buffer.getShort(offset, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }
}
