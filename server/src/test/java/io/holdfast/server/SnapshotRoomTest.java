// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.snapshot.Snapshots;
import io.holdfast.replay.Replay;
import io.holdfast.server.TestServer.Medium;
import io.holdfast.transport.client.BlockingClient;
import io.holdfast.transport.client.ClientSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No room for a snapshot, or none any more while it is being written: it is said, nothing else suffers, and there is one when there is room. */
@Timeout(120)
class SnapshotRoomTest {
    private static final Duration TIMEOUT = TestServer.TIMEOUT;
    private static final long MIB = 1 << 20;

    @TempDir
    private Path disk;

    @Test
    void shouldServeWithoutSnapshotsWhileThereIsNoRoomForThem() throws Exception {
        Path dir = disk.resolve("data");
        Map<String, String> settings = Map.of("holdfast.min.free", "700m", "holdfast.snapshot.interval", "1ms");
        try (SmallDisk small = SmallDisk.mount(disk)) {
            // A snapshot leaves 875 MiB; the journal takes up to 144 MiB ahead, and gives them back at the end.
            small.leaveFree(930 * MIB);
            long digest;
            TestServer stopped;
            try (TestServer server = TestServer.start(dir, Medium.IPC, settings);
                    BlockingClient client = server.connect()) {
                stopped = server;
                EndToEndTest.openShop(client, 10);
                awaitNotice(server, "no snapshot at sequence ");
                assertEquals(List.of(), Snapshots.of(dir).files());
                submit(client, 1);

                small.leaveFree(1_500 * MIB);
                await().atMost(TIMEOUT).until(() -> hasSnapshot(dir));

                small.leaveFree(710 * MIB);
                server.notices.clear();
                submit(client, 2);
                awaitNotice(server, "no snapshot at sequence ");
                digest = client.engine(TIMEOUT).digest();
            }
            awaitNotice(stopped, "no snapshot, so the next start replays more of the journal: a snapshot of ");
            try (TestServer server = TestServer.start(dir, Medium.IPC, settings);
                    BlockingClient client = server.connect()) {
                awaitNotice(server, "went on from the snapshot at sequence ");
                assertEquals(digest, client.engine(TIMEOUT).digest());
                submit(client, 3);
            }
        }
    }

    private static void awaitNotice(TestServer server, String beginning) {
        await().atMost(TIMEOUT).until(() -> server.notices.stream().anyMatch(line -> line.startsWith(beginning)));
    }

    private static boolean hasSnapshot(Path dir) throws IOException {
        return !Snapshots.of(dir).files().isEmpty();
    }

    /** The disk is full when the first block is to be written, behind the header. */
    @Test
    void shouldLeaveNothingOfASnapshotThatTheDiskBecameFullOf() throws Exception {
        Strace.assumeInstalled();
        Path dir = disk.toRealPath().resolve("data");
        String aeronDir = CommonContext.generateRandomDirName();
        Map<String, String> settings = Map.of(
                "holdfast.channels", "aeron:ipc", "holdfast.aeron.dir", aeronDir, "holdfast.max.orders", "100000");
        long sequence;
        try (ServerProcess server = ServerProcess.start(dir, settings, List.of(Path.of(aeronDir)))) {
            sequence = sell(server);
            Path aside = dir.resolve(String.format("snapshots/%020d.snapshot.new", sequence));
            try (Strace strace = Strace.attach(
                    server.ready().pid(),
                    "-P",
                    aside.toString(),
                    "-e",
                    "trace=write,pwrite64",
                    "-e",
                    "inject=write,pwrite64:error=ENOSPC:when=2")) {
                assertTrue(strace.isAttached());
                assertEquals(0, server.stop(), server::errors);
            }
            assertTrue(
                    server.errors()
                            .contains("no snapshot, so the next start replays more of the journal: cannot write "
                                    + aside + ": No space left on device"),
                    server::errors);
        }
        assertEquals(List.of("lock"), names(dir.resolve("snapshots")));
        long digest = Replay.of(DataDirectory.journalToRead(dir)).engine().digest();
        try (ServerProcess again = ServerProcess.start(dir, settings, List.of(Path.of(aeronDir)))) {
            assertEquals(sequence, again.ready().recoveredSequence());
            assertEquals(digest, again.ready().digest());
            assertEquals(0, again.stop());
        }
        assertTrue(hasSnapshot(dir), "there was room");
    }

    private static long sell(ServerProcess server) {
        try (Aeron aeron = Aeron.connect(Drivers.client(server.ready().aeronDir()));
                BlockingClient client = BlockingClient.connect(aeron, ClientSettings.of("aeron:ipc"))) {
            EndToEndTest.openShop(client, 10);
            submit(client, 1);
            return client.engine(TIMEOUT).sequence();
        }
    }

    private static void submit(BlockingClient client, long orderId) {
        assertEquals(
                OrderStatus.RESERVED,
                client.submit(EndToEndTest.order(orderId, 1), TIMEOUT).status());
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
