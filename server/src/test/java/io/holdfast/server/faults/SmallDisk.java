// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Test fixture: a real file system of 512 MiB, in memory; root alone can mount one.
 *
 * @param isMounted whether it could be.
 */
record SmallDisk(Path path, boolean isMounted) implements AutoCloseable {

    static SmallDisk mount(Path path) throws IOException {
        Files.createDirectories(path);
        return new SmallDisk(path, run("mount", "-t", "tmpfs", "-o", "size=512m", "none", path.toString()) == 0);
    }

    private static int run(String... command) throws IOException {
        return new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue();
    }

    /** Later, if somebody still has a file of it mapped. */
    @Override
    public void close() throws IOException {
        if (isMounted) {
            assertEquals(0, run("umount", "--lazy", path.toString()));
        }
    }
}
