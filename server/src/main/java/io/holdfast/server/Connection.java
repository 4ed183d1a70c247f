// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.driver.MediaDriver;
import io.aeron.exceptions.AeronException;
import io.holdfast.transport.client.CannotConnectException;
import java.io.File;
import java.time.Duration;
import org.agrona.CloseHelper;

/**
 * An Aeron client, on a media driver that runs already or on one of its own. What goes wrong in it shows in its sessions:
 * they are closed, or get no answers.
 */
public final class Connection implements AutoCloseable {
    private final MediaDriver driver;
    private final Aeron aeron;
    /** A driver that is not closed leaves its directory, in memory. The client stays: somebody may be polling it. */
    private final AtExit atExit;

    private Connection(MediaDriver driver, Aeron aeron) {
        this.driver = driver;
        this.aeron = aeron;
        this.atExit = driver == null ? null : AtExit.run(driver::close);
    }

    /**
     * Through a driver that runs already, as channels of {@code aeron:ipc} need it.
     *
     * @param timeout how long ago it may have shown the last sign of life.
     * @throws CannotConnectException if none runs there.
     */
    public static Connection toDriver(String aeronDir, Duration timeout) {
        try {
            if (!CommonContext.isDriverActive(new File(aeronDir), timeout.toMillis(), line -> {})) {
                throw new CannotConnectException("no media driver runs in " + aeronDir);
            }
            return new Connection(null, connect(aeronDir));
        } catch (AeronException e) {
            throw new CannotConnectException("no media driver answers in " + aeronDir + ": " + e.getMessage(), e);
        }
    }

    /**
     * As a client of a server's channel comes to it: through the server's driver for {@code aeron:ipc}, otherwise with one of its own.
     *
     * @param aeronDir the server's driver's.
     * @param timeout  how long ago that may have shown the last sign of life.
     * @throws CannotConnectException if it does not run.
     */
    public static Connection to(String channel, String aeronDir, Duration timeout) {
        return channel.startsWith(CommonContext.IPC_CHANNEL) ? toDriver(aeronDir, timeout) : withOwnDriver();
    }

    /** With a driver of its own, for channels of {@code aeron:udp}. */
    public static Connection withOwnDriver() {
        MediaDriver driver = Drivers.launch();
        try {
            return new Connection(driver, connect(driver.aeronDirectoryName()));
        } catch (RuntimeException e) {
            driver.close();
            throw e;
        }
    }

    private static Aeron connect(String aeronDir) {
        return Aeron.connect(Drivers.client(aeronDir).errorHandler(e -> {}));
    }

    public Aeron aeron() {
        return aeron;
    }

    @Override
    public void close() {
        CloseHelper.closeAll(atExit, aeron, driver);
    }
}
