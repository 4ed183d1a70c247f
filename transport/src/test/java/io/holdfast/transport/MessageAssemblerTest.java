// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport;

import static io.holdfast.transport.MessageAssembler.NOT_WHOLE;
import static io.holdfast.transport.MessageAssembler.TOO_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.logbuffer.FrameDescriptor;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class MessageAssemblerTest {
    private static final byte BEGIN = FrameDescriptor.BEGIN_FRAG_FLAG;
    private static final byte MIDDLE = 0;
    private static final byte END = FrameDescriptor.END_FRAG_FLAG;
    private static final int MAX_LENGTH = 10;

    private final MessageAssembler assembler = new MessageAssembler(MAX_LENGTH);

    /** Adds a text as a fragment that does not begin where its buffer begins. */
    private int add(long imageId, byte flags, String text) {
        UnsafeBuffer buffer = new UnsafeBuffer(("__" + text).getBytes(StandardCharsets.US_ASCII));
        return assembler.add(imageId, flags, buffer, 2, text.length());
    }

    private void expectWhole(String text, int length) {
        assertEquals(text.length(), length);
        assertEquals(text, assembler.buffer().getStringWithoutLengthAscii(0, length));
    }

    @Test
    void shouldPutFragmentsTogetherUpToTheLongestMessage() {
        for (int i = 0; i < 2; i++) {
            assertEquals(NOT_WHOLE, add(1, BEGIN, "abcd"));
            assertEquals(NOT_WHOLE, add(1, MIDDLE, "efgh"));
            expectWhole("abcdefghij", add(1, END, "ij"));
        }
        assertEquals(MAX_LENGTH, assembler.buffer().capacity());
    }

    @Test
    void shouldDropWholeWhatIsTooLong() {
        assertEquals(NOT_WHOLE, add(1, BEGIN, "abcd"));
        assertEquals(NOT_WHOLE, add(1, MIDDLE, "efgh"));
        assertEquals(TOO_LONG, add(1, MIDDLE, "ijk"));
        assertEquals("abcdefgh", assembler.buffer().getStringWithoutLengthAscii(0, assembler.length()));
        assertEquals(NOT_WHOLE, add(1, MIDDLE, "l"), "once is enough");
        assertEquals(NOT_WHOLE, add(1, END, "m"));
        assertEquals(MAX_LENGTH, assembler.buffer().capacity());
        add(1, BEGIN, "n");
        expectWhole("no", add(1, END, "o"));
    }

    @Test
    void shouldDropWholeWhatHasAnEmptyFragment() {
        assertEquals(NOT_WHOLE, add(1, BEGIN, ""));
        assertEquals(NOT_WHOLE, add(1, END, ""));
        assertEquals(NOT_WHOLE, add(1, BEGIN, ""));
        assertEquals(NOT_WHOLE, add(1, END, "a"));
        assertEquals(NOT_WHOLE, add(1, BEGIN, "a"));
        assertEquals(NOT_WHOLE, add(1, MIDDLE, ""));
        assertEquals(NOT_WHOLE, add(1, END, "b"));
    }

    @Test
    void shouldDropWhatLacksItsBeginning() {
        assertEquals(NOT_WHOLE, add(1, MIDDLE, "a"));
        assertEquals(NOT_WHOLE, add(1, END, "b"));
        add(1, BEGIN, "c");
        assertEquals(NOT_WHOLE, add(2, END, "x"), "another image's");
        expectWhole("cd", add(1, END, "d"));
        assertEquals(NOT_WHOLE, add(1, END, "e"));
    }

    @Test
    void shouldBeWithWhoeverBeganLast() {
        add(1, BEGIN, "a");
        add(2, BEGIN, "b");
        assertEquals(NOT_WHOLE, add(1, END, "x"));
        expectWhole("bc", add(2, END, "c"));
        add(2, BEGIN, "d");
        add(2, BEGIN, "e");
        expectWhole("ef", add(2, END, "f"));
    }

    @Test
    void shouldTakeNoRoomBeforeThereIsAFragment() {
        assertEquals(0, assembler.buffer().capacity());
        assertFalse(MessageAssembler.isWhole(BEGIN));
        assertFalse(MessageAssembler.isWhole(END));
        assertTrue(MessageAssembler.isWhole((byte) (BEGIN | END)));
    }
}
