// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.floor;

import io.holdfast.bench.result.Measured;
import io.holdfast.bench.result.Measured.Better;
import io.holdfast.bench.result.Results;
import io.holdfast.server.command.TemporaryDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Batches of records that are written to a file that has its length already, each synced: {@code fdatasync}. */
final class FsyncFloor {
    private static final int[] BATCHES = {1, 256, 4_096};
    private static final int MIN_FILE_LENGTH = 64 * 1024 * 1024;
    private static final int LATENCY_DIGITS = 3;

    private FsyncFloor() {}

    static void measure(String name, FloorTerms terms, Results results) throws IOException {
        for (int batch : BATCHES) {
            measure(name + " batch " + batch, batch, terms, results);
        }
    }

    private static void measure(String name, int batch, FloorTerms terms, Results results) throws IOException {
        ByteBuffer records = ByteBuffer.allocateDirect(batch * terms.sizes().recordBytes());
        try (TemporaryDirectory directory = terms.temporaryDirectory();
                FileChannel channel = FileChannel.open(
                        directory.path().resolve("log"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            int batches = 1 + MIN_FILE_LENGTH / records.capacity();
            for (int i = 0; i < batches; i++) {
                write(channel, records, i);
            }
            channel.force(true);
            append(channel, records, batches, terms, new Histogram(LATENCY_DIGITS));
            List<Double> perSecond = new ArrayList<>();
            for (int repeat = 0; repeat < terms.repeats(); repeat++) {
                Histogram syncNs = new Histogram(LATENCY_DIGITS);
                perSecond.add(batch * append(channel, records, batches, terms, syncNs));
                results.addLatency(name, syncNs);
            }
            results.add(new Measured(name, "records/s", Better.HIGHER, perSecond));
        }
    }

    /**
     * Returns batches in a second, their writes included.
     *
     * @param syncNs takes how long each sync alone took.
     */
    private static double append(
            FileChannel channel, ByteBuffer records, int batches, FloorTerms terms, Histogram syncNs)
            throws IOException {
        long synced = 0;
        long beganNs = System.nanoTime();
        long nowNs = beganNs;
        while (nowNs - beganNs < terms.durationNs()) {
            records.putLong(0, ++synced);
            write(channel, records, (int) (synced % batches));
            long writtenNs = System.nanoTime();
            channel.force(false);
            nowNs = System.nanoTime();
            syncNs.recordValue(nowNs - writtenNs);
        }
        return synced * 1e9 / (nowNs - beganNs);
    }

    private static void write(FileChannel channel, ByteBuffer records, int batch) throws IOException {
        records.clear();
        long at = (long) batch * records.capacity();
        while (records.hasRemaining()) {
            channel.write(records, at + records.position());
        }
    }
}
