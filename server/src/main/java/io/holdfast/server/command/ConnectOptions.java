// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.aeron.ChannelUri;
import io.aeron.CommonContext;
import io.holdfast.server.Connection;
import io.holdfast.transport.client.ClientSettings;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Which server to connect to. */
final class ConnectOptions {
    @Option(
            names = "--connect",
            paramLabel = "CHANNEL",
            description = "A running server's channel, like aeron:udp?endpoint=localhost:7100.")
    private String channel;

    @Option(
            names = "--aeron-dir",
            paramLabel = "DIR",
            description = "With --connect, the directory of the media driver to use, which a server's ready line names;"
                    + " aeron:ipc needs it. Without it a driver is started.")
    private Path aeronDir;

    @Option(
            names = "--connect-timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = TimeConverter.class,
            description = "How long to try to connect. Default: ${DEFAULT-VALUE}.")
    private Duration timeout;

    /** Whether a running server is named. */
    boolean isGiven() {
        if (channel == null && aeronDir != null) {
            throw new UsageException("--aeron-dir says how to reach a server: name its channel with --connect");
        }
        return channel != null;
    }

    /** Starts what is needed to reach the server; the session itself is still to be opened. */
    Connection open() {
        if (aeronDir != null) {
            return Connection.toDriver(aeronDir.toString(), timeout);
        }
        if (CommonContext.IPC_MEDIA.equals(media())) {
            throw new UsageException("to connect to " + channel
                    + " name the server's media driver with --aeron-dir: its ready line tells it");
        }
        return Connection.withOwnDriver();
    }

    private String media() {
        try {
            return ChannelUri.parse(channel).media();
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "--connect " + channel + " is no channel like aeron:udp?endpoint=localhost:7100", e);
        }
    }

    /** How to open a session. */
    ClientSettings settings() {
        return ClientSettings.of(channel).withConnectTimeout(timeout);
    }
}
