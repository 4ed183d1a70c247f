// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench;

import io.holdfast.server.AtExit;
import io.holdfast.server.command.UsageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.agrona.IoUtil;

/**
 * A process that we measure. It is ended when this process ends in any way that runs shutdown hooks; what it is not to
 * leave behind is deleted when it is gone.
 */
public final class ChildProcess implements AutoCloseable {
    private static final long READY_TIMEOUT_S = 60;
    private static final long STOP_TIMEOUT_S = 10;
    private static final int LINES_KEPT = 5;

    private final String name;
    private final Process process;
    private final List<Path> leftovers;
    private final AtExit killer;
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final Deque<String> lastLines = new ArrayDeque<>();

    private ChildProcess(String name, Process process, List<Path> leftovers) {
        this.name = name;
        this.process = process;
        this.leftovers = leftovers;
        killer = AtExit.run(this::end);
    }

    /**
     * Starts a process and waits until it is ready.
     *
     * @param name      what to call it where something is wrong.
     * @param readyText what stands in the line that it prints when it is ready.
     * @param leftovers directories to be deleted when it is gone; also if it cannot be started.
     * @throws UsageException if it ends instead.
     */
    public static ChildProcess start(String name, List<String> command, String readyText, List<Path> leftovers)
            throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            delete(leftovers);
            throw e;
        }
        ChildProcess child = new ChildProcess(name, process, leftovers);
        try {
            child.awaitReady(readyText);
            return child;
        } catch (RuntimeException e) {
            child.close();
            throw e;
        }
    }

    private void awaitReady(String readyText) {
        Thread reader = new Thread(() -> readLines(readyText), name + "-output");
        reader.setDaemon(true);
        reader.start();
        try {
            ready.get(READY_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new UsageException(name + " was not ready within " + READY_TIMEOUT_S + " s: " + lastLines(), e);
        } catch (ExecutionException e) {
            throw new UsageException(name + " ended while it started: " + lastLines(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UsageException("interrupted while " + name + " started", e);
        }
    }

    private void readLines(String readyText) {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                keep(line);
                if (line.contains(readyText)) {
                    ready.complete(line);
                }
            }
            ready.completeExceptionally(new IllegalStateException("the process has ended"));
        } catch (IOException e) {
            // The pipe of a killed process may close while it is read: that is its end as well.
            ready.completeExceptionally(e);
        }
    }

    private void keep(String line) {
        synchronized (lastLines) {
            lastLines.add(line);
            if (lastLines.size() > LINES_KEPT) {
                lastLines.remove();
            }
        }
    }

    /** What it said last. */
    public String lastLines() {
        synchronized (lastLines) {
            return lastLines.isEmpty() ? "it said nothing" : String.join("; ", lastLines);
        }
    }

    /** The line that it printed when it was ready. */
    public String readyLine() {
        return ready.join();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Returns when the process is gone, and what it is not to leave behind. */
    @Override
    public void close() {
        end();
        killer.close();
    }

    /** By the end of its input, or SIGINT, at which databases end without waiting for their clients; by SIGKILL in the end. */
    private void end() {
        try {
            process.getOutputStream().close();
            if (process.isAlive()) {
                new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .start()
                        .waitFor();
            }
            if (!process.waitFor(STOP_TIMEOUT_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            // There is no such program here.
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        process.onExit().join();
        delete(leftovers);
    }

    private static void delete(List<Path> directories) {
        for (Path directory : directories) {
            IoUtil.delete(directory.toFile(), true);
        }
    }
}
