// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.demo;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.journal.DataDirectory;
import io.holdfast.replay.Replay;
import io.holdfast.server.Drivers;
import io.holdfast.server.ServerProcess;
import io.holdfast.transport.client.BlockingClient;
import io.holdfast.transport.client.ClientSettings;
import io.holdfast.transport.client.SkuTerms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/** Runs the story: serve, sell, kill, recover, check, sell on, and at the end draw up the accounts. */
public final class Demo {
    private static final String CHANNEL = "aeron:ipc";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final ClientSettings CLIENT = ClientSettings.of(CHANNEL).withConnectTimeout(TIMEOUT);
    private static final long WATCH_INTERVAL_MS = 20;

    private final Path dir;
    private final Map<String, String> settings;
    private final FlashSale sale;
    private final int kills;
    private final long seed;
    private final IntConsumer progress;

    private final AtomicInteger answered = new AtomicInteger();
    private final List<Shopper> shoppers = new ArrayList<>();
    private volatile boolean serverIsGone;

    private boolean digestsMatch = true;
    private int lostAnswers;
    private long recoveredSequence;
    private long recoveryMillis;
    private long sellingNs;

    /**
     * @param dir      an empty directory for the server's data.
     * @param settings the server's, beside those that the story needs.
     * @param orders   how many the clients want.
     * @param clients  each with a session and a thread of its own.
     * @param kills    how many times the server is killed on the way.
     * @param seed     the same seed wants the same orders.
     * @param progress is told how many orders have been answered so far.
     */
    public Demo(
            Path dir,
            Map<String, String> settings,
            int orders,
            int clients,
            int kills,
            long seed,
            IntConsumer progress) {
        this.dir = dir;
        this.settings = settings;
        this.sale = new FlashSale(orders, seed);
        this.kills = kills;
        this.seed = seed;
        this.progress = progress;
        for (int i = 0; i < clients; i++) {
            int first = (int) ((long) orders * i / clients);
            int end = (int) ((long) orders * (i + 1) / clients);
            shoppers.add(new Shopper(new ClientBook(sale, first, end - first), answered));
        }
    }

    /** Runs it, to the end. */
    public DemoReport run() throws IOException, InterruptedException {
        long startedNs = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        ServerProcess server = startServer();
        try {
            openShop(server);
            for (int kill = 0; kill < kills; kill++) {
                int from = (int) ((long) sale.orders() * (kill + 1) / (kills + 1));
                int killAt = Math.max(1, from - random.nextInt(Math.max(1, sale.orders() / (kills + 1) / 4)));
                sellUntil(server, killAt);
                server = killAndRecover(server);
            }
            sellUntil(server, Integer.MAX_VALUE);
            return drawUpAccounts(server, startedNs);
        } finally {
            server.close();
        }
    }

    private ServerProcess startServer() throws IOException {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("holdfast.channels", CHANNEL);
        all.put("holdfast.max.orders", Integer.toString(Math.max(1_000_000, sale.orders() + 1)));
        all.put("holdfast.max.order.lines", Integer.toString(Math.max(4_000_000, sale.orders() * 4)));
        Path aeronDir = Path.of(CommonContext.generateRandomDirName());
        all.put("holdfast.aeron.dir", aeronDir.toString());
        return ServerProcess.start(dir, all, List.of(aeronDir));
    }

    private void openShop(ServerProcess server) {
        try (Aeron aeron = connect(server);
                BlockingClient client = BlockingClient.connect(aeron, CLIENT)) {
            for (long sku = 1; sku <= FlashSale.SKUS; sku++) {
                require(client.defineSku(
                                sku,
                                FlashSale.code(sku),
                                SkuTerms.DEFAULT.withListPriceMinor(FlashSale.priceMinor(sku)),
                                TIMEOUT)
                        .code());
                require(client.adjustStock(sku, sku, 0, sale.openingUnits(sku), AdjustmentReason.RECEIPT, TIMEOUT)
                        .code());
            }
        }
    }

    private static void require(ResultCode code) {
        if (code != ResultCode.OK) {
            throw new IllegalStateException("the shop cannot be opened: " + code);
        }
    }

    private static Aeron connect(ServerProcess server) {
        return Aeron.connect(Drivers.client(server.ready().aeronDir()));
    }

