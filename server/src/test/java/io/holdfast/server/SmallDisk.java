// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Test fixture: a file system in memory that is as full as one wants, without being filled. It needs root. A size that it has and nobody uses
 * takes no memory.
 */
public final class SmallDisk implements AutoCloseable {
    private static final int BLOCK = 4096;
    private static final int MAX_TRIES = 100;

    private final Path path;

    private SmallDisk(Path path) {
        this.path = path;
    }

    public Path path() {
        return path;
    }

    /** Mounts one over an empty directory; skips the test where that may not be done. */
    static SmallDisk mount(Path path) throws IOException {
        Optional<SmallDisk> disk = mountIfAllowed(path);
        assumeTrue(disk.isPresent(), "no file system can be mounted here (not run by root), so no disk can be full");
        return disk.get();
    }

    /** The same for a test that has other things to do as well. */
    public static Optional<SmallDisk> mountIfAllowed(Path path) throws IOException {
        boolean isMounted = run("mount", "-t", "tmpfs", "-o", "size=1g", "none", path.toString()) == 0;
        return isMounted ? Optional.of(new SmallDisk(path)) : Optional.empty();
    }

    private static int run(String... command) throws IOException {
        return new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue();
    }

    /** Makes it a disk of which so much is free now; tried again where somebody takes more meanwhile than that would leave. */
    public void leaveFree(long bytes) throws IOException {
        int tries = 0;
        while (!isResized(usedBytes() + bytes)) {
            assertTrue(++tries < MAX_TRIES, "the file system cannot be resized");
        }
    }

    private long usedBytes() throws IOException {
        FileStore store = Files.getFileStore(path);
        return store.getTotalSpace() - store.getUsableSpace();
    }

    private boolean isResized(long bytes) throws IOException {
        return run("mount", "-o", "remount,size=" + Math.max(BLOCK, bytes), path.toString()) == 0;
    }

    @Override
    public void close() throws IOException {
        // Later, if somebody still has a file of it mapped.
        assertEquals(0, run("umount", "--lazy", path.toString()));
    }
}
