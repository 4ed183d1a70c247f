// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.CommonContext;
import io.holdfast.journal.RecordHandler;
import io.holdfast.server.TestServer.Medium;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.IoUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory with something to replay, and a server that need not begin with it. */
class StartChecksTest {
    @TempDir
    private Path dir;

    private final AtomicInteger replayed = new AtomicInteger();

    @BeforeEach
    void serveOnce() throws Exception {
        TestServer.start(dir, Medium.IPC, Map.of()).close();
        IoUtil.delete(dir.resolve("snapshots").toFile(), false);
    }

    @Test
    void shouldTellOfATakenPortBeforeAnythingIsReplayed() throws Exception {
        try (DatagramSocket other = new DatagramSocket(new InetSocketAddress("localhost", 0))) {
            String channel = "aeron:udp?endpoint=localhost:" + other.getLocalPort();
            expectRefusal(
                    Map.of("holdfast.channels", channel),
                    "cannot listen on " + channel
                            + ": another process uses the port: stop it, or set holdfast.channels");
        }
    }

    @Test
    void shouldTellOfAnUnusableChannelBeforeAnythingIsReplayed() {
        String channel = "aeron:udp?endpoint=no.such.host.invalid:7";
        expectRefusal(Map.of("holdfast.channels", "aeron:ipc " + channel), "cannot listen on " + channel);
    }

    @Test
    void shouldTellOfAMissingDriverBeforeAnythingIsReplayed() {
        expectRefusal(Map.of("holdfast.aeron.embedded", "false"), "no media driver in ");
    }

    @Test
    void shouldTellOfCpusBeforeAnythingIsReplayed() {
        expectRefusal(
                Map.of("holdfast.cpus", "0,0"),
                "holdfast.cpus names 2 where it takes 1 CPUs, one each for: the pipeline");
    }

    @Test
    void shouldReplayWhereNothingIsWrong() throws Exception {
        start(Map.of("holdfast.channels", "aeron:ipc")).close();
        assertTrue(replayed.get() > 0);
    }

    private void expectRefusal(Map<String, String> settings, String message) {
        StartException e = assertThrows(StartException.class, () -> start(settings));
        assertTrue(e.getMessage().startsWith(message), e.getMessage());
        assertEquals(0, replayed.get());
    }

    private Server start(Map<String, String> settings) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("holdfast.dir", dir.toString());
        properties.setProperty("holdfast.aeron.dir", CommonContext.generateRandomDirName());
        properties.putAll(settings);
        RecordHandler counting = (sequence, timestampNs, buffer, command, commandLength, outcome, outcomeLength) ->
                replayed.incrementAndGet();
        return Server.start(
                ServerSettings.of(properties, Map.of(), new Properties()), notice -> {}, counting, () -> {});
    }
}
