// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.floor;

import io.holdfast.bench.result.Measured;
import io.holdfast.bench.result.Measured.Better;
import io.holdfast.server.Idle;
import io.holdfast.server.command.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How floors are measured.
 *
 * @param seconds    of each repeat, and of the warm-up before the first.
 * @param window     requests in flight where there is more than one.
 * @param serverIdle what an echo server does when there is nothing to do.
 * @param clientIdle what its client does then.
 * @param dir        where files are written, and deleted again; on the disk that is to be measured.
 */
public record FloorTerms(
        MessageSizes sizes, double seconds, int repeats, int window, Idle serverIdle, Idle clientIdle, Path dir) {
    /** A floor that gives one number for each repeat. */
    interface Repeat {
        double measure() throws Exception;
    }

    /** Measures once to warm up, then each repeat. */
    Measured measure(String name, String unit, Repeat repeat) throws Exception {
        repeat.measure();
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < repeats; i++) {
            values.add(repeat.measure());
        }
        return new Measured(name, unit, Better.HIGHER, values);
    }

    /** For the record of the run. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("request bytes", sizes.requestBytes());
        settings.put("answer bytes", sizes.answerBytes());
        settings.put("seconds", seconds);
        settings.put("window", window);
        settings.put("server's idle", serverIdle);
        settings.put("client's idle", clientIdle);
        return settings;
    }

    TemporaryDirectory temporaryDirectory() throws IOException {
        return TemporaryDirectory.create(dir, "holdfast-floor-");
    }

    long durationNs() {
        return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }
}
