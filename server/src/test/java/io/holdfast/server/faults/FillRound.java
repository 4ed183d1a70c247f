// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.faults;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.server.Drivers;
import io.holdfast.server.ServerProcess;
import io.holdfast.server.SmallDisk;
import io.holdfast.transport.client.BlockingClient;
import io.holdfast.transport.client.ClientSettings;
import io.holdfast.transport.client.Order;
import io.holdfast.transport.client.RefusedException;
import io.holdfast.transport.client.SkuTerms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A disk that runs full under a server, which is killed then or goes on; every answered order is there when there is room again. */
final class FillRound {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final long MIB = 1 << 20;
    private static final long AMPLE = 700 * MIB;
    private static final String CHANNEL = "aeron:ipc";

    private final SmallDisk disk;
    private final Random random;
    private long answered;

    private FillRound(SmallDisk disk, Random random) {
        this.disk = disk;
        this.random = random;
    }

    static void run(SmallDisk disk, Random random, FaultTally tally) throws IOException {
        new FillRound(disk, random).run();
        tally.fills++;
    }

    private void run() throws IOException {
        boolean isKilled = random.nextBoolean();
        try (ServerProcess server = start();
                Aeron aeron = Aeron.connect(Drivers.client(server.ready().aeronDir()));
                BlockingClient client = BlockingClient.connect(aeron, ClientSettings.of(CHANNEL))) {
            client.defineSku(1, "A", SkuTerms.DEFAULT, TIMEOUT);
            client.adjustStock(1, 1, 0, 1_000_000, AdjustmentReason.RECEIPT, TIMEOUT);
            submit(client, 1 + random.nextInt(1_000));
            disk.leaveFree(random.nextInt(30) * MIB);
            await().atMost(TIMEOUT).until(() -> !isTaken(client));
            if (isKilled) {
                server.kill();
                disk.leaveFree(AMPLE);
            } else {
                disk.leaveFree(AMPLE);
                await().atMost(TIMEOUT).until(() -> isTaken(client));
                submit(client, 1 + random.nextInt(1_000));
                expectAllAnswered(client);
                return;
            }
        }
        try (ServerProcess server = start();
                Aeron aeron = Aeron.connect(Drivers.client(server.ready().aeronDir()));
                BlockingClient client = BlockingClient.connect(aeron, ClientSettings.of(CHANNEL))) {
            expectAllAnswered(client);
            submit(client, 1);
        }
    }

    private ServerProcess start() throws IOException {
        Path aeronDir = Path.of(CommonContext.generateRandomDirName());
        Map<String, String> settings = Map.of(
                "holdfast.channels",
                CHANNEL,
                "holdfast.aeron.dir",
                aeronDir.toString(),
                "holdfast.min.free",
                "64m",
                "holdfast.snapshot.interval",
                "50ms");
        return ServerProcess.start(disk.path().resolve("data"), settings, List.of(aeronDir));
    }

    private void submit(BlockingClient client, int orders) {
        for (int i = 0; i < orders; i++) {
            assertEquals(
                    OrderStatus.RESERVED,
                    client.submit(order(answered + 1), TIMEOUT).status());
            answered++;
        }
    }

    private boolean isTaken(BlockingClient client) {
        try {
            submit(client, 1);
            return true;
        } catch (RefusedException e) {
            assertEquals(ResultCode.READ_ONLY, e.code());
            return false;
        }
    }

    private void expectAllAnswered(BlockingClient client) {
        for (long id = 1; id <= answered; id++) {
            assertEquals(OrderStatus.RESERVED, client.order(id, TIMEOUT).status(), "order " + id);
        }
        assertEquals(answered, client.stock(1, 0, TIMEOUT).reserved());
    }

    private static Order order(long id) {
        return new Order(id, 1, List.of(new Order.Line(1, 0, 1, 100)));
    }
}
