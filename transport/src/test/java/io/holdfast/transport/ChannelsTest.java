// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.ChannelUri;
import io.aeron.logbuffer.FrameDescriptor;
import io.holdfast.engine.Engine;
import io.holdfast.engine.MessageFormat;
import org.agrona.SystemUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelsTest {
    @Test
    void shouldTakeFromAClientOnlyWhereToAnswer() {
        ChannelUri uri = ChannelUri.parse(
                Channels.forAnswers(
                        "aeron:udp?endpoint=10.0.0.1:4000|term-length=1g|mtu=64k|linger=1000s|session-id=7|spies-simulate-connection=true"));
        assertEquals("udp", uri.media());
        assertEquals("10.0.0.1:4000", uri.get("endpoint"));
        assertEquals("1m", uri.get("term-length"));
        for (String parameter : new String[] {"mtu", "linger", "session-id", "spies-simulate-connection"}) {
            assertNull(uri.get(parameter), parameter);
        }
    }

    @Test
    void shouldAnswerOverIpc() {
        assertEquals(
                "ipc",
                ChannelUri.parse(Channels.forAnswers("aeron:ipc?term-length=1g"))
                        .media());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nonsense", "aeron:udp", "aeron:udp?endpoint=localhost:0", "aeron:udp?control=localhost:1"})
    void shouldRefuseWhatCannotBeAnsweredOn(String channel) {
        assertThrows(IllegalArgumentException.class, () -> Channels.forAnswers(channel));
    }

    @Test
    void shouldHaveRoomForTheLongestMessageInEitherDirection() {
        ChannelUri uri = ChannelUri.parse(Channels.forSending("aeron:ipc"));
        int termLength = (int) SystemUtil.parseSize("term-length", uri.get("term-length"));
        int room = FrameDescriptor.computeMaxMessageLength(termLength) - FrameBatch.HEADER_LENGTH;
        assertTrue(MessageFormat.MAX_LENGTH <= room);
        assertTrue(Engine.MAX_ANSWER_LENGTH <= room);
    }

    @Test
    void shouldKeepWhatTheUserSaysOfAChannelForSending() {
        ChannelUri uri = ChannelUri.parse(Channels.forSending("aeron:udp?endpoint=localhost:7100|interface=lo"));
        assertEquals("lo", uri.get("interface"));
        assertEquals("1m", uri.get("term-length"));
    }
}
