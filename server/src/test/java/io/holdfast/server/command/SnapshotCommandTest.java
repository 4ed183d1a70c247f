// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.Aeron;
import io.holdfast.engine.StockListener;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.snapshot.Snapshots;
import io.holdfast.replay.Replay;
import io.holdfast.replay.SeedOf;
import io.holdfast.server.Drivers;
import io.holdfast.server.ServerProcess;
import io.holdfast.transport.client.BlockingClient;
import io.holdfast.transport.client.ClientSettings;
import io.holdfast.transport.client.Order;
import io.holdfast.transport.client.SkuTerms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers that go on from snapshots, and the commands about these, as an operator meets them. */
@Timeout(180)
class SnapshotCommandTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @TempDir
    private Path dir;

    @TempDir
    private Path aeronDirs;

    private int starts;
    private long lastOrderId;

    @Test
    void shouldGoOnFromTheSnapshotOfAnOrderlyStop() throws Exception {
        long sequence;
        long digest;
        try (ServerProcess server = start(Map.of())) {
            digest = shop(server, 20);
            assertEquals(0, server.stop());
            assertFalse(server.errors().contains("snapshot"), server.errors());
        }
        Path snapshot = newest();
        expectSeed(snapshot);
        try (ServerProcess server = start(Map.of())) {
            sequence = server.ready().recoveredSequence();
            assertEquals(digest, server.ready().digest());
            assertEquals(0, server.stop());
            assertTrue(
                    server.errors()
                            .contains(
                                    "went on from the snapshot at sequence " + sequence + ", with 0 records behind it"),
                    server.errors());
        }
        assertEquals(List.of(snapshot), Snapshots.of(dir).files(), "nothing new, so no other snapshot");

        Files.write(snapshot, new byte[] {1, 2, 3});
        try (ServerProcess server = start(Map.of())) {
            assertEquals(digest, server.ready().digest());
            assertEquals(0, server.stop());
            assertTrue(server.errors().contains("this snapshot cannot be used: " + snapshot + ": "), server.errors());
        }
        run(0, "verify", "--dir", dir);
        run(0, "snapshot", "verify", "--dir", dir);
    }

    @Test
    void shouldGoOnFromASnapshotThatWasWrittenWhileServing() throws Exception {
        long digest;
        try (ServerProcess server =
                start(Map.of("holdfast.snapshot.interval", "20ms", "holdfast.snapshots.keep", "2"))) {
            shop(server, 10);
            await().atMost(TIMEOUT).until(() -> !Snapshots.of(dir).files().isEmpty());
            digest = shop(server, 10);
            server.kill();
        }
        assertTrue(Snapshots.of(dir).files().size() <= 2);
        expectSeed(newest());
        try (ServerProcess server = start(Map.of())) {
            assertEquals(digest, server.ready().digest());
            server.kill();
            assertTrue(server.errors().contains("went on from the snapshot at sequence "), server.errors());
        }
        assertEquals(
                digest, Replay.of(DataDirectory.journalToRead(dir)).engine().digest());
    }

    /** Each that writes snapshots has drawn a seed for its indexes: it is what the next server has. */
    private static void expectSeed(Path snapshot) throws Exception {
        assertNotEquals(0, SeedOf.engine(Snapshots.read(snapshot, StockListener.NONE)));
    }

    /** A snapshot saves time at the next start, and nothing else depends on it. */
    @Test
    void shouldStopInOrderAlsoWhereNoSnapshotCanBeWritten() throws Exception {
        DataDirectory.own(dir).close();
        Files.writeString(dir.resolve("snapshots"), "no directory");
        long digest;
        try (ServerProcess server = start(Map.of("holdfast.snapshot.interval", "20ms"))) {
            digest = shop(server, 5);
            await().atMost(TIMEOUT).until(() -> server.errors().contains("no snapshot at sequence "));
            assertEquals(0, server.stop());
        }
        try (ServerProcess server = start(Map.of())) {
            assertEquals(digest, server.ready().digest());
            server.kill();
        }
    }

    @Test
    void shouldTakeListAndVerify() throws Exception {
        try (ServerProcess server = start(Map.of())) {
            CommandLineRun none = run(0, "snapshot", "list", "--dir", dir);
            assertEquals("", none.out());
            String digest = HexFormat.of().toHexDigits(shop(server, 10));

            CommandLineRun taken = run(0, "snapshot", "take", "--dir", dir);
            assertTrue(taken.out().startsWith("took " + newest() + ": sequence "), taken.out());
            expectSeed(newest());
            assertTrue(taken.out().contains("digest " + digest), taken.out());
            CommandLineRun again = run(0, "snapshot", "take", "--dir", dir, "--json");
            assertTrue(again.out().contains("\"new\" : false"), again.out());
            assertTrue(again.out().contains("\"digest\" : \"" + digest + "\""), again.out());
            shop(server, 5);
            run(0, "snapshot", "take", "--dir", dir);
            shop(server, 5);
            run(0, "snapshot", "take", "--dir", dir, "--keep", 2);

            CommandLineRun list = run(0, "snapshot", "list", "--dir", dir);
            assertEquals(2, list.out().lines().count(), list.out());
            assertTrue(list.out().startsWith(newest() + ": sequence "), list.out());
            CommandLineRun verified = run(0, "snapshot", "verify", "--dir", dir);
            assertEquals(
                    2,
                    verified.out()
                            .lines()
                            .filter(line -> line.contains(": good, "))
                            .count(),
                    verified.out());
            server.kill();
        }
        flipInTheMiddle(newest());
        CommandLineRun verified = run(4, "snapshot", "verify", "--dir", dir, "--json");
        assertTrue(verified.out().contains("\"good\" : false"), verified.out());
        assertTrue(verified.out().contains("\"good\" : true"), verified.out());
        assertTrue(run(4, "snapshot", "verify", "--dir", dir).out().contains(newest() + ": not good: "));
        CommandLineRun taken = run(0, "snapshot", "take", "--dir", dir);
        assertTrue(taken.err().contains("this snapshot cannot be used: " + newest()), taken.err());
        run(0, "snapshot", "verify", "--dir", dir);
    }

    @Test
    void shouldRefuseWhatCannotBeDone() throws Exception {
        assertTrue(run(2, "snapshot", "list", "--dir", dir).err().contains("not a Holdfast data directory"));
        DataDirectory.own(dir).close();
        assertTrue(run(2, "snapshot", "take", "--dir", dir).err().contains("has no record yet"));
        assertTrue(run(0, "snapshot", "verify", "--dir", dir).out().contains("has no snapshots"));

        try (ServerProcess server = start(Map.of())) {
            shop(server, 1);
            server.stop();
        }
        Path other = Files.createDirectories(dir.resolve("other"));
        DataDirectory.own(other).close();
        Files.createDirectories(other.resolve("snapshots"));
        Files.copy(newest(), other.resolve("snapshots").resolve(newest().getFileName()));
        CommandLineRun foreign = run(4, "snapshot", "take", "--dir", other);
        assertTrue(foreign.err().contains("the journal is known to have had record"), foreign.err());
        assertEquals(1, foreign.err().lines().count(), foreign.err());
    }

    private ServerProcess start(Map<String, String> more) throws IOException {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("holdfast.channels", "aeron:ipc");
        settings.put(
                "holdfast.aeron.dir", aeronDirs.resolve("aeron-" + ++starts).toString());
        return ServerProcess.start(dir, settings);
    }

    /** Some orders; returns the digest after them. */
    private long shop(ServerProcess server, int orders) {
        try (Aeron aeron = Aeron.connect(Drivers.client(server.ready().aeronDir()));
                BlockingClient client = BlockingClient.connect(aeron, ClientSettings.of("aeron:ipc"))) {
            client.defineSku(1, "SNEAKER-42", SkuTerms.DEFAULT, TIMEOUT);
            client.adjustStock(lastOrderId, 1, 0, 1_000, AdjustmentReason.RECEIPT, TIMEOUT);
            for (int i = 0; i < orders; i++) {
                client.submit(new Order(++lastOrderId, 1, List.of(new Order.Line(1, 0, 1, 100))), TIMEOUT);
            }
            return client.engine(TIMEOUT).digest();
        }
    }

    private Path newest() throws IOException {
        return Snapshots.of(dir).files().get(0);
    }

    private static void flipInTheMiddle(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    private static CommandLineRun run(int exitCode, Object... args) throws Exception {
        CommandLineRun run = CommandLineRun.of(args);
        assertEquals(exitCode, run.exitCode(), run.out() + run.err());
        return run;
    }
}
