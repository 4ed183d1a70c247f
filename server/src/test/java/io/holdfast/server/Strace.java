// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Test fixture: strace on a running process, which makes its system calls fail or wait as long as this is open. */
final class Strace implements AutoCloseable {
    private static final String PROGRAM = "strace";

    private final Process process;

    private Strace(Process process) {
        this.process = process;
    }

    /** Skips the test where there is none. */
    static void assumeInstalled() {
        boolean isThere = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(path -> Files.isExecutable(Path.of(path, PROGRAM)));
        assumeTrue(isThere, "strace is not installed, so no system call can be made to fail or to wait");
    }

    /** Returns when all threads of a process are traced; skips the test where that may not be done. */
    static Strace attach(long pid, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(PROGRAM, "-f", "-qq", "-o", "/dev/null"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-p", Long.toString(pid)));
        Process process = new ProcessBuilder(command).inheritIO().start();
        await().atMost(TestServer.TIMEOUT).until(() -> !process.isAlive() || isTraced(pid, process.pid()));
        assumeTrue(process.isAlive(), "strace may not be attached to a process here");
        return new Strace(process);
    }

    private static boolean isTraced(long pid, long tracerPid) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            return threads.allMatch(thread -> isThreadTraced(thread, "TracerPid:\t" + tracerPid));
        }
    }

    private static boolean isThreadTraced(Path thread, String line) {
        try {
            return !Files.exists(thread)
                    || Files.readAllLines(thread.resolve("status")).contains(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAttached() {
        return process.isAlive();
    }

    /** Lets go of the process, which goes on as if nothing had been. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
