// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.floor;

import io.holdfast.bench.result.Results;
import io.holdfast.server.command.TemporaryDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import net.openhft.chronicle.bytes.PointerBytesStore;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.BufferUtil;

/** Bytes as long as records, appended to a queue as it is by default. */
final class ChronicleFloor {
    private static final int BATCH = 256;
    private static final int BLOCK_LENGTH = 64 * 1024 * 1024;
    /** Documents between two looks at the clock. */
    private static final int BURST = 100;

    static {
        System.setProperty("chronicle.announcer.disable", "true");
        System.setProperty("chronicle.analytics.disable", "true");
        System.setProperty("chronicle.disk.monitor.disable", "true");
    }

    private ChronicleFloor() {}

    static void measure(String name, FloorTerms terms, Results results) throws Exception {
        results.add(terms.measure(name + " document for 1", "records/s", () -> append(1, terms)));
        results.add(terms.measure(name + " document for " + BATCH, "records/s", () -> append(BATCH, terms)));
    }

    private static double append(int batch, FloorTerms terms) throws IOException {
        int length = batch * terms.sizes().recordBytes();
        ByteBuffer records = ByteBuffer.allocateDirect(length);
        PointerBytesStore store = new PointerBytesStore();
        store.set(BufferUtil.address(records), length);
        try (TemporaryDirectory directory = terms.temporaryDirectory();
                SingleChronicleQueue queue = SingleChronicleQueueBuilder.binary(directory.path())
                        .blockSize(BLOCK_LENGTH)
                        .build();
                ExcerptAppender appender = queue.createAppender()) {
            long documents = 0;
            long beganNs = System.nanoTime();
            long nowNs = beganNs;
            while (nowNs - beganNs < terms.durationNs()) {
                for (int i = 0; i < BURST; i++) {
                    records.putLong(0, ++documents);
                    append(appender, store, length);
                }
                nowNs = System.nanoTime();
            }
            return documents * batch * 1e9 / (nowNs - beganNs);
        }
    }

    private static void append(ExcerptAppender appender, PointerBytesStore store, int length) {
        try (DocumentContext document = appender.writingDocument()) {
            document.wire().bytes().write(store, 0L, length);
        }
    }
}
