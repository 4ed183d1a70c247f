// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.jmh;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.IoUtil;

/**
 * How long a start takes behind ten million records, without a snapshot and with one, and how long that takes to write. Of five
 * orders two stay open, one is cancelled, one paid, and one paid and shipped.
 */
final class RecoveryTime {
    private static final int RECORDS = 10_000_000;
    private static final int SKUS = 10_000;
    private static final int ROUNDS = 5;
    private static final long RETENTION_NS = TimeUnit.DAYS.toNanos(7);
    private static final SnapshotPolicy POLICY = new SnapshotPolicy(1, 0, Retention.KEEP);

    private final Path path;
    private EngineSettings settings;

    private RecoveryTime(Path path) {
        this.path = path;
    }

    static void run() throws IOException {
        Path path = Files.createTempDirectory("holdfast-recovery");
        try {
            new RecoveryTime(path).measure();
        } finally {
            IoUtil.delete(path.toFile(), false);
        }
    }

    private void measure() throws IOException {
        write();
        for (int round = 0; round < ROUNDS; round++) {
            recover();
        }
        snapshot(recover());
        for (int round = 0; round < ROUNDS; round++) {
            recover();
        }
    }

    private void write() throws IOException {
        try (DataDirectory directory = DataDirectory.own(path);
                JournalAppender journal = JournalAppender.open(directory, Durability.WRITTEN, 0)) {
            Shop shop = new Shop(SKUS, RECORDS, RETENTION_NS, 64, journal);
            shop.fillShelves();
            while (shop.engine().lastSequence() < RECORDS) {
                sellFive(shop);
            }
            journal.commit();
            settings = shop.engine().settings();
            System.out.printf(
                    "%,d records, digest %016x%n",
                    shop.engine().lastSequence(), shop.engine().digest());
        }
    }

    private static void sellFive(Shop shop) {
        for (int i = 0; i < 5; i++) {
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

    private Engine recover() throws IOException {
        System.gc();
        long beganNs = System.nanoTime();
        try (DataDirectory directory = DataDirectory.own(path)) {
            Recovery recovery =
                    Recovery.run(directory, settings, Durability.WRITTEN, System::nanoTime, RecordHandler.NONE);
            double seconds = secondsSince(beganNs);
            recovery.journal().close();
            Recovery.Recovered recovered = recovery.recovered();
            System.out.printf(
                    "recovered in %.2f s from the snapshot at sequence %,d and %,d records behind it, digest %016x%n",
                    seconds,
                    recovered.snapshotSequence(),
                    recovered.sequence() - recovered.snapshotSequence(),
                    recovered.digest());
            return recovery.engine();
        }
    }

    private void snapshot(Engine engine) throws IOException {
        JournalSource journal = JournalSource.atRest(DataDirectory.journalToRead(path));
        for (int round = 0; round < ROUNDS; round++) {
            long beganNs = System.nanoTime();
            Path file = Snapshots.beside(journal).write(engine, journal, POLICY);
            System.out.printf(
                    "wrote, synced and read back a snapshot of %,d MiB in %.2f s%n",
                    Files.size(file) >> 20, secondsSince(beganNs));
        }
    }

    private static double secondsSince(long beganNs) {
        return (System.nanoTime() - beganNs) / 1e9;
    }
}
