// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Engine;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.journal.DataDirectory;
import io.holdfast.replay.Replay;
import io.holdfast.server.TestServer.Medium;
import io.holdfast.transport.client.BlockingClient;
import io.holdfast.transport.client.Order;
import io.holdfast.transport.client.RefusedException;
import io.holdfast.transport.client.SkuTerms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real file system that runs full: a small one in memory, for which the test has to be run by root. */
@Timeout(180)
class DiskFullTest {
    private static final Duration TIMEOUT = TestServer.TIMEOUT;
    private static final long MIB = 1 << 20;
    private static final Map<String, String> SETTINGS = Map.of("holdfast.min.free", "64m");

    @TempDir
    private Path path;

    private SmallDisk disk;
    private Path dir;
    private long lastOrderId;

    @BeforeEach
    void mount() throws IOException {
        disk = SmallDisk.mount(path);
        disk.leaveFree(512 * MIB);
        dir = path.resolve("data");
    }

    @AfterEach
    void unmount() throws IOException {
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void shouldBeReadOnlyWhileThereIsNoRoom() throws Exception {
        long digest;
        try (TestServer server = TestServer.start(dir, Medium.IPC, SETTINGS);
                BlockingClient client = server.connect()) {
            openShop(client);
            long first = submit(client);
            long second = submit(client);

            Path filler = fillUntilFreeAre(48 * MIB);
            awaitReadOnly(() -> submit(client));
            assertEquals(
                    OrderStatus.CANCELLED, client.cancelOrder(first, TIMEOUT).status());
            assertEquals(1, client.stock(1, 0, TIMEOUT).reserved());

            fillUntilFreeAre(16 * MIB);
            awaitReadOnly(() -> client.cancelOrder(second, TIMEOUT));
            fillUntilFreeAre(0);
            assertReadOnly(() -> client.cancelOrder(second, TIMEOUT));
            assertEquals(1, client.stock(1, 0, TIMEOUT).reserved());
            assertEquals(OrderStatus.RESERVED, client.order(second, TIMEOUT).status());

            Files.delete(filler);
            await().atMost(TIMEOUT).until(() -> isTaken(() -> submit(client)));
            assertEquals(
                    OrderStatus.CANCELLED, client.cancelOrder(second, TIMEOUT).status());
            digest = client.engine(TIMEOUT).digest();
            assertEquals(
                    3,
                    server.notices.stream()
                            .filter(line -> line.startsWith("the disk of"))
                            .count(),
                    server.notices::toString);
        }
        assertEquals(
                digest, Replay.of(DataDirectory.journalToRead(dir)).engine().digest());
    }

    /** The journal itself fills the disk, as fast as it can. */
    @Test
    void shouldStopTakingOrdersBeforeTheJournalHasFilledTheDisk() throws Exception {
        long digest;
        try (TestServer server = TestServer.start(dir, Medium.IPC, SETTINGS);
                BlockingClient client = server.connect()) {
            openShop(client);
            List<Order.Line> lines = Collections.nCopies(Engine.MAX_ORDER_LINES, new Order.Line(1, 0, 1, 100));
            RefusedException refusal = assertThrows(RefusedException.class, () -> {
                while (lastOrderId < 10_000) {
                    client.submit(new Order(++lastOrderId, 1, lines), TIMEOUT);
                }
            });
            assertEquals(ResultCode.READ_ONLY, refusal.code());
            assertTrue(lastOrderId > 1_000, () -> "only " + lastOrderId + " orders filled the disk");
            digest = client.engine(TIMEOUT).digest();
        }
        assertEquals(
                digest, Replay.of(DataDirectory.journalToRead(dir)).engine().digest());
    }

    @Test
    void shouldNotStartWithoutRoom() throws Exception {
        Files.createDirectories(dir);
        fillUntilFreeAre(8 * MIB);
        StartException refusal = assertThrows(StartException.class, () -> TestServer.start(dir, Medium.IPC, SETTINGS));
        assertTrue(refusal.getMessage().contains("less than 32 MiB are free on the disk of"), refusal.getMessage());
    }

    private static void openShop(BlockingClient client) {
        client.defineSku(1, "A", SkuTerms.DEFAULT, TIMEOUT);
        client.adjustStock(1, 1, 0, 1_000_000_000, AdjustmentReason.RECEIPT, TIMEOUT);
    }

    private long submit(BlockingClient client) {
        Order order = new Order(++lastOrderId, 1, List.of(new Order.Line(1, 0, 1, 100)));
        assertEquals(OrderStatus.RESERVED, client.submit(order, TIMEOUT).status());
        return lastOrderId;
    }

    private static void awaitReadOnly(Runnable command) {
        await().atMost(TIMEOUT).until(() -> !isTaken(command));
        assertReadOnly(command);
    }

    private static void assertReadOnly(Runnable command) {
        assertEquals(
                ResultCode.READ_ONLY,
                assertThrows(RefusedException.class, command::run).code());
    }

    private static boolean isTaken(Runnable command) {
        try {
            command.run();
            return true;
        } catch (RefusedException e) {
            assertEquals(ResultCode.READ_ONLY, e.code());
            return false;
        }
    }

    /** Lets one file take what the disk has, but for some bytes. */
    private Path fillUntilFreeAre(long bytes) throws IOException {
        Path filler = path.resolve("filler");
        ByteBuffer zeros = ByteBuffer.allocate((int) MIB);
        try (FileChannel channel = FileChannel.open(
                filler, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            while (Files.getFileStore(path).getUsableSpace() > bytes) {
                channel.write(zeros.clear());
            }
        }
        return filler;
    }
}
