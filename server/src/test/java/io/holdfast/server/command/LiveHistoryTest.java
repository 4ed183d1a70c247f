// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.Aeron;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.server.Drivers;
import io.holdfast.server.ServerProcess;
import io.holdfast.transport.client.BlockingClient;
import io.holdfast.transport.client.ClientSettings;
import io.holdfast.transport.client.Order;
import io.holdfast.transport.client.SkuTerms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Histories out of the directory of a server that takes orders meanwhile, and does not notice. */
@Timeout(180)
class LiveHistoryTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int RUNS = 2;
    private static final int SKUS = 100;

    @TempDir
    private Path dir;

    @TempDir
    private Path aeronDirs;

    @Test
    void shouldReadWhatARunningServerHasAnswered() throws Exception {
        Path aeronDir = aeronDirs.resolve("aeron");
        Map<String, String> settings =
                Map.of("holdfast.channels", "aeron:ipc", "holdfast.aeron.dir", aeronDir.toString());
        try (ServerProcess server = ServerProcess.start(dir, settings);
                Aeron aeron = Aeron.connect(Drivers.client(aeronDir.toString()));
                BlockingClient client = BlockingClient.connect(aeron, ClientSettings.of("aeron:ipc"))) {
            for (int sku = 0; sku < SKUS; sku++) {
                client.defineSku(sku, "SNEAKER-" + sku, SkuTerms.DEFAULT, TIMEOUT);
                client.adjustStock(sku, sku, 0, 1_000_000_000, AdjustmentReason.RECEIPT, TIMEOUT);
            }
            AtomicLong answered = new AtomicLong();
            Thread shopper = new Thread(() -> submitUntilInterrupted(client, answered));
            shopper.start();
            for (int i = 0; i < RUNS; i++) {
                long order = awaitMore(answered);
                CommandLineRun ofOrder = CommandLineRun.of("order", "history", order, "--dir", dir);
                assertEquals(0, ofOrder.exitCode(), ofOrder.err());
                assertTrue(ofOrder.out().contains("submit order " + order + " of customer 1"), ofOrder.out());
                assertTrue(ofOrder.out().contains("while a process is using"), ofOrder.out());
                CommandLineRun ofStock = CommandLineRun.of("stock", "history", "SNEAKER-42", "--dir", dir);
                assertEquals(0, ofStock.exitCode(), ofStock.err());
                assertTrue(
                        ofStock.out().lines().count() > order / SKUS, "all orders that were answered have taken units");
            }
            shopper.interrupt();
            shopper.join();
            assertEquals(0, server.stop());
        }
    }

    private static void submitUntilInterrupted(BlockingClient client, AtomicLong answered) {
        for (long id = 1; !Thread.currentThread().isInterrupted(); id++) {
            client.submit(new Order(id, 1, List.of(new Order.Line(id % SKUS, 0, 1, 100))), TIMEOUT);
            answered.set(id);
        }
    }

    private static long awaitMore(AtomicLong answered) {
        long before = answered.get();
        await().atMost(TIMEOUT).until(() -> answered.get() > before);
        return answered.get();
    }
}
