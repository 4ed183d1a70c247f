// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.jmh;

import io.holdfast.bench.shop.Shop;
import io.holdfast.engine.Engine;
import io.holdfast.engine.StockListener;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.Durability;
import io.holdfast.journal.JournalAppender;
import io.holdfast.journal.JournalSource;
import io.holdfast.journal.Retention;
import io.holdfast.journal.snapshot.SnapshotPolicy;
import io.holdfast.journal.snapshot.Snapshots;
import io.holdfast.journal.snapshot.UnusableSnapshotException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.IoUtil;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Milliseconds to write a snapshot of so many open orders of one line, with sync and read back, and to make an engine of it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms4g", "-Xmx4g", "-XX:+UseParallelGC"})
public class SnapshotBenchmark {
    private static final int SKUS = 10_000;
    private static final int WORK_PER_COMMAND = 64;
    private static final SnapshotPolicy POLICY = new SnapshotPolicy(1, 0, Retention.KEEP);

    @Param({"10000", "100000", "1000000"})
    public int openOrders;

    private Path path;
    private JournalSource journal;
    private Engine engine;
    private Path snapshot;

    @Setup(Level.Trial)
    public void openShop() throws IOException {
        path = Files.createTempDirectory("holdfast-bench");
        try (DataDirectory directory = DataDirectory.own(path);
                JournalAppender appender = JournalAppender.open(directory, Durability.WRITTEN, 0)) {
            Shop shop = new Shop(SKUS, openOrders, Shop.TIME_TO_PAY_NS, WORK_PER_COMMAND, appender);
            shop.fillShelves();
            for (int i = 0; i < openOrders; i++) {
                shop.submit(shop.nextId());
            }
            appender.commit();
            engine = shop.engine();
        }
        journal = JournalSource.atRest(DataDirectory.journalToRead(path));
        write();
    }

    @TearDown(Level.Trial)
    public void delete() {
        IoUtil.delete(path.toFile(), false);
    }

    @Benchmark
    public Path write() throws IOException {
        snapshot = Snapshots.beside(journal).write(engine, journal, POLICY);
        return snapshot;
    }

    @Benchmark
    public Engine load() throws UnusableSnapshotException {
        return Snapshots.read(snapshot, StockListener.NONE);
    }
}
