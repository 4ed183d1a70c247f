// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.Durability;
import io.holdfast.replay.Replay;
import io.holdfast.transport.client.BlockingClient;
import io.holdfast.transport.client.CannotConnectException;
import io.holdfast.transport.client.ClientSettings;
import io.holdfast.transport.client.NoAnswerException;
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

/** The kernel says that the disk is broken; strace makes it say so. */
@Timeout(120)
class SyncErrorTest {
    private static final Duration TIMEOUT = TestServer.TIMEOUT;
    /** If a stalled machine takes longer, the disk is broken all the same. */
    private static final Duration NO_ANSWER = Duration.ofSeconds(1);

    private static final int HALTED = 5;

    @TempDir
    private Path dir;

    @ParameterizedTest
    @EnumSource
    void shouldHaltAndAnswerNothingMore(Durability durability) throws Exception {
        Strace.assumeInstalled();
        String aeronDir = CommonContext.generateRandomDirName();
        Map<String, String> settings = Map.of(
                "holdfast.channels",
                "aeron:ipc",
                "holdfast.aeron.dir",
                aeronDir,
                "holdfast.max.orders",
                "100000",
                "holdfast.durability",
                durability.name());
        long answered = 0;
        try (ServerProcess server = ServerProcess.start(dir, settings, List.of(Path.of(aeronDir)));
                Aeron aeron = Aeron.connect(Drivers.client(aeronDir));
                BlockingClient client = BlockingClient.connect(aeron, ClientSettings.of("aeron:ipc"))) {
            client.defineSku(1, "A", SkuTerms.DEFAULT, TIMEOUT);
            client.adjustStock(1, 1, 0, 1_000_000, AdjustmentReason.RECEIPT, TIMEOUT);
            try (Strace strace = Strace.attach(
                    server.ready().pid(), "-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:error=EIO")) {
                answered = submitUntilNothingIsAnswered(client, strace);
                assertEquals(HALTED, server.awaitExit(), server::errors);
                assertTrue(server.errors().contains("Input/output error"), server::errors);
            }
        }
        Replay replay = Replay.of(DataDirectory.journalToRead(dir));
        // The settings, the SKU and its stock come first.
        assertTrue(answered + 3 <= replay.end().lastSequence(), answered + " but " + replay.end());
        try (ServerProcess again = ServerProcess.start(dir, settings, List.of(Path.of(aeronDir)))) {
            assertEquals(replay.engine().digest(), again.ready().digest());
            assertEquals(0, again.stop());
        }
    }

    private static long submitUntilNothingIsAnswered(BlockingClient client, Strace strace) {
        for (long answered = 0; ; answered++) {
            boolean isTraced = strace.isAttached();
            Order order = new Order(answered + 1, 1, List.of(new Order.Line(1, 0, 1, 100)));
            try {
                assertEquals(
                        OrderStatus.RESERVED, client.submit(order, NO_ANSWER).status());
            } catch (NoAnswerException | CannotConnectException e) {
                return answered;
            }
            assumeTrue(isTraced, "strace may not be attached to a process here, so no sync can be made to fail");
        }
    }
}
