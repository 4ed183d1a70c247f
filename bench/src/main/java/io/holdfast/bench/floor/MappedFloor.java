// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.floor;

import io.holdfast.bench.result.Results;
import io.holdfast.server.command.TemporaryDirectory;
import java.io.IOException;
import org.agrona.concurrent.UnsafeBuffer;

/** Records that are appended to a {@link MappedLog}, one after the other. */
final class MappedFloor {
    /** Between two looks at the clock. */
    private static final int BURST = 1_000;

    private MappedFloor() {}

    static void measure(String name, MappedLog.Pages pages, FloorTerms terms, Results results) throws Exception {
        results.add(terms.measure(name, "records/s", () -> append(pages, terms)));
    }

    private static double append(MappedLog.Pages pages, FloorTerms terms) throws IOException {
        UnsafeBuffer request = new UnsafeBuffer(new byte[terms.sizes().requestBytes()]);
        UnsafeBuffer answer = new UnsafeBuffer(new byte[terms.sizes().answerBytes()]);
        try (TemporaryDirectory directory = terms.temporaryDirectory();
                MappedLog log = MappedLog.create(directory.path().resolve("log"), pages)) {
            long records = 0;
            long beganNs = System.nanoTime();
            long nowNs = beganNs;
            while (nowNs - beganNs < terms.durationNs()) {
                for (int i = 0; i < BURST; i++) {
                    request.putLong(0, ++records);
                    log.append(nowNs, request, 0, request.capacity(), answer, answer.capacity());
                }
                nowNs = System.nanoTime();
            }
            return records * 1e9 / (nowNs - beganNs);
        }
    }
}
