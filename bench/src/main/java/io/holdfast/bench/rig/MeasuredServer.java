// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.rig;

import io.aeron.CommonContext;
import io.holdfast.server.Connection;
import io.holdfast.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A server in a process of its own in a temporary directory, as a user would start it, and a connection to it. */
final class MeasuredServer implements AutoCloseable {
    private static final Duration DRIVER_TIMEOUT = Duration.ofSeconds(20);

    private final ServerProcess process;
    private final Connection connection;

    private MeasuredServer(ServerProcess process, Connection connection) {
        this.process = process;
        this.connection = connection;
    }

    /**
     * Starts a server.
     *
     * @param dir      where its data directory is made, and deleted again.
     * @param channel  where it listens by its settings.
     * @param settings of the server, its channel among them.
     * @param jvmFlags for its JVM.
     */
    static MeasuredServer start(Path dir, String channel, Map<String, String> settings, List<String> jvmFlags)
            throws IOException {
        Path aeronDir = Path.of(CommonContext.generateRandomDirName());
        Path dataDir = Files.createTempDirectory(dir, "holdfast-bench-");
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("holdfast.aeron.dir", aeronDir.toString());
        ServerProcess process = ServerProcess.start(dataDir, all, jvmFlags, List.of(aeronDir, dataDir));
        try {
            return new MeasuredServer(process, Connection.to(channel, aeronDir.toString(), DRIVER_TIMEOUT));
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
    }

    Connection connection() {
        return connection;
    }

    long pid() {
        return process.ready().pid();
    }

    /** {@link ServerProcess#expectAlive()}. */
    void expectAlive() {
        process.expectAlive();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } finally {
            // Nobody needs its snapshot.
            process.kill();
        }
    }
}
