// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.recovery;

import io.holdfast.bench.result.Measured.Better;
import io.holdfast.bench.result.Results;
import io.holdfast.bench.shop.Shop;
import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineSettings;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.Durability;
import io.holdfast.journal.JournalAppender;
import io.holdfast.journal.JournalSource;
import io.holdfast.journal.RecordHandler;
import io.holdfast.journal.Retention;
import io.holdfast.journal.snapshot.SnapshotPolicy;
import io.holdfast.journal.snapshot.Snapshots;
import io.holdfast.replay.Recovery;
import io.holdfast.server.command.Progress;
import io.holdfast.server.command.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** How long a start takes, by replay and from a snapshot, and how long a snapshot takes to write, with sync and read back. */
final class RecoveryTime {
    private static final int SKUS = 10_000;
    private static final int WORK_PER_COMMAND = 64;
    private static final int ORDERS_OF_A_SALE = 5;
    private static final double NS_PER_S = 1e9;
    private static final long RETENTION_NS = TimeUnit.DAYS.toNanos(7);
    private static final SnapshotPolicy POLICY = new SnapshotPolicy(1, 0, Retention.KEEP);

    private final Results results;
    private final int repeats;

    RecoveryTime(Results results, int repeats) {
        this.results = results;
        this.repeats = repeats;
    }

    /** Of five orders of one line two stay open, one is cancelled, one paid, and one paid and shipped. */
    void measureRecords(int records) throws IOException {
        try (TemporaryDirectory directory = TemporaryDirectory.create("holdfast-recovery")) {
            EngineSettings settings = write(directory.path(), records, shop -> {
                while (shop.engine().lastSequence() < records) {
                    sellFive(shop);
                }
            });
            try (Progress progress = Progress.start("recoveries by replay", repeats)) {
                for (int repeat = 1; repeat <= repeats; repeat++) {
                    Start start = start(directory.path(), settings);
                    results.add("replay", "records/s", Better.HIGHER, start.sequence() / start.seconds());
                    results.add("recovery by replay", "s", Better.LOWER, start.seconds());
                    progress.reach(repeat);
                }
            }
            measureSnapshot(directory.path(), settings, "a snapshot");
        }
    }

    /** All orders are of one line and stay open; there is nothing behind the snapshot. */
    void measureOpenOrders(int orders) throws IOException {
        try (TemporaryDirectory directory = TemporaryDirectory.create("holdfast-recovery")) {
            EngineSettings settings = write(directory.path(), orders, shop -> {
                for (int i = 0; i < orders; i++) {
                    shop.submit(shop.nextId());
                }
            });
            measureSnapshot(directory.path(), settings, "a snapshot of open orders");
        }
    }

    private static EngineSettings write(Path path, int maxOrders, Consumer<Shop> trade) throws IOException {
        try (DataDirectory directory = DataDirectory.own(path);
                JournalAppender journal = JournalAppender.open(directory, Durability.WRITTEN, 0)) {
            Shop shop = new Shop(SKUS, maxOrders, RETENTION_NS, WORK_PER_COMMAND, journal);
            shop.fillShelves();
            trade.accept(shop);
            journal.commit();
            return shop.engine().settings();
        }
    }

    private static void sellFive(Shop shop) {
        for (int i = 0; i < ORDERS_OF_A_SALE; i++) {
            long id = shop.nextId();
            shop.submit(id);
            switch (i) {
                case 0 -> shop.cancel(id);
                case 1 -> shop.confirm(id);
                case 2 -> {
                    shop.confirm(id);
                    shop.ship(id);
                }
                default -> {}
            }
        }
    }

    private void measureSnapshot(Path path, EngineSettings settings, String what) throws IOException {
        try (Progress progress = Progress.start("writing " + what + ", recoveries from it", 2L * repeats)) {
            writeSnapshots(path, start(path, settings).engine(), what, progress);
            for (int repeat = 1; repeat <= repeats; repeat++) {
                results.add(
                        "recovery from " + what,
                        "s",
                        Better.LOWER,
                        start(path, settings).seconds());
                progress.reach(repeats + repeat);
            }
        }
    }

    private void writeSnapshots(Path path, Engine engine, String what, Progress progress) throws IOException {
        JournalSource journal = JournalSource.atRest(DataDirectory.journalToRead(path));
        for (int repeat = 1; repeat <= repeats; repeat++) {
            long beganNs = System.nanoTime();
            Snapshots.beside(journal).write(engine, journal, POLICY);
            results.add("writing " + what, "s", Better.LOWER, secondsSince(beganNs));
            progress.reach(repeat);
        }
    }

    private static Start start(Path path, EngineSettings settings) throws IOException {
        System.gc();
        long beganNs = System.nanoTime();
        try (DataDirectory directory = DataDirectory.own(path)) {
            Recovery recovery =
                    Recovery.run(directory, settings, Durability.WRITTEN, System::nanoTime, 0, RecordHandler.NONE);
            double seconds = secondsSince(beganNs);
            recovery.journal().close();
            return new Start(recovery.engine(), recovery.recovered().sequence(), seconds);
        }
    }

    /** What was there after a start, and how long that took. */
    private record Start(Engine engine, long sequence, double seconds) {}

    private static double secondsSince(long beganNs) {
        return (System.nanoTime() - beganNs) / NS_PER_S;
    }
}
