// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aeron.Aeron;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import java.time.Duration;
import org.agrona.concurrent.UnsafeBuffer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClientSessionTest {
    private static final int STREAM_ID = 5;

    private final UnsafeBuffer answer = new UnsafeBuffer(new byte[1_000]);
    private final Egress egress = new Egress();
    private final ClientSession session =
            new ClientSession(1, Principal.ANYBODY, MessageHeaderDecoder.SCHEMA_VERSION, 0, 0, 0, egress);

    private void answerAndFlush() {
        session.answer(answer, 0, answer.capacity());
        egress.flush();
    }

    private static ConditionFactory awaitSoon() {
        return await().pollInterval(Duration.ofMillis(1));
    }

    @Test
    void shouldSendAgainWhenAClientIsBackThatLeftItsAnswersLying() {
        MediaDriver.Context context =
                new MediaDriver.Context().threadingMode(ThreadingMode.SHARED).dirDeleteOnShutdown(true);
        try (MediaDriver driver = MediaDriver.launchEmbedded(context);
                Aeron aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.aeronDirectoryName()))) {
            session.publication = aeron.addPublication("aeron:ipc?term-length=64k", STREAM_ID);
            try (Subscription client = aeron.addSubscription("aeron:ipc", STREAM_ID)) {
                awaitSoon().until(() -> client.isConnected() && session.publication.isConnected());
                while (session.droppedAnswers() == 0) {
                    answerAndFlush();
                }
            }
            awaitSoon().until(() -> !session.publication.isConnected());
            egress.flush();
            try (Subscription client = aeron.addSubscription("aeron:ipc", STREAM_ID)) {
                awaitSoon().until(() -> client.isConnected() && session.publication.isConnected());
                awaitSoon().until(() -> {
                    answerAndFlush();
                    return client.poll((buffer, offset, length, header) -> {}, 1) > 0;
                });
                awaitSoon().until(() -> {
                    egress.flush();
                    return client.poll((buffer, offset, length, header) -> {}, 1_000) == 0 && egress.isFlushed();
                });
                long dropped = session.droppedAnswers();
                answerAndFlush();
                assertEquals(1, client.poll((buffer, offset, length, header) -> {}, 1_000));
                assertEquals(dropped, session.droppedAnswers());
            }
        }
    }
}
