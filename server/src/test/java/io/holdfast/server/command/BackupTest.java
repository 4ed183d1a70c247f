// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.aeron.Aeron;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.server.Drivers;
import io.holdfast.server.ServerProcess;
import io.holdfast.transport.client.BlockingClient;
import io.holdfast.transport.client.ClientSettings;
import io.holdfast.transport.client.Order;
import io.holdfast.transport.client.SkuTerms;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The drill: a backup of a server under load, restored and started. And a tail of it meanwhile. */
@Timeout(180)
class BackupTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final long PACE_NS = 200_000;

    @TempDir
    private Path temporary;

    @Test
    void shouldRestoreWhatHadBeenAnsweredWhenTheBackupBegan() throws Exception {
        Path dir = temporary.resolve("data");
        Path backup = temporary.resolve("backup");
        Path restored = temporary.resolve("restored");
        long answeredBefore;
        try (ServerProcess server = start(dir);
                Aeron aeron = Aeron.connect(Drivers.client(server.ready().aeronDir()));
                BlockingClient client = BlockingClient.connect(aeron, ClientSettings.of("aeron:ipc"));
                FollowedTail tail = FollowedTail.of(dir)) {
            client.defineSku(1, "SNEAKER", SkuTerms.DEFAULT, TIMEOUT);
            client.adjustStock(1, 1, 0, 1_000_000_000, AdjustmentReason.RECEIPT, TIMEOUT);
            AtomicLong answered = new AtomicLong();
            Thread shopper = new Thread(() -> submitUntilInterrupted(client, answered));
            shopper.start();
            await().atMost(TIMEOUT).until(() -> answered.get() > 100);
            answeredBefore = answered.get();
            CommandLineRun run = CommandLineRun.of("backup", dir, backup);
            assertEquals(0, run.exitCode(), run.err());
            assertTrue(run.out().contains("while a process is using " + dir), run.out());
            tail.awaitFirst();
            shopper.interrupt();
            shopper.join();
            tail.awaitOrder(answered.get());
            assertEquals(0, server.stop());
        }

        CommandLineRun run = CommandLineRun.of("restore", backup, restored, "--json");
        assertEquals(0, run.exitCode(), run.err());
        var json = new ObjectMapper().readTree(run.out());
        long sequence = json.get("lastSequence").asLong();
        String digest = json.get("digest").asText();
        // Settings, SKU, stock, and then an order each.
        assertTrue(sequence >= 3 + answeredBefore, sequence + " of " + answeredBefore);
        assertEquals(
                "digest " + digest,
                CommandLineRun.of("replay", "digest", "--dir", dir, "--at", sequence)
                        .out()
                        .lines()
                        .findFirst()
                        .orElseThrow());

        try (ServerProcess server = start(restored);
                Aeron aeron = Aeron.connect(Drivers.client(server.ready().aeronDir()));
                BlockingClient client = BlockingClient.connect(aeron, ClientSettings.of("aeron:ipc"))) {
            assertEquals(sequence, server.ready().recoveredSequence());
            assertEquals(digest, HexFormat.of().toHexDigits(server.ready().digest()));
            assertEquals(
                    OrderStatus.RESERVED, client.order(answeredBefore, TIMEOUT).status());
            assertEquals(0, server.stop());
        }
        assertEquals(0, CommandLineRun.of("verify", "--dir", backup).exitCode());
    }

    @Test
    void shouldBackUpOnlyToWhereNothingIs() throws Exception {
        Path dir = temporary.resolve("data");
        SmallShop.write(dir);
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        assertEquals(0, CommandLineRun.of("backup", dir, empty).exitCode());
        CommandLineRun verified = CommandLineRun.of("verify", "--dir", empty);
        assertTrue(verified.out().contains("12 records, last sequence 12"), verified.out());
        assertFails(2, "is there already", "backup", dir, empty);
        assertFails(2, "is there already", "restore", empty, dir);
        assertFails(
                2, "not a Holdfast data directory", "backup", temporary.resolve("nowhere"), temporary.resolve("to"));
        Files.createDirectory(temporary.resolve("to.partial"));
        assertFails(2, "delete it", "backup", dir, temporary.resolve("to"));
        assertFalse(Files.exists(temporary.resolve("to")));
    }

    @Test
    void shouldLeaveNothingBehindWhereTheOriginalIsDamaged() throws Exception {
        Path dir = temporary.resolve("data");
        SmallShop.write(dir);
        try (var files = Files.walk(dir)) {
            Path file = files.filter(path -> path.toString().endsWith(".cq4"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
            Files.delete(file);
        }
        assertFails(
                4, "begins with record 11, but it should begin with record 1", "backup", dir, temporary.resolve("to"));
        assertFalse(Files.exists(temporary.resolve("to")));
        assertFalse(Files.exists(temporary.resolve("to.partial")));
    }

    private static void assertFails(int exitCode, String part, Object... args) throws Exception {
        CommandLineRun.of(args).expectFailure(exitCode, part);
    }

    private ServerProcess start(Path dir) throws IOException {
        Path aeronDir = temporary.resolve(dir.getFileName() + "-aeron");
        return ServerProcess.start(
                dir, Map.of("holdfast.channels", "aeron:ipc", "holdfast.aeron.dir", aeronDir.toString()));
    }

    private static void submitUntilInterrupted(BlockingClient client, AtomicLong answered) {
        for (long id = 1; !Thread.currentThread().isInterrupted(); id++) {
            client.submit(new Order(id, 1, List.of(new Order.Line(1, 0, 1, 100))), TIMEOUT);
            answered.set(id);
            // Not so many that reading them all takes longer than all the rest.
            LockSupport.parkNanos(PACE_NS);
        }
    }

    /** {@code journal tail -f} in a process of its own. */
    private record FollowedTail(Process process, BufferedReader out) implements AutoCloseable {
        static FollowedTail of(Path dir) throws IOException {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), Holdfast.class.getName()));
            command.addAll(List.of("journal", "tail", "-f", "--json", "--dir", dir.toString()));
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new FollowedTail(process, process.inputReader(StandardCharsets.UTF_8));
        }

        /** From then on all that comes must come. */
        void awaitFirst() throws IOException {
            assertTrue(out.readLine().startsWith("{"));
        }

        /** Every record up to the order's must come, in order. */
        void awaitOrder(long orderId) throws IOException {
            ObjectMapper mapper = new ObjectMapper();
            long last = 0;
            long lastOrderId = 0;
            while (lastOrderId < orderId) {
                var record = mapper.readTree(out.readLine());
                long sequence = record.get("sequence").asLong();
                assertTrue(last == 0 || sequence == last + 1, sequence + " after " + last);
                last = sequence;
                lastOrderId = record.get("asked").path("orderId").asLong();
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
