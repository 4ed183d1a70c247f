// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.protocol.DataHeaderFlyweight;
import io.aeron.protocol.HeaderFlyweight;
import io.holdfast.engine.Commands;
import io.holdfast.engine.EngineSettings;
import io.holdfast.engine.MessageFormat;
import io.holdfast.engine.codec.AnswerHeaderDecoder;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.RefusalDecoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SessionOpenEncoder;
import io.holdfast.server.TestServer.Medium;
import io.holdfast.transport.Channels;
import io.holdfast.transport.FrameBatch;
import io.holdfast.transport.client.BlockingClient;
import io.holdfast.transport.client.CannotConnectException;
import io.holdfast.transport.client.ClientSettings;
import io.holdfast.transport.client.HoldfastClient;
import io.holdfast.transport.client.OrderReturn;
import io.holdfast.transport.client.RefusedException;
import io.holdfast.transport.client.Shipment;
import io.holdfast.transport.client.SkuTerms;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What sessions promise: who gets one, and that a bad client harms itself only. */
@Timeout(120)
class SessionTest {
    /** SHA-256 of "letmein". */
    private static final String LETMEIN = "1c8bfe8f801d79745c4631d09fff36c82aa37fc4cce4fc946683d7b336b63032";

    @TempDir
    private Path dir;

    @Test
    void shouldLetInOnlyWhomTheAccessListKnowsAndToWhatItSays() throws IOException {
        Path list = Files.writeString(dir.resolve("access.txt"), "# who\nclerk " + LETMEIN + " orders,query\n");
        try (TestServer server =
                TestServer.start(dir.resolve("data"), Medium.IPC, Map.of("holdfast.access.list", list.toString()))) {
            CannotConnectException refused = assertThrows(CannotConnectException.class, server::connect);
            assertTrue(refused.getMessage().contains("NOT_AUTHENTICATED"), refused.getMessage());

            try (BlockingClient clerk = BlockingClient.connect(
                    server.aeron(), server.clientSettings().withCredentials("letmein"))) {
                assertEquals(1, clerk.engine(TestServer.TIMEOUT).sequence());
                RefusedException forbidden = assertThrows(
                        RefusedException.class, () -> clerk.defineSku(1, "A", SkuTerms.DEFAULT, TestServer.TIMEOUT));
                assertEquals(ResultCode.NOT_PERMITTED, forbidden.code());
                assertEquals(1, clerk.engine(TestServer.TIMEOUT).sequence(), "nothing was sequenced");
                assertEquals(
                        ResultCode.UNKNOWN_SKU,
                        clerk.submit(EndToEndTest.order(1, 1), TestServer.TIMEOUT)
                                .code());
            }
        }
    }

    @Test
    void shouldSeparateThoseWhoSellFromThoseWhoShip() throws IOException {
        Path list = Files.writeString(dir.resolve("access.txt"), "packer " + LETMEIN + " fulfilment,query\n");
        try (TestServer server = TestServer.start(
                        dir.resolve("data"), Medium.IPC, Map.of("holdfast.access.list", list.toString()));
                BlockingClient packer = BlockingClient.connect(
                        server.aeron(), server.clientSettings().withCredentials("letmein"))) {
            assertEquals(
                    ResultCode.UNKNOWN_ORDER,
                    packer.ship(Shipment.ofEverything(1, 1), TestServer.TIMEOUT).code());
            assertEquals(
                    ResultCode.UNKNOWN_ORDER,
                    packer.takeBack(OrderReturn.ofEverything(1, 1), TestServer.TIMEOUT)
                            .code());
            assertEquals(
                    ResultCode.UNKNOWN_SKU, packer.sku(1, TestServer.TIMEOUT).code());
            expectForbidden(() -> packer.cancelOrder(1, TestServer.TIMEOUT));
            expectForbidden(() -> packer.updateSku(1, SkuTerms.DEFAULT, true, 0, TestServer.TIMEOUT));
            expectForbidden(() -> packer.transferStock(1, 1, 0, 1, 1, "", TestServer.TIMEOUT));
        }
    }

    private static void expectForbidden(Executable call) {
        assertEquals(
                ResultCode.NOT_PERMITTED,
                assertThrows(RefusedException.class, call).code());
    }

