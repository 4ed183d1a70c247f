// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory that is gone with everything in it when it is closed, or when the process ends before. */
record TemporaryDirectory(Path path, Thread hook) implements AutoCloseable {

    static TemporaryDirectory create(String prefix) throws IOException {
        Path path = Files.createTempDirectory(prefix);
        Thread hook = new Thread(() -> delete(path));
        Runtime.getRuntime().addShutdownHook(hook);
        return new TemporaryDirectory(path, hook);
    }

    @Override
    public void close() {
        delete(path);
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private static void delete(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("holdfast: the temporary directory " + path + " could not be deleted: " + e);
        }
    }
}
