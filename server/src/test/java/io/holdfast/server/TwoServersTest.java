// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.holdfast.engine.Seed;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.journal.DataDirectory;
import io.holdfast.replay.Replay;
import io.holdfast.transport.client.BlockingClient;
import io.holdfast.transport.client.ClientSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A second server is started on a directory that a first one owns, and the first one is killed while the second waits for the lock. The second
 * refuses, or goes on where the first one was; whichever it is, nothing that was answered is lost.
 */
@Timeout(120)
class TwoServersTest {
    private static final Duration TIMEOUT = TestServer.TIMEOUT;
    private static final int USAGE = 2;
    /** The settings, the SKU and its stock. */
    private static final int COMMANDS_BEFORE = 3;

    private static final int ROUNDS = 2;
    /** Longer than the second one waits. */
    private static final int MAX_DELAY_MS = 700;

    @TempDir
    private Path dir;

    private ServerProcess owner;
    private long answered;

    @Test
    void shouldLetTheSecondGoOnOrRefuse() {
        Seed.run(random -> {
            owner = start();
            try {
                for (int round = 0; round < ROUNDS; round++) {
                    // In the first round the second one gets the lock as a rule; later it may have given up by then.
                    killWhileAnotherWaits(round == 0 ? 0 : random.nextInt(MAX_DELAY_MS));
                }
            } finally {
                owner.close();
            }
            Replay replay = Replay.of(DataDirectory.journalToRead(dir.resolve("data")));
            assertEquals(COMMANDS_BEFORE + answered, replay.end().lastSequence());
        });
    }

    private ServerProcess start() throws IOException {
        String aeronDir = CommonContext.generateRandomDirName();
        Map<String, String> settings = Map.of(
                "holdfast.channels", "aeron:ipc", "holdfast.aeron.dir", aeronDir, "holdfast.max.orders", "100000");
        return ServerProcess.start(dir.resolve("data"), settings, List.of(Path.of(aeronDir)));
    }

    private void killWhileAnotherWaits(int delayMs) throws Exception {
        long firstPid = owner.ready().pid();
        CompletableFuture<ServerProcess> second = CompletableFuture.supplyAsync(this::startUnchecked);
        try (Aeron aeron = Aeron.connect(Drivers.client(owner.ready().aeronDir()));
                BlockingClient client = BlockingClient.connect(aeron, ClientSettings.of("aeron:ipc"))) {
            if (answered == 0) {
                EndToEndTest.openShop(client, 1_000_000);
            }
            expectAnswered(client);
            while (!second.isDone() && !isLockOpenElsewhere(firstPid)) {
                submit(client);
            }
            long killNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delayMs);
            do {
                submit(client);
            } while (System.nanoTime() < killNs);
            owner.kill();
        }
        try {
            owner = second.get();
        } catch (ExecutionException e) {
            ServerProcessException refusal = assertInstanceOf(ServerProcessException.class, e.getCause());
            assertEquals(USAGE, refusal.exitCode(), refusal::getMessage);
            assertTrue(refusal.getMessage().contains("is in use by process " + firstPid + ":"), refusal::getMessage);
            owner = start();
        }
        assertEquals(COMMANDS_BEFORE + answered, owner.ready().recoveredSequence());
    }

    private ServerProcess startUnchecked() {
        try {
            return start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void submit(BlockingClient client) {
        long orderId = answered + 1;
        assertEquals(
                OrderStatus.RESERVED,
                client.submit(EndToEndTest.order(orderId, 1), TIMEOUT).status());
        answered = orderId;
    }

    /** Nothing is under way when a server is killed, so there is not one more either. */
    private void expectAnswered(BlockingClient client) {
        assertEquals(answered, client.stock(1, 0, TIMEOUT).reserved());
    }

    /** Whether a process that this one started, but not the first, has the lock's file open. */
    private boolean isLockOpenElsewhere(long firstPid) {
        return ProcessHandle.current()
                .children()
                .anyMatch(process -> process.pid() != firstPid && hasOpen(process.pid(), dir.resolve("data/lock")));
    }

    private static boolean hasOpen(long pid, Path file) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return descriptors.anyMatch(descriptor -> isLinkTo(descriptor, file));
        } catch (IOException e) {
            // It has ended meanwhile.
            return false;
        }
    }

    private static boolean isLinkTo(Path link, Path file) {
        try {
            return Files.readSymbolicLink(link).equals(file);
        } catch (IOException e) {
            // Closed meanwhile.
            return false;
        }
    }
}