    /** Settings and time are the server's own. */
    @Test
    void shouldLetNobodyConfigureOrTick() throws IOException {
        Commands commands = new Commands().correlationId(9);
        try (TestServer server = TestServer.start(dir, Medium.IPC, Map.of());
                RawClient client = new RawClient(server, MessageHeaderEncoder.SCHEMA_VERSION)) {
            client.receive();
            client.send(new UnsafeBuffer(commands.buffer(), 0, commands.tick()));
            expectRefusal(ResultCode.NOT_PERMITTED, client.receive());
            client.send(new UnsafeBuffer(commands.buffer(), 0, commands.configureEngine(EngineSettings.DEFAULT)));
            expectRefusal(ResultCode.NOT_PERMITTED, client.receive());
        }
    }

    private static void expectRefusal(ResultCode code, UnsafeBuffer answer) {
        AnswerHeaderDecoder header = new RefusalDecoder()
                .wrapAndApplyHeader(answer, 0, new MessageHeaderDecoder())
                .header();
        assertEquals(9, header.correlationId());
        assertEquals(code, header.code());
    }

    @Test
    void shouldRefuseMoreSessionsThanTheSettingsAllow() throws IOException {
        try (TestServer server = TestServer.start(dir, Medium.IPC, Map.of("holdfast.max.sessions", "2"));
                BlockingClient second = server.connect()) {
            try (BlockingClient first = server.connect()) {
                assertEquals(1, first.engine(TestServer.TIMEOUT).sequence());
                CannotConnectException refused = assertThrows(CannotConnectException.class, server::connect);
                assertTrue(refused.getMessage().contains("SESSION_LIMIT"), refused.getMessage());
            }
            await().atMost(TestServer.TIMEOUT)
                    .ignoreException(CannotConnectException.class)
                    .until(() -> {
                        server.connect().close();
                        return true;
                    });
            assertEquals(1, second.engine(TestServer.TIMEOUT).sequence());
        }
    }

    @Test
    void shouldTellClientsThatItIsStopping() throws IOException {
        AnswerCounter counter = new AnswerCounter();
        TestServer server = TestServer.start(dir, Medium.IPC, Map.of());
        HoldfastClient client = server.connect(counter);
        server.server.close();
        await().atMost(TestServer.TIMEOUT).until(() -> client.poll() >= 0 && counter.closed != null);
        assertEquals(ResultCode.STOPPING, counter.closed);
        assertFalse(client.isOpen());
        client.close();
        server.aeron().close();
    }

    @Test
    void shouldAnswerOthersWhileOneClientDoesNotPoll() throws IOException {
        AnswerCounter deaf = new AnswerCounter();
        try (TestServer server = TestServer.start(dir, Medium.IPC, Map.of());
                BlockingClient other = server.connect()) {
            HoldfastClient mute = server.connect(deaf);
            EndToEndTest.openShop(other, 10);
            // Ask for more than the mute client's session can hold of answers, and never take one.
            Set<Long> asked = new HashSet<>();
            long sequenceBefore = other.engine(TestServer.TIMEOUT).sequence();
            for (int round = 0; round < 200; round++) {
                for (int i = 0; i < 100; i++) {
                    long correlationId = mute.queryStock(1, 0);
                    if (correlationId != HoldfastClient.BACK_PRESSURED) {
                        asked.add(correlationId);
                    }
                }
                mute.flush();
                assertEquals(10, other.stock(1, 0, TestServer.TIMEOUT).onHand());
            }
            assertEquals(sequenceBefore, other.engine(TestServer.TIMEOUT).sequence());
            assertTrue(asked.size() > 15_000, "asked " + asked.size());

            // When it listens again its session still works.
            Set<Long> askedLate = new HashSet<>();
            await().atMost(TestServer.TIMEOUT).until(() -> {
                mute.poll();
                askedLate.add(mute.queryEngine());
                return askedLate.stream().anyMatch(deaf.answered::contains);
            });
            assertNull(deaf.closed);
            assertTrue(deaf.answered.size() < asked.size(), "no answer was dropped, so nothing was proved");

            mute.close();
            await().atMost(TestServer.TIMEOUT)
                    .until(() -> server.notices.stream().anyMatch(line -> line.contains("could not be delivered")));
        }
    }

