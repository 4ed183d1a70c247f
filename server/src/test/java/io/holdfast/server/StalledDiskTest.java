// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.pipeline.Layout;
import io.holdfast.journal.DataDirectory;
import io.holdfast.replay.Replay;
import io.holdfast.transport.client.BlockingClient;
import io.holdfast.transport.client.ClientSettings;
import io.holdfast.transport.client.HoldfastClient;
import io.holdfast.transport.client.Order;
import io.holdfast.transport.client.SkuTerms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The disk takes two seconds for each sync, while a client sends more than there is room for. What does not fit is refused, or the client
 * itself is told to wait; what was taken is answered, each once, and is in the journal.
 */
@Timeout(120)
class StalledDiskTest {
    private static final Duration TIMEOUT = TestServer.TIMEOUT;
    /** In microseconds. */
    private static final String STALL = "delay_enter=2000000";

    private static final int RING = 4_096;
    /** More than the ring has room for, and less than the transport has. */
    private static final int MOST_IN_FLIGHT = RING + 1_500;
    /** The settings, the SKU and its stock. */
    private static final int COMMANDS_BEFORE = 3;

    @TempDir
    private Path dir;

    private final AnswerCounter answers = new AnswerCounter();
    private int sent;

    @ParameterizedTest
    @EnumSource
    void shouldAnswerAllThatWasTakenWhenTheDiskGoesOn(Layout layout) throws Exception {
        Strace.assumeInstalled();
        String aeronDir = CommonContext.generateRandomDirName();
        Map<String, String> settings = Map.of(
                "holdfast.channels",
                "aeron:ipc",
                "holdfast.aeron.dir",
                aeronDir,
                "holdfast.max.orders",
                "100000",
                "holdfast.ring.capacity",
                Integer.toString(RING),
                "holdfast.layout",
                layout.name(),
                "holdfast.durability",
                "SYNCED");
        long digest;
        try (ServerProcess server = ServerProcess.start(dir, settings, List.of(Path.of(aeronDir)))) {
            digest = sendWhileTheDiskStalls(server, layout);
            assertEquals(0, server.stop(), server::errors);
        }
        Replay replay = Replay.of(DataDirectory.journalToRead(dir));
        assertEquals(COMMANDS_BEFORE + answers.answered.size() + 1, replay.end().lastSequence());
        assertEquals(digest, replay.engine().digest());
    }

    private long sendWhileTheDiskStalls(ServerProcess server, Layout layout) throws Exception {
        try (Aeron aeron = Aeron.connect(Drivers.client(server.ready().aeronDir()));
                BlockingClient shop = BlockingClient.connect(aeron, ClientSettings.of("aeron:ipc"));
                HoldfastClient client = HoldfastClient.connect(aeron, ClientSettings.of("aeron:ipc"), answers)) {
            shop.defineSku(1, "A", SkuTerms.DEFAULT, TIMEOUT);
            shop.adjustStock(1, 1, 0, 1_000_000, AdjustmentReason.RECEIPT, TIMEOUT);
            try (Strace strace = Strace.attach(
                    server.ready().pid(), "-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:" + STALL)) {
                sendUntilThereIsNoRoom(client, layout == Layout.DEDICATED ? MOST_IN_FLIGHT : Integer.MAX_VALUE);
                assertTrue(strace.isAttached());
            }
            await().atMost(TIMEOUT).until(() -> client.poll() >= 0 && sent == answers.all());
            // With a thread for all, the client cannot even bring it to the door.
            assertEquals(layout == Layout.DEDICATED, !answers.refusals.isEmpty());
            assertTrue(answers.refusals.stream().allMatch(code -> code == ResultCode.OVERLOADED));
            assertNull(answers.closed);
            TestCounters counters = new TestCounters(server.ready());
            await().atMost(TIMEOUT)
                    .until(() -> counters.get("refused at ingress: OVERLOADED") == answers.refusals.size());

            assertEquals(
                    OrderStatus.RESERVED, shop.submit(order(sent + 1), TIMEOUT).status());
            assertEquals(answers.answered.size() + 1, shop.stock(1, 0, TIMEOUT).reserved());
            return shop.engine(TIMEOUT).digest();
        }
    }

    private void sendUntilThereIsNoRoom(HoldfastClient client, int mostInFlight) {
        boolean isBackPressured = false;
        long deadlineNs = System.nanoTime() + TIMEOUT.toNanos();
        while (answers.refusals.isEmpty() && !isBackPressured) {
            assertTrue(System.nanoTime() < deadlineNs, () -> "there was room for " + sent);
            if (sent - answers.all() < mostInFlight) {
                isBackPressured = client.submit(order(sent + 1)) == HoldfastClient.BACK_PRESSURED;
                sent += isBackPressured ? 0 : 1;
            }
            client.poll();
        }
    }

    private static Order order(long orderId) {
        return new Order(orderId, 1, List.of(new Order.Line(1, 0, 1, 100)));
    }
}
