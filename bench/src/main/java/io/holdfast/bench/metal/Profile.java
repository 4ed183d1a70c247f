// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.metal;

import io.holdfast.server.command.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import one.profiler.AsyncProfilerLoader;

/**
 * Takes flame graphs of running JVMs: with async-profiler, and where that does not run with the JVM's own recorder, which sees less.
 * Nothing has to be prepared in the JVM; its threads are told apart.
 */
public final class Profile {
    /** What is counted. */
    public enum Event {
        /** Where CPU time goes. */
        CPU,
        /** Where memory is allocated. */
        ALLOC,
        /** Where threads are, whether they run or wait. */
        WALL
    }

    /** How the kernel's perf events and the timer of each thread are called there. */
    private static final String PERF_EVENTS = "cpu-clock";

    private static final String THREAD_TIMERS = "ctimer";
    private static final long RECORDER_GRACE_S = 30;

    private Profile() {}

    /**
     * Looks on for some time.
     *
     * @param pid     of the JVM; any of the same user.
     * @param out     the HTML file to write.
     * @param notices is told if not everything can be seen.
     * @throws UsageException if there is no such JVM, or it cannot be looked at.
     */
    public static void take(long pid, Event event, int seconds, Path out, Consumer<String> notices) throws IOException {
        refuseWhatIsNoJvm(pid);
        refuseUnwritable(out);
        if (AsyncProfilerLoader.isSupported()) {
            takeWithAsyncProfiler(pid, event, seconds, out.toAbsolutePath(), notices);
        } else {
            notices.accept(
                    "async-profiler does not run on this kind of machine: the JVM's recorder sees no native code");
            takeWithRecorder(pid, event, seconds, out);
        }
    }

    /** To be attached to begins with a signal that ends other programs. */
    private static void refuseWhatIsNoJvm(long pid) {
        if (ProcessHandle.of(pid).isEmpty()) {
            throw new UsageException("there is no process " + pid);
        }
        Machine machine = new Machine(Path.of("/"));
        boolean isJvm = machine.text("proc/" + pid + "/maps")
                .filter(maps -> maps.contains("libjvm"))
                .isPresent();
        // Where there is no such file of any process, its owner has to know.
        if (!isJvm && machine.text("proc/self/maps").isPresent()) {
            throw new UsageException(
                    "process " + pid + " is no JVM, or another user's; the server's ready line says its pid");
        }
    }

    /** A profiler that cannot write in the end goes on in the JVM for ever. */
    private static void refuseUnwritable(Path out) {
        try {
            Files.write(out, new byte[0]);
        } catch (IOException e) {
            throw new UsageException("--out: " + out + " cannot be written", e);
        }
    }

    private static void takeWithAsyncProfiler(long pid, Event event, int seconds, Path out, Consumer<String> notices)
            throws IOException {
        switch (event) {
            case ALLOC -> asyncProfiler(pid, "alloc", seconds, out);
            case WALL -> asyncProfiler(pid, "wall", seconds, out);
            case CPU -> {
                try {
                    asyncProfiler(pid, PERF_EVENTS, seconds, out);
                } catch (UsageException e) {
                    if (!e.getMessage().toLowerCase(Locale.ROOT).contains("perf")) {
                        throw e;
                    }
                    notices.accept("no perf events here, so by a timer of each thread: nothing is seen of the kernel ("
                            + e.getMessage() + ")");
                    asyncProfiler(pid, THREAD_TIMERS, seconds, out);
                }
            }
        }
    }

    private static void asyncProfiler(long pid, String event, int seconds, Path out) throws IOException {
        try {
            AsyncProfilerLoader.executeProfiler(
                    "-d", Integer.toString(seconds), "-e", event, "-t", "-f", out.toString(), Long.toString(pid));
        } catch (IOException e) {
            throw new UsageException(inOneLine("async-profiler", e.getMessage()), e);
        }
    }

    private static void takeWithRecorder(long pid, Event event, int seconds, Path out) throws IOException {
        if (event == Event.WALL) {
            throw new UsageException("the JVM's recorder knows --event cpu and alloc only");
        }
        Path recording = Files.createTempFile("holdfast-profile", ".jfr");
        try {
            String name = "name=" + recording.getFileName();
            jcmd(pid, "JFR.start", name, "settings=profile");
            TimeUnit.SECONDS.sleep(seconds);
            jcmd(pid, "JFR.stop", name, "filename=" + recording);
            AsyncProfilerLoader.executeConverter(
                    event == Event.CPU ? "--cpu" : "--alloc",
                    "--threads",
                    "--output",
                    "flamegraph",
                    recording.toString(),
                    out.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UsageException("interrupted while looking on", e);
        } finally {
            Files.deleteIfExists(recording);
        }
    }

    private static void jcmd(long pid, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder jcmd = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid));
        jcmd.command().addAll(List.of(arguments));
        Process process = jcmd.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(RECORDER_GRACE_S, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroy();
            throw new UsageException(inOneLine("jcmd", said));
        }
    }

    private static String inOneLine(String who, String said) {
        return who + ": " + String.join(" ", said.strip().split("\\s*\\n\\s*", -1));
    }
}