    @ParameterizedTest
    @EnumSource(Medium.class)
    void shouldGoOnWhenAClientDiesWithoutAWord(Medium medium) throws Exception {
        Path data = dir.resolve("data");
        try (TestServer server = TestServer.start(data, medium, Map.of());
                BlockingClient other = server.connect()) {
            EndToEndTest.openShop(other, 10);
            for (int i = 0; i < 3; i++) {
                // A client of its own Aeron, which closes its publications but sends no SessionClose.
                try (Aeron mortal = server.newAeron()) {
                    HoldfastClient client =
                            HoldfastClient.connect(mortal, server.clientSettings(), new AnswerCounter());
                    client.queryEngine();
                    client.flush();
                }
                assertEquals(10, other.stock(1, 0, TestServer.TIMEOUT).onHand());
            }
            // Only now is it sure that the server has noticed: as many sessions as it takes can be opened again.
            try (BlockingClient late = server.connect()) {
                assertEquals(10, late.stock(1, 0, TestServer.TIMEOUT).onHand());
            }
            assertNull(server.server.halted());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aeron:udp?endpoint=localhost:7|alias=x|",
                "aeron:udp?endpoint=localhost:7|x",
                "aeron:udp?endpoint=no.such.host.invalid:7",
                "aeron:udp?endpoint=localhost:99999",
                "aeron:udp?endpoint=:",
                "aeron:udp?endpoint=255.255.255.255:1",
                "aeron:udp?endpoint=localhost:0",
                "aeron:tcp?endpoint=localhost:7",
                "nonsense",
                "",
            })
    void shouldSurviveAnyResponseChannel(String responseChannel) throws IOException {
        try (TestServer server = TestServer.start(dir, Medium.IPC, Map.of());
                BlockingClient other = server.connect();
                Publication hostile = server.aeron()
                        .addExclusivePublication(
                                Channels.forSending(server.clientSettings().ingressChannel()),
                                Channels.INGRESS_STREAM_ID)) {
            await().atMost(TestServer.TIMEOUT).until(hostile::isConnected);
            offerOpen(hostile, responseChannel);
            await().atMost(TestServer.TIMEOUT)
                    .until(() -> server.notices.stream().anyMatch(line -> line.contains("cannot be answered")));
            assertEquals(1, other.engine(TestServer.TIMEOUT).sequence());
            assertNull(server.server.halted());
        }
    }

    /** Asks for a session, without credentials. */
    private static void offerOpen(Publication publication, String responseChannel) {
        UnsafeBuffer bytes = new UnsafeBuffer(new byte[1024]);
        SessionOpenEncoder open = new SessionOpenEncoder()
                .wrapAndApplyHeader(bytes, FrameBatch.HEADER_LENGTH, new MessageHeaderEncoder())
                .correlationId(1)
                .responseStreamId(5)
                .responseChannel(responseChannel)
                .putCredentials(new byte[0], 0, 0);
        int length = MessageHeaderEncoder.ENCODED_LENGTH + open.encodedLength();
        bytes.putInt(0, length, ByteOrder.LITTLE_ENDIAN);
        while (publication.offer(bytes, 0, FrameBatch.HEADER_LENGTH + length) < 0) {
            Thread.onSpinWait();
        }
    }

