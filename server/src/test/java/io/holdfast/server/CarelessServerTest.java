// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.SessionClosedEncoder;
import io.holdfast.transport.FrameBatch;
import io.holdfast.transport.client.ClientSettings;
import io.holdfast.transport.client.HoldfastClient;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client does of itself, whatever the server is like. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class CarelessServerTest {
    /** The last two come in fragments; no answer is as long as the last. */
    @ParameterizedTest
    @CsvSource({"-4, 100", "-5, 100", "7, 100", "97, 100", "-4, 70000", "99996, 100000"})
    void shouldCloseASessionInWhichAMessageHasNoGoodLength(int frameLength, int length) {
        UnsafeBuffer bytes = new UnsafeBuffer(new byte[length]);
        bytes.putInt(0, frameLength, ByteOrder.LITTLE_ENDIAN);
        new SessionClosedEncoder().wrapAndApplyHeader(bytes, FrameBatch.HEADER_LENGTH, new MessageHeaderEncoder());
        try (MediaDriver driver = Drivers.launch();
                Aeron aeron = Aeron.connect(Drivers.client(driver.aeronDirectoryName()));
                CarelessServer server = new CarelessServer(aeron, "aeron:ipc", bytes);
                HoldfastClient client =
                        HoldfastClient.connect(aeron, ClientSettings.of("aeron:ipc"), new AnswerCounter())) {
            client.queryEngine();
            IllegalStateException e = assertThrows(IllegalStateException.class, () -> pollWhileOpen(client));
            assertTrue(e.getMessage().contains("a length that none has"), e.getMessage());
            assertFalse(client.isOpen());
            assertThrows(IllegalStateException.class, client::poll);
            await().atMost(TestServer.TIMEOUT).until(() -> server.closedSessions.get() == 1);
            assertEquals(List.of(), server.thrown);
        }
    }

    /** Who knows a client's address must not be able to make a server speak to it, and end its session so. */
    @Test
    void shouldAskForAnswersOnAStreamThatNobodyKnows() throws IOException {
        String channel = "aeron:udp?endpoint=localhost:" + TestServer.freePort();
        try (MediaDriver driver = Drivers.launch();
                Aeron aeron = Aeron.connect(Drivers.client(driver.aeronDirectoryName()));
                CarelessServer server = new CarelessServer(aeron, channel, new UnsafeBuffer(0, 0))) {
            for (int i = 0; i < 2; i++) {
                HoldfastClient.connect(aeron, ClientSettings.of(channel), new AnswerCounter())
                        .close();
            }
            assertEquals(2, Set.copyOf(server.responseStreamIds).size(), server.responseStreamIds::toString);
        }
    }

    private static void pollWhileOpen(HoldfastClient client) {
        while (client.isOpen()) {
            client.poll();
        }
    }
}
