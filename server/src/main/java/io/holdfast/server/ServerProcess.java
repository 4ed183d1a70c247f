// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.agrona.IoUtil;

/**
 * A server in a process of its own, with the JVM and the JVM's flags of this one. It is killed when this process ends in
 * any way that runs shutdown hooks, and stops by itself when this process ends in any other. Directories named as leftovers are deleted
 * when it is gone, unless this process is killed first.
 */
public final class ServerProcess implements AutoCloseable {
    private static final long READY_TIMEOUT_S = 120;
    private static final long STOP_TIMEOUT_S = 60;
    private static final int ERROR_LINES_KEPT = 20;
    /** What the command puts before what it says, and will put before what we say. */
    private static final String NAME = "holdfast: ";

    /** Says to a process how wide the terminal is that its stderr is; see the launcher. */
    public static final String TERMINAL = "HOLDFAST_TERMINAL";

    private final Process process;
    private final List<Path> leftovers;
    private final AtExit killer;
    private final CompletableFuture<ReadyLine> ready = new CompletableFuture<>();
    private final Deque<String> errorLines = new ArrayDeque<>();
    private final Thread errorReader;

    private ServerProcess(Process process, List<Path> leftovers) {
        this.process = process;
        this.leftovers = leftovers;
        this.killer = AtExit.run(() -> {
            process.destroyForcibly().onExit().join();
            delete(leftovers);
        });
        errorReader = readInBackground(process.errorReader(StandardCharsets.UTF_8), this::onErrorLine);
        readInBackground(process.inputReader(StandardCharsets.UTF_8), this::onLine);
    }

    /**
     * Starts a server and waits until it is ready.
     *
     * @param dir      its data directory.
     * @param settings keys and values, as in a properties file.
     * @throws ServerProcessException if it ends instead.
     */
    public static ServerProcess start(Path dir, Map<String, String> settings) throws IOException {
        return start(dir, settings, List.of());
    }

    /**
     * Starts a server that is not to leave everything behind, and waits until it is ready.
     *
     * @param leftovers directories to be deleted when it is gone.
     */
    public static ServerProcess start(Path dir, Map<String, String> settings, List<Path> leftovers) throws IOException {
        return start(dir, settings, List.of(), leftovers);
    }

    /**
     * Starts a server with more flags for its JVM than this one has, and waits until it is ready.
     *
     * @param jvmFlags  they come behind those of this one.
     * @param leftovers directories to be deleted when it is gone.
     */
    public static ServerProcess start(
            Path dir, Map<String, String> settings, List<String> jvmFlags, List<Path> leftovers) throws IOException {
        List<String> command = commandLine(dir, settings, jvmFlags);
        Process process;
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            // Its stderr is not the terminal.
            builder.environment().remove(TERMINAL);
            process = builder.start();
        } catch (IOException e) {
            delete(leftovers);
            throw e;
        }
        ServerProcess server = new ServerProcess(process, leftovers);
        try {
            server.awaitReady();
            return server;
        } catch (RuntimeException e) {
            server.kill();
            throw e;
        }
    }

    /** What starts a server with the JVM and the JVM's flags of this process. */
    static List<String> commandLine(Path dir, Map<String, String> settings) {
        return commandLine(dir, settings, List.of());
    }

    private static List<String> commandLine(Path dir, Map<String, String> settings, List<String> jvmFlags) {
        List<String> flags = new ArrayList<>(jvmFlags);
        settings.forEach((key, value) -> flags.add("-D" + key + "=" + value));
        List<String> command = commandLine("io.holdfast.server.command.Holdfast", flags);
        command.addAll(List.of("serve", "--until-end-of-input", "--dir", dir.toString()));
        return command;
    }

    /**
     * What starts this program once more, with the JVM and the JVM's flags of this process; arguments are to be added.
     *
     * @param mainClass where this process was not started from a jar, which names its own.
     * @param jvmFlags  they come behind those of this process.
     */
    public static List<String> commandLine(String mainClass, List<String> jvmFlags) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(jvmFlags);
        String classPath = System.getProperty("java.class.path");
        if (classPath.endsWith(".jar") && classPath.indexOf(File.pathSeparatorChar) < 0) {
            // Only so are the manifest's Add-Opens heeded.
            command.addAll(List.of("-jar", classPath));
        } else {
            command.addAll(List.of("-cp", classPath, mainClass));
        }
        return command;
    }

    private void awaitReady() {
        try {
            ready.get(READY_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new ServerProcessException(1, "the server was not ready within " + READY_TIMEOUT_S + " s");
        } catch (ExecutionException e) {
            throw new ServerProcessException(awaitExit(), errors());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerProcessException(1, "interrupted while the server started");
        }
    }

    private Thread readInBackground(BufferedReader reader, Consumer<String> lines) {
        Thread thread = new Thread(() -> {
            try (reader) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.accept(line);
                }
            } catch (IOException e) {
                // The pipe of a killed process may close while it is read: that is its end as well.
                ready.completeExceptionally(e);
            } finally {
                lines.accept(null);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void onLine(String line) {
        if (line == null) {
            ready.completeExceptionally(new IllegalStateException("the server has ended"));
            return;
        }
        ReadyLine readyLine = ReadyLine.parse(line);
        if (readyLine != null) {
            ready.complete(readyLine);
        }
    }

    private void onErrorLine(String line) {
        synchronized (errorLines) {
            if (line == null) {
                return;
            }
            errorLines.add(line.startsWith(NAME) ? line.substring(NAME.length()) : line);
            if (errorLines.size() > ERROR_LINES_KEPT) {
                errorLines.remove();
            }
        }
    }

    /** What the server has said on stderr: the last lines of it. */
    public String errors() {
        synchronized (errorLines) {
            return errorLines.isEmpty() ? "the server ended without a word" : String.join("; ", errorLines);
        }
    }

    /** What the server said when it was ready. */
    public ReadyLine ready() {
        return ready.join();
    }

    /**
     * Tells why, where something failed because the server has ended.
     *
     * @throws ServerProcessException if it has.
     */
    public void expectAlive() {
        if (!process.isAlive()) {
            throw new ServerProcessException(awaitExit(), "the server has ended: " + errors());
        }
    }

    /** SIGKILL; returns when the process is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /**
     * SIGTERM; returns when the process is gone.
     *
     * @return its exit code.
     */
    public int stop() {
        // Not by the process itself, which would close its output: what it says while it stops would be lost.
        process.toHandle().destroy();
        return awaitExit();
    }

    /**
     * Waits until the process is gone by itself.
     *
     * @return its exit code.
     */
    public int awaitExit() {
        try {
            if (!process.waitFor(STOP_TIMEOUT_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new ServerProcessException(
                        1, "the server did not end within " + STOP_TIMEOUT_S + " s and was killed");
            }
            errorReader.join();
            killer.close();
            delete(leftovers);
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerProcessException(1, "interrupted while the server stopped");
        }
    }

    private static void delete(List<Path> directories) {
        for (Path directory : directories) {
            IoUtil.delete(directory.toFile(), true);
        }
    }

    /** Stops the server if it still runs. */
    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        }
    }
}