    /** Each of them waits for half a minute until its response channel is given up. */
    @Test
    void shouldLetStrangersInNobodysWay() throws IOException {
        int maxSessions = 1;
        int strangers = 9;
        Path list = Files.writeString(dir.resolve("access.txt"), "clerk " + LETMEIN + " query\n");
        Map<String, String> settings =
                Map.of("holdfast.access.list", list.toString(), "holdfast.max.sessions", Integer.toString(maxSessions));
        try (TestServer server = TestServer.start(dir.resolve("data"), Medium.IPC, settings)) {
            String nobodyListens = "aeron:udp?endpoint=localhost:" + TestServer.freePort();
            for (int i = 0; i < strangers; i++) {
                Publication stranger = server.aeron()
                        .addExclusivePublication(
                                Channels.forSending(server.clientSettings().ingressChannel()),
                                Channels.INGRESS_STREAM_ID);
                offerOpen(stranger, nobodyListens);
            }
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> server.notices.stream()
                            .anyMatch(line -> line.contains("too many with unknown credentials")));
            try (BlockingClient clerk = BlockingClient.connect(
                    server.aeron(),
                    server.clientSettings().withCredentials("letmein").withConnectTimeout(Duration.ofSeconds(5)))) {
                assertEquals(1, clerk.engine(TestServer.TIMEOUT).sequence());
            }
        }
    }

    @Test
    void shouldSurviveAnyBytesAndKeepTheSequence() throws IOException {
        long seed = Long.getLong("holdfast.seed", System.nanoTime());
        Random random = new Random(seed);
        try (TestServer server = TestServer.start(dir, Medium.IPC, Map.of());
                BlockingClient other = server.connect()) {
            try (Publication hostile = server.aeron()
                    .addExclusivePublication(
                            Channels.forSending(server.clientSettings().ingressChannel()),
                            Channels.INGRESS_STREAM_ID)) {
                await().atMost(TestServer.TIMEOUT).until(hostile::isConnected);
                UnsafeBuffer bytes = new UnsafeBuffer(new byte[4096]);
                for (int i = 0; i < 2_000; i++) {
                    random.nextBytes(bytes.byteArray());
                    int length = 1 + random.nextInt(bytes.capacity());
                    if (random.nextBoolean()) {
                        // A frame that is right, around a body that is not.
                        bytes.putInt(0, length - Integer.BYTES, ByteOrder.LITTLE_ENDIAN);
                        bytes.putShort(6, (short) (1 + random.nextInt(45)), ByteOrder.LITTLE_ENDIAN);
                        bytes.putShort(8, (short) 7100, ByteOrder.LITTLE_ENDIAN);
                        bytes.putShort(
                                10,
                                (short) (1 + random.nextInt(MessageHeaderEncoder.SCHEMA_VERSION)),
                                ByteOrder.LITTLE_ENDIAN);
                    }
                    while (hostile.offer(bytes, 0, length) < 0) {
                        Thread.onSpinWait();
                    }
                }
            }
            assertEquals(1, other.engine(TestServer.TIMEOUT).sequence(), "seed " + seed);
            assertNull(server.server.halted(), "seed " + seed);
        }
    }

    /** Fragments as no client of ours sends them, from somebody without a session. */
    @Test
    void shouldSurviveAnyFragments() throws IOException {
        byte begin = FrameDescriptor.BEGIN_FRAG_FLAG;
        byte end = FrameDescriptor.END_FRAG_FLAG;
        try (TestServer server = TestServer.start(dir, Medium.IPC, Map.of());
                BlockingClient other = server.connect();
                ExclusivePublication hostile = server.aeron()
                        .addExclusivePublication(
                                Channels.forSending(server.clientSettings().ingressChannel()),
                                Channels.INGRESS_STREAM_ID)) {
            await().atMost(TestServer.TIMEOUT).until(hostile::isConnected);
            offerFragment(hostile, end, 0);
            offerFragment(hostile, end, 100);
            offerFragment(hostile, begin, 0);
            offerFragment(hostile, end, 0);
            offerFragment(hostile, begin, 0);
            offerFragment(hostile, end, 100);
            for (int i = 0; i < 100; i++) {
                offerFragment(hostile, i == 0 ? begin : 0, 1_000);
            }
            assertEquals(1, other.engine(TestServer.TIMEOUT).sequence());
            assertNull(server.server.halted());
        }
    }

    private static void offerFragment(ExclusivePublication publication, byte flags, int length) {
        int frameLength = DataHeaderFlyweight.HEADER_LENGTH + length;
        UnsafeBuffer frame = new UnsafeBuffer(new byte[BitUtil.align(frameLength, FrameDescriptor.FRAME_ALIGNMENT)]);
        DataHeaderFlyweight header = new DataHeaderFlyweight(frame);
        header.sessionId(publication.sessionId())
                .streamId(publication.streamId())
                .termId(publication.termId())
                .termOffset(publication.termOffset())
                .flags(flags)
                .headerType(HeaderFlyweight.HDR_TYPE_DATA)
                .frameLength(frameLength);
        assertTrue(publication.offerBlock(frame, 0, frame.capacity()) > 0);
    }

    @Test
    void shouldRefuseWhatIsTooLongAndGoOn() throws IOException {
        try (TestServer server = TestServer.start(dir, Medium.IPC, Map.of());
                RawClient client = new RawClient(server, MessageHeaderEncoder.SCHEMA_VERSION)) {
            client.receive();
            Commands commands = new Commands().correlationId(9);
            commands.cancelOrder(1);
            UnsafeBuffer tooLong = new UnsafeBuffer(new byte[MessageFormat.MAX_LENGTH + 1]);
            tooLong.putBytes(0, commands.buffer(), 0, 100);
            client.send(tooLong);
            expectRefusal(ResultCode.TOO_LARGE, client.receive());
            client.send(new UnsafeBuffer(tooLong, 0, MessageFormat.MAX_LENGTH));
            expectRefusal(ResultCode.MALFORMED, client.receive());
        }
    }

    @Test
    void shouldSayThatNobodyListens() throws IOException {
        try (TestServer server = TestServer.start(dir, Medium.IPC, Map.of())) {
            CannotConnectException e = assertThrows(
                    CannotConnectException.class,
                    () -> BlockingClient.connect(
                            server.aeron(),
                            ClientSettings.of("aeron:udp?endpoint=localhost:9")
                                    .withConnectTimeout(Duration.ofMillis(300))));
            assertTrue(e.getMessage().contains("localhost:9"), e.getMessage());
        }
    }
}
