// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.jmh;

import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.Durability;
import io.holdfast.journal.JournalAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
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

/** Nanoseconds that the journal takes for a batch of records of one-line orders; divide by the batch for one record. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx2g"})
public class JournalBenchmark {
    private static final int COMMAND_LENGTH = 93;
    private static final int OUTCOME_LENGTH = 94;

    @Param({"1", "16", "256"})
    public int batch;

    private final UnsafeBuffer command = new UnsafeBuffer(new byte[COMMAND_LENGTH]);
    private final UnsafeBuffer outcome = new UnsafeBuffer(new byte[OUTCOME_LENGTH]);
    private Path path;
    private DataDirectory directory;
    private JournalAppender journal;
    private long sequence;

    @Setup(Level.Iteration)
    public void open() throws IOException {
        path = Files.createTempDirectory("holdfast-bench");
        directory = DataDirectory.own(path);
        journal = JournalAppender.open(directory, Durability.WRITTEN, System.currentTimeMillis());
        sequence = 0;
    }

    @TearDown(Level.Iteration)
    public void close() throws IOException {
        journal.close();
        directory.close();
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }

    @Benchmark
    public long append() {
        for (int i = 0; i < batch; i++) {
            sequence++;
            journal.append(sequence, sequence, command, 0, COMMAND_LENGTH, outcome, 0, OUTCOME_LENGTH);
        }
        journal.commit();
        return sequence;
    }
}
