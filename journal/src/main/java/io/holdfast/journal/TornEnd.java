// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A half-written end: what a process that dies in the middle of a write leaves behind the last whole record. When it was
 * killed, none of this had been answered; when the machine lost power or the file was cut, some of it may have been.
 *
 * @param file           the last file of the journal.
 * @param documentOffset where the half-written document begins; 0 if the file itself is only half made.
 * @param keptBytes      the whole records at the beginning of that document, in bytes.
 * @param cutBytes       the bytes behind them, up to the last one that is not zero.
 */
public record TornEnd(Path file, long documentOffset, int keptBytes, long cutBytes) {
    private static final int ZEROS_AT_ONCE = 1024 * 1024;

    /** Cuts the end off, so that the file ends with its last whole record. */
    public void cutOff() throws IOException {
        if (documentOffset == 0) {
            // It should be ours, but nothing in it proves that.
            Files.move(
                    file, file.resolveSibling(file.getFileName() + ".half-made"), StandardCopyOption.REPLACE_EXISTING);
            Disk.forceDirectory(file.getParent());
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long keptEnd = documentOffset + CycleFile.HEADER_LENGTH + keptBytes;
            // The file keeps its length: Chronicle maps whole blocks, and so may somebody who is reading it.
            writeZeros(channel, keptEnd);
            ByteBuffer header = ByteBuffer.allocate(CycleFile.HEADER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
            header.putInt(0, keptBytes);
            Disk.writeFully(channel, header, documentOffset);
            channel.force(true);
        }
    }

    private void writeZeros(FileChannel channel, long from) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(ZEROS_AT_ONCE);
        for (long at = from; at < from + cutBytes; at += zeros.limit()) {
            zeros.clear().limit((int) Math.min(ZEROS_AT_ONCE, from + cutBytes - at));
            Disk.writeFully(channel, zeros, at);
        }
    }

    @Override
    public String toString() {
        return documentOffset == 0
                ? file + " was only half made"
                : file + ", byte " + (documentOffset + CycleFile.HEADER_LENGTH + keptBytes) + ": " + cutBytes
                        + " bytes of a half-written end";
    }
}
