// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import io.holdfast.server.counters.CounterReader;
import io.holdfast.server.counters.CounterReader.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** Test fixture: a server's counters as another process sees them, by name. */
final class TestCounters {
    private final Path aeronDir;

    TestCounters(ReadyLine server) {
        aeronDir = Path.of(server.aeronDir());
    }

    Map<String, Long> all() {
        try {
            return CounterReader.read(aeronDir).stream()
                    .flatMap(server -> server.counters().stream())
                    .collect(Collectors.toMap(Value::name, Value::value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long get(String name) {
        return all().get(name);
    }
}
