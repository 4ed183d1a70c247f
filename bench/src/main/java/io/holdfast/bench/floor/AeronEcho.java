// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.floor;

import io.aeron.CommonContext;
import io.holdfast.bench.ChildProcess;
import io.holdfast.server.Connection;
import io.holdfast.server.Idle;
import io.holdfast.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What Aeron can do between two processes, in the shape in which a server and its clients use it: the server's media driver
 * in the server's process, one thread that takes requests and answers them, and a client, over IPC on the same driver, over UDP on one of
 * its own. On request the server appends what it takes and says to a memory-mapped log, as the least that a journal can be.
 *
 * <p>For one thread.
 */
public final class AeronEcho implements AutoCloseable {
    private static final int LATENCY_DIGITS = 3;
    private static final Duration DRIVER_TIMEOUT = Duration.ofSeconds(20);

    private final Terms terms;
    private final ChildProcess server;
    private final Connection connection;
    private final String channel;

    /**
     * How it is set up.
     *
     * @param channel    {@code aeron:ipc}, or an UDP channel; with an endpoint of port 0, on any free port.
     * @param serverIdle what the server's thread does when there is nothing to do.
     * @param clientIdle what the client's does.
     * @param log        what the server does with requests and answers besides.
     * @param dir        where that log is.
     */
    public record Terms(String channel, MessageSizes sizes, Idle serverIdle, Idle clientIdle, Log log, Path dir) {
        public static final String IPC = "aeron:ipc";
        public static final String UDP = "aeron:udp?endpoint=localhost:0";
    }

    /** Where an echo server appends requests and answers, with a CRC32C each. */
    public enum Log {
        NONE,
        /** To a memory-mapped file that grows, its pages touched ahead by another thread. */
        GROWING,
        /** To a memory-mapped file that begins anew when it has grown long enough: without the cost of new pages. */
        REUSED
    }

    private AeronEcho(Terms terms, ChildProcess server, Connection connection) {
        this.terms = terms;
        this.server = server;
        this.connection = connection;
        String ready = server.readyLine();
        channel = ready.substring(ready.indexOf(EchoServerCommand.READY) + EchoServerCommand.READY.length());
    }

    /** Starts the server; it does not outlive this process. */
    public static AeronEcho start(Terms terms) throws IOException {
        Path aeronDir = Path.of(CommonContext.generateRandomDirName());
        List<String> command = new ArrayList<>(ServerProcess.commandLine("io.holdfast.bench.Bench", List.of()));
        command.addAll(List.of("bench", EchoServerCommand.NAME, "--aeron-dir", aeronDir.toString()));
        command.addAll(List.of(
                "--channel", terms.channel(), "--idle", terms.serverIdle().name()));
        command.addAll(List.of("--answer-bytes", Integer.toString(terms.sizes().answerBytes())));
        List<Path> leftovers = new ArrayList<>(List.of(aeronDir));
        if (terms.log() != Log.NONE) {
            Path logDir = Files.createTempDirectory(terms.dir(), "holdfast-floor-");
            leftovers.add(logDir);
            command.addAll(List.of("--log", logDir.resolve("log").toString()));
            MappedLog.Pages pages = terms.log() == Log.REUSED ? MappedLog.Pages.REUSED : MappedLog.Pages.TOUCHED;
            command.addAll(List.of("--log-pages", pages.name()));
        }
        ChildProcess server = ChildProcess.start("the echo server", command, EchoServerCommand.READY, leftovers);
        try {
            Connection connection = Connection.to(terms.channel(), aeronDir.toString(), DRIVER_TIMEOUT);
            return new AeronEcho(terms, server, connection);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** The latency, in nanoseconds, of one request after the other, each sent when the one before it has been answered. */
    public Histogram roundTrips(double seconds) {
        Histogram latencyNs = new Histogram(LATENCY_DIGITS);
        try (EchoLink link = open()) {
            link.roundTrips(nanos(seconds), latencyNs);
        }
        return latencyNs;
    }

    /** Answers in a second where so many requests are in flight. */
    public double window(int inFlight, double seconds) {
        try (EchoLink link = open()) {
            return link.window(inFlight, nanos(seconds));
        }
    }

    private EchoLink open() {
        return EchoLink.open(
                connection.aeron(), channel, terms.sizes(), terms.clientIdle().strategy());
    }

    private static long nanos(double seconds) {
        return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }

    @Override
    public void close() {
        connection.close();
        server.close();
    }
}
