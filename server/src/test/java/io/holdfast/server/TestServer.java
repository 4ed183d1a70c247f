// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.driver.MediaDriver;
import io.holdfast.journal.RecordHandler;
import io.holdfast.transport.client.BlockingClient;
import io.holdfast.transport.client.ClientSettings;
import io.holdfast.transport.client.HoldfastClient;
import io.holdfast.transport.client.OutcomeListener;
import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.agrona.CloseHelper;

/** Test fixture: a server in this process, and clients of it over its own channel. */
final class TestServer implements AutoCloseable {
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** How clients reach the server. */
    enum Medium {
        IPC,
        UDP
    }

    final CopyOnWriteArrayList<String> notices = new CopyOnWriteArrayList<>();
    final Server server;
    private final String channel;
    private final MediaDriver clientDriver;
    private final Aeron aeron;

    private TestServer(Path dir, Medium medium, Map<String, String> settings) throws IOException {
        channel = medium == Medium.IPC ? "aeron:ipc" : "aeron:udp?endpoint=localhost:" + freePort();
        Properties properties = new Properties();
        properties.setProperty("holdfast.dir", dir.toString());
        properties.setProperty("holdfast.channels", channel);
        properties.setProperty("holdfast.aeron.dir", CommonContext.generateRandomDirName());
        properties.setProperty("holdfast.max.orders", "100000");
        properties.putAll(settings);
        ServerSettings serverSettings = ServerSettings.of(properties, Map.of(), new Properties());
        server = Server.start(serverSettings, notices::add, RecordHandler.NONE, () -> {});
        // Over UDP the clients have a driver of their own, as they would on another machine.
        clientDriver = medium == Medium.IPC ? null : Drivers.launch();
        aeron = Aeron.connect(
                Drivers.client(medium == Medium.IPC ? serverSettings.aeronDir() : clientDriver.aeronDirectoryName()));
    }

    static TestServer start(Path dir, Medium medium, Map<String, String> settings) throws IOException {
        return new TestServer(dir, medium, settings);
    }

    static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0)) {
            return socket.getLocalPort();
        }
    }

    Aeron aeron() {
        return aeron;
    }

    /** Another Aeron client of the clients' driver. */
    Aeron newAeron() {
        return Aeron.connect(Drivers.client(aeron.context().aeronDirectoryName()));
    }

    ClientSettings clientSettings() {
        return ClientSettings.of(channel).withConnectTimeout(TIMEOUT);
    }

    BlockingClient connect() {
        return BlockingClient.connect(aeron, clientSettings());
    }

    HoldfastClient connect(OutcomeListener listener) {
        return HoldfastClient.connect(aeron, clientSettings(), listener);
    }

    @Override
    public void close() {
        server.close();
        CloseHelper.closeAll(aeron, clientDriver);
    }
}
