// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import io.aeron.CommonContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A server process for a task of ours, reached over {@code aeron:ipc} through its media driver. When it is gone, nothing of
 * it is left but a data directory that was asked for; it does not outlive this process.
 */
public final class OwnServer implements AutoCloseable {
    /** Where it listens. */
    public static final String CHANNEL = "aeron:ipc";

    private final ServerProcess process;

    private OwnServer(ServerProcess process) {
        this.process = process;
    }

    /**
     * Starts a server and waits until it is ready.
     *
     * @param dir its data directory, to be kept; null for a temporary one.
     * @throws ServerProcessException if it ends instead.
     */
    public static OwnServer start(Path dir) throws IOException {
        Path aeronDir = Path.of(CommonContext.generateRandomDirName());
        Path dataDir = dir == null ? Files.createTempDirectory("holdfast-") : dir;
        List<Path> leftovers = dir == null ? List.of(aeronDir, dataDir) : List.of(aeronDir);
        Map<String, String> settings = Map.of("holdfast.channels", CHANNEL, "holdfast.aeron.dir", aeronDir.toString());
        return new OwnServer(ServerProcess.start(dataDir, settings, leftovers));
    }

    /** Its media driver's directory. */
    public String aeronDir() {
        return process.ready().aeronDir();
    }

    /**
     * Stops the server in order.
     *
     * @throws ServerProcessException if it does not end well.
     */
    public void stop() {
        int exitCode = process.stop();
        if (exitCode != 0) {
            throw new ServerProcessException(
                    exitCode, "the server ended with exit code " + exitCode + ": " + process.errors());
        }
    }

    /** Stops the server if it still runs. */
    @Override
    public void close() {
        process.close();
    }
}
