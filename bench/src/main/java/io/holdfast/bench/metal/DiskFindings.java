// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.metal;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Where the journal and Aeron's buffers lie. */
final class DiskFindings {
    /** Of shared memory; each session takes 6 MiB. */
    private static final long MIN_SHARED_BYTES = 256L << 20;
    /** A second of full speed is some hundred MiB of journal. */
    private static final long MIN_DISK_BYTES = 16L << 30;

    private static final Set<String> DISKS = Set.of("ext4", "xfs", "ext3", "ext2");

    private DiskFindings() {}

    static List<Finding> of(Path sharedMemory, Path dir) throws IOException {
        FileStore disk = Files.getFileStore(dir);
        Finding shared = Files.isDirectory(sharedMemory)
                ? sharedMemory(
                        Files.getFileStore(sharedMemory).getTotalSpace(),
                        Files.getFileStore(sharedMemory).getUsableSpace())
                : Finding.unknown("/dev/shm", "not there: Aeron's files lie in java.io.tmpdir");
        return List.of(shared, space(dir, disk.getUsableSpace()), fileSystem(dir, disk.type()));
    }

    static Finding sharedMemory(long bytes, long freeBytes) {
        String name = "/dev/shm";
        String seen = (freeBytes >> 20) + " of " + (bytes >> 20) + " MiB are free";
        return freeBytes >= MIN_SHARED_BYTES
                ? Finding.ok(name, seen)
                : Finding.warn(
                        name,
                        seen,
                        "Aeron's buffers lie there, 6 MiB for each session: connecting fails when it is full",
                        "mount -o remount,size=2g /dev/shm; for a container --shm-size=2g");
    }

    static Finding space(Path dir, long freeBytes) {
        String name = "disk";
        String seen = (freeBytes >> 20) + " MiB are free in " + dir;
        return freeBytes >= MIN_DISK_BYTES
                ? Finding.ok(name, seen)
                : Finding.warn(
                        name,
                        seen,
                        "a journal at full speed takes that in a minute, and the engine is read-only then",
                        "make room, or name another directory");
    }

    static Finding fileSystem(Path dir, String type) {
        String name = "file system";
        if (DISKS.contains(type)) {
            return Finding.ok(name, type);
        }
        if (type.equals("tmpfs")) {
            return Finding.warn(
                    name,
                    "tmpfs in " + dir,
                    "this is memory: figures are not those of a journal, which would not survive either",
                    "name a directory on a disk");
        }
        return Finding.warn(
                name,
                type + " in " + dir,
                "syncs and page faults of files may be slower than on ext4 or XFS, by how much bench floor tells",
                "a volume with ext4 or XFS");
    }
}
