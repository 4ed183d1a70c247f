// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import io.holdfast.engine.pipeline.Layout;
import io.holdfast.journal.DataDirectory;
import io.holdfast.transport.AccessList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
}
