// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.IoUtil;

/** A directory that is gone with everything in it when it is closed, or when the process ends before. */
public record TemporaryDirectory(Path path, Thread hook) implements AutoCloseable {
    private static final int DELETE_ATTEMPTS = 50;
    private static final long DELETE_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Makes one, in the directory for temporary files. */
    public static TemporaryDirectory create(String prefix) throws IOException {
        return of(Files.createTempDirectory(prefix));
    }

    /** Makes one in another directory than the system has for that. */
    public static TemporaryDirectory create(Path parent, String prefix) throws IOException {
        return of(Files.createTempDirectory(parent, prefix));
    }

    private static TemporaryDirectory of(Path path) {
        Thread hook = new Thread(() -> deleteWhenNobodyWrites(path));
        Runtime.getRuntime().addShutdownHook(hook);
        return new TemporaryDirectory(path, hook);
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
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
