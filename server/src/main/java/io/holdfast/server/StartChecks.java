// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.holdfast.engine.pipeline.Layout;
import io.holdfast.journal.DataDirectory;
import io.holdfast.transport.AccessList;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** What can be known to be wrong before a recovery, which may take minutes. */
final class StartChecks {
    private StartChecks() {}

    /** The busy ones, as a user would call them. */
    static List<String> threadNames(Layout layout) {
        return switch (layout) {
            case SHARED -> List.of("the pipeline");
            case DEDICATED -> List.of("ingress", "engine", "journal", "egress");
        };
    }

    /** Nothing could be journalled there, and a start may have to. */
    static void refuseFullDisk(ServerSettings settings, DataDirectory directory) throws IOException {
        long minBytes = RoomWatch.minForAnything(settings.minFreeBytes());
        if (directory.usableBytes() < minBytes) {
            throw new StartException("less than " + minBytes / 1024 / 1024 + " MiB are free on the disk of "
                    + settings.dir() + ": make room, or lower holdfast.min.free");
        }
    }

    /** Better told now than with the first file that is to go there. */
    static void refuseUnusableArchive(ServerSettings settings) throws IOException {
        Path archive = settings.retention().archive();
        if (archive == null) {
            return;
        }
        if (!Files.isWritable(Files.createDirectories(archive))) {
            throw new StartException(archive + " cannot be written to: set holdfast.journal.archive");
        }
        if (archive.toRealPath().startsWith(settings.dir().toRealPath())) {
            throw new StartException(
                    archive + " lies in the data directory: set holdfast.journal.archive to a directory elsewhere");
        }
    }

    static AccessList accessList(ServerSettings settings) throws IOException {
        if (settings.accessList() == null) {
            return AccessList.everybody();
        }
        try {
            return AccessList.of(Files.readAllLines(settings.accessList()));
        } catch (IllegalArgumentException e) {
            throw new StartException(settings.accessList() + ": " + e.getMessage(), e);
        }
    }

    /** A bound is of use only where what it allows fits into memory: there {@code CAPACITY} is answered, here it halts. */
    static void noticeShortMemory(ServerSettings settings, Consumer<String> notices) {
        long allowedMib = settings.engine().maxBytes() >> 20;
        long tablesMib = maxTableBytes() >> 20;
        if (allowedMib > tablesMib) {
            notices.accept("what holdfast.max.… allows takes " + allowedMib + " MiB, but the JVM has " + tablesMib
                    + " MiB for it: when that is full the engine halts; allow less, or give more with"
                    + " HOLDFAST_JAVA_OPTS=-XX:MaxDirectMemorySize=…");
        }
    }

    /** Tables lie outside the heap; the JVM gives them as much as the heap may have, if it is not told otherwise. */
    private static long maxTableBytes() {
        long maxBytes = Long.parseLong(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("MaxDirectMemorySize")
                .getValue());
        return maxBytes == 0 ? Runtime.getRuntime().maxMemory() : maxBytes;
    }
}
