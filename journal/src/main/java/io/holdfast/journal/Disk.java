// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Syncs files and directories, and writes small files whole. */
public final class Disk {
    private Disk() {}

    /** Syncs a file's content, whoever wrote it, and its length and place. */
    public static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /**
     * Writes a part of a file again as it is, so that the next sync has it go to the disk. After a sync that failed the kernel takes the pages for
     * clean, and another sync would succeed without writing them.
     */
    static void rewrite(Path file, long from, long to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(1 << 20);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            for (long at = from; at < to; at += bytes.limit()) {
                bytes.clear().limit((int) Math.min(bytes.capacity(), to - at));
                int read = channel.read(bytes, at);
                if (read < 0) {
                    throw new EOFException(file + " ends at byte " + at);
                }
                writeFully(channel, bytes.flip(), at);
            }
        }
    }

    /** Makes a text the content of a file: all of it or nothing, and synced. */
    static void writeWhole(Path file, String text) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(aside, text);
        force(aside);
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        forceDirectory(file.toAbsolutePath().getParent());
    }

    /** Writes all that is left of a buffer. */
    static void writeFully(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    /** Syncs a directory, so that files which were made, renamed or deleted in it stay so. */
    public static void forceDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
