// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import io.aeron.Aeron;
import io.aeron.CncFileDescriptor;
import io.aeron.CommonContext;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.exceptions.DriverTimeoutException;
import java.io.File;
import java.nio.MappedByteBuffer;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agrona.BufferUtil;
import org.agrona.IoUtil;

/** Aeron media drivers and clients, with time-outs that leave room for a machine that stalls. */
public final class Drivers {
    static final long DRIVER_TIMEOUT_MS = 60_000;
    private static final long STARTING_MS = 2_000;
    private static final long CLIENT_LIVENESS_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long IMAGE_LIVENESS_NS = TimeUnit.SECONDS.toNanos(20);
    private static final long UNBLOCK_NS = TimeUnit.SECONDS.toNanos(90);
    private static final int TERM_LENGTH = 1024 * 1024;

    private Drivers() {}

    /**
     * Starts a media driver in this process; its directory is made anew, which a driver that was killed needs, but never one
     * that lives.
     *
     * @throws StartException if another process's driver lives there, or its threads cannot be pinned as they should.
     */
    static MediaDriver launch(String aeronDir, DriverThreads threads, Consumer<String> notices) {
        List<ThreadFactory> factories =
                Pinning.factories("holdfast.aeron.cpus", threads.cpus(), threads.names(), notices);
        refuseIfAnotherLivesIn(aeronDir);
        MediaDriver.Context context = new MediaDriver.Context();
        switch (threads.layout()) {
            case SHARED ->
                context.threadingMode(ThreadingMode.SHARED)
                        .sharedIdleStrategy(threads.idle().strategy())
                        .sharedThreadFactory(factories.get(0));
            case DEDICATED ->
                context.threadingMode(ThreadingMode.DEDICATED)
                        .conductorIdleStrategy(Idle.BACKOFF.strategy())
                        .senderIdleStrategy(threads.idle().strategy())
                        .senderThreadFactory(factories.get(0))
                        .receiverIdleStrategy(threads.idle().strategy())
                        .receiverThreadFactory(factories.get(1));
        }
        return MediaDriver.launchEmbedded(context.aeronDirectoryName(aeronDir)
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .warnIfDirectoryExists(false)
                .ipcTermBufferLength(TERM_LENGTH)
                .publicationTermBufferLength(TERM_LENGTH)
                .driverTimeoutMs(DRIVER_TIMEOUT_MS)
                .clientLivenessTimeoutNs(CLIENT_LIVENESS_NS)
                .imageLivenessTimeoutNs(IMAGE_LIVENESS_NS)
                .publicationUnblockTimeoutNs(UNBLOCK_NS));
    }

    private static void refuseIfAnotherLivesIn(String aeronDir) {
        File cnc = new File(aeronDir, CncFileDescriptor.CNC_FILE);
        if (isHalfMade(cnc) || !CommonContext.isDriverActive(new File(aeronDir), DRIVER_TIMEOUT_MS, line -> {})) {
            return;
        }
        MappedByteBuffer mapped = IoUtil.mapExistingFile(cnc, CncFileDescriptor.CNC_FILE);
        long pid = CncFileDescriptor.pid(CncFileDescriptor.createMetaDataBuffer(mapped));
        BufferUtil.free(mapped);
        if (pid != ProcessHandle.current().pid() && ProcessHandle.of(pid).isPresent()) {
            throw new StartException("the media driver of process " + pid + " lives in " + aeronDir
                    + ": name another holdfast.aeron.dir");
        }
    }

    /**
     * Whether a driver was killed while it made its directory: its file has no version and never will, though Aeron would
     * wait for one. A driver that is just starting gets some time to write it.
     */
    private static boolean isHalfMade(File cnc) {
        if (cnc.length() == 0) {
            return false;
        }
        try {
            CommonContext.isDriverActive(cnc.getParentFile(), STARTING_MS, line -> {});
            return false;
        } catch (DriverTimeoutException e) {
            return true;
        }
    }

    /** Starts a media driver in this process, on one thread, in a directory of its own. */
    public static MediaDriver launch() {
        return launch(CommonContext.generateRandomDirName());
    }

    /**
     * Starts a media driver in this process, on one thread.
     *
     * @throws StartException if another process's driver lives there.
     */
    public static MediaDriver launch(String aeronDir) {
        return launch(aeronDir, DriverThreads.DEFAULT, line -> {});
    }

    /** An Aeron client of a running driver. */
    public static Aeron.Context client(String aeronDir) {
        return new Aeron.Context()
                .aeronDirectoryName(aeronDir)
                .driverTimeoutMs(DRIVER_TIMEOUT_MS)
                // Aeron's own handler ends the process.
                .errorHandler(e -> System.err.println("holdfast: aeron: " + e.getMessage()));
    }
}
