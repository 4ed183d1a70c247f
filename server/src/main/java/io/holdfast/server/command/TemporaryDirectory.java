// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.server.AtExit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.IoUtil;

/** A directory that is gone with everything in it when it is closed, or when the process ends before. */
public record TemporaryDirectory(Path path, AtExit atExit) implements AutoCloseable {
    private static final int DELETE_ATTEMPTS = 50;
    private static final long DELETE_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(100);

    /** What a server leaves free, and what its journal is given ahead. */
    private static final long SERVER_BYTES = 1280L << 20;

    /**
     * Makes one for a server's data, in the directory for temporary files.
     *
     * @param dataBytes how much that will be.
     * @throws UsageException if there is no room for it.
     */
    static TemporaryDirectory create(String prefix, long dataBytes) throws IOException {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        long neededBytes = SERVER_BYTES + dataBytes;
        if (Files.getFileStore(parent).getUsableSpace() < neededBytes) {
            throw new UsageException("less than " + (neededBytes >> 20) + " MiB are free where " + parent
                    + " is: make room, or name another directory with HOLDFAST_JAVA_OPTS=-Djava.io.tmpdir=…");
        }
        return create(prefix);
    }

    /** Makes one, in the directory for temporary files. */
    public static TemporaryDirectory create(String prefix) throws IOException {
        return of(Files.createTempDirectory(prefix));
    }

    /** Makes one in another directory than the system has for that. */
    public static TemporaryDirectory create(Path parent, String prefix) throws IOException {
        return of(Files.createTempDirectory(parent, prefix));
    }

    private static TemporaryDirectory of(Path path) {
        return new TemporaryDirectory(path, AtExit.run(() -> deleteWhenNobodyWrites(path)));
    }

    @Override
    public void close() {
        atExit.close();
        IoUtil.delete(path.toFile(), false);
    }

    /** Another hook may be ending a server at the same time, which writes here until it is gone. */
    private static void deleteWhenNobodyWrites(Path path) {
        for (int attempt = 0; Files.exists(path) && attempt < DELETE_ATTEMPTS; attempt++) {
            IoUtil.delete(path.toFile(), true);
            LockSupport.parkNanos(DELETE_PAUSE_NS);
        }
    }
}