    /** Lets the shoppers shop until all is sold, or a number of orders has been answered; then the server dies. */
    private void sellUntil(ServerProcess server, int killAt) throws InterruptedException {
        long startedNs = System.nanoTime();
        serverIsGone = false;
        ExecutorService threads = Executors.newFixedThreadPool(shoppers.size());
        try (Aeron aeron = connect(server)) {
            List<Future<?>> shopping = new ArrayList<>();
            for (Shopper shopper : shoppers) {
                shopping.add(threads.submit(() -> shopper.shop(aeron, CLIENT, () -> serverIsGone)));
            }
            threads.shutdown();
            while (!threads.awaitTermination(WATCH_INTERVAL_MS, TimeUnit.MILLISECONDS)) {
                progress.accept(answered.get());
                if (answered.get() >= killAt && !serverIsGone) {
                    server.kill();
                    sellingNs += System.nanoTime() - startedNs;
                    serverIsGone = true;
                    threads.shutdownNow();
                }
            }
            if (!serverIsGone) {
                sellingNs += System.nanoTime() - startedNs;
            }
            progress.accept(answered.get());
            for (Future<?> shopper : shopping) {
                rethrow(shopper);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void rethrow(Future<?> future) throws InterruptedException {
        try {
            future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Replays the dead server's journal here, starts a new server on it, and compares what it says with both sides. */
    private ServerProcess killAndRecover(ServerProcess dead) throws IOException {
        dead.kill();
        Replay replay = Replay.of(DataDirectory.journalToRead(dir));
        long startedNs = System.nanoTime();
        ServerProcess server = startServer();
        recoveryMillis = Math.max(recoveryMillis, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNs));
        recoveredSequence = server.ready().recoveredSequence();
        digestsMatch &= server.ready().digest() == replay.engine().digest()
                && recoveredSequence == replay.engine().lastSequence();
        lostAnswers += countLost(server);
        return server;
    }

    private int countLost(ServerProcess server) {
        int lost = 0;
        try (Aeron aeron = connect(server)) {
            for (Shopper shopper : shoppers) {
                lost += BookCheck.countLost(aeron, CLIENT, shopper.book());
            }
        }
        return lost;
    }

    private DemoReport drawUpAccounts(ServerProcess server, long startedNs) throws IOException {
        List<ClientBook> books = shoppers.stream().map(Shopper::book).toList();
        Accounts accounts = new Accounts(sale, books);
        lostAnswers += countLost(server);
        int differences;
        long liveDigest;
        try (Aeron aeron = connect(server);
                BlockingClient client = BlockingClient.connect(aeron, CLIENT)) {
            awaitEndOfHolds(client);
            differences = accounts.countDifferences(sku -> client.stock(sku, 0, TIMEOUT));
            liveDigest = client.engine(TIMEOUT).digest();
        }
        int exitCode = server.stop();
        if (exitCode != 0) {
            throw new IllegalStateException("the server stopped with exit code " + exitCode + ": " + server.errors());
        }
        Replay replay = Replay.of(DataDirectory.journalToRead(dir));
        digestsMatch &= replay.engine().digest() == liveDigest;

        Histogram latencyNs = new Histogram(TimeUnit.MINUTES.toNanos(10), 3);
        shoppers.forEach(shopper -> latencyNs.add(shopper.latencyNs()));
        Map<String, Integer> rejectedBecause = new LinkedHashMap<>();
        accounts.refusals().forEach((code, count) -> rejectedBecause.put(code.name(), count));
        return new DemoReport(
                sale.orders(),
                accounts.accepted(),
                accounts.rejected(),
                rejectedBecause,
                accounts.confirmed(),
                accounts.cancelled(),
                accounts.abandoned(),
                accounts.soldUnits(),
                accounts.soldMinor(),
                sale.openingUnits(FlashSale.HOT_SKU),
                shoppers.stream().mapToInt(Shopper::sentTwice).sum(),
                shoppers.stream().mapToInt(Shopper::askedAgain).sum(),
                accounts.oversoldUnits(),
                accounts.duplicatedEffects(),
                lostAnswers,
                differences,
                accounts.unexpected(),
                kills,
                recoveredSequence,
                recoveryMillis,
                digestsMatch,
                HexFormat.of().toHexDigits(liveDigest),
                replay.end().records(),
                sale.orders() * TimeUnit.SECONDS.toNanos(1) / Math.max(1, sellingNs),
                new DemoReport.Latency(micros(latencyNs, 50), micros(latencyNs, 99), micros(latencyNs, 99.9)),
                (System.nanoTime() - startedNs) / 1e9,
                seed);
    }

    /** Until nothing is reserved, as nobody is going to pay any more; or until it takes so long that it never will be. */
    private static void awaitEndOfHolds(BlockingClient client) {
        long deadlineNs = System.nanoTime() + TIMEOUT.toNanos();
        IdleStrategy idle = new BackoffIdleStrategy();
        for (long sku = 1; sku <= FlashSale.SKUS; sku++) {
            while (client.stock(sku, 0, TIMEOUT).reserved() > 0 && System.nanoTime() - deadlineNs < 0) {
                idle.idle();
            }
        }
    }

    private static double micros(Histogram latencyNs, double percentile) {
        return latencyNs.getValueAtPercentile(percentile) / 1e3;
    }
}
