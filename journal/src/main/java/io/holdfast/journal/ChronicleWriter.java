// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.PointerBytesStore;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.CloseHelper;

/**
 * Writes batches as Chronicle documents. Which file they go to is ours to say: Chronicle names its files after the time, and is told the minute
 * of the file that we want.
 *
 * <p>For one thread at a time.
 */
final class ChronicleWriter implements AutoCloseable {
    /** Chronicle's header and index of a file lie in these. */
    private static final int FIRST_PAGES_LENGTH = 128 * 1024;

    private static final int BLOCK_LENGTH = 64 * 1024 * 1024;

    /** Chronicle's index is not used for reading; these make it as small as it can be. */
    private static final int INDEX_COUNT = 64;

    private static final int INDEX_SPACING = 1 << 20;

    static {
        System.setProperty("chronicle.announcer.disable", "true");
        System.setProperty("chronicle.analytics.disable", "true");
        System.setProperty("chronicle.disk.monitor.disable", "true");
    }

    private final Path start;
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final PointerBytesStore batchBytes = new PointerBytesStore();
    private final MappedPages mappedPages = new MappedPages();
    /** Read by Chronicle as the time. */
    private long fileMinuteMs;

    /**
     * @param start        the directory of this start's files.
     * @param fileMinuteMs milliseconds since 1970; what the first file is named after.
     */
    ChronicleWriter(Path start, long fileMinuteMs) {
        this.start = start;
        this.fileMinuteMs = fileMinuteMs;
        queue = SingleChronicleQueueBuilder.binary(start)
                .rollCycle(JournalFiles.CYCLE)
                .timeProvider(() -> this.fileMinuteMs)
                .indexCount(INDEX_COUNT)
                .indexSpacing(INDEX_SPACING)
                .blockSize(BLOCK_LENGTH)
                .build();
        appender = queue.createAppender();
        // Opened by one thread, used by another, one after the other.
        appender.singleThreadedCheckDisabled(true);
    }

    long fileMinuteMs() {
        return fileMinuteMs;
    }

    /** The file that is written to. */
    Path file() {
        return JournalFiles.file(start, fileMinuteMs);
    }

    /** What is written next begins another file. */
    void roll(long nextFileMinuteMs) {
        fileMinuteMs = nextFileMinuteMs;
    }

    /**
     * Writes the first 128 KiB of a file as zeros, which to Chronicle are a file that nobody has begun yet. As these are in memory, its first look
     * at the file is no reason for the kernel to read ahead, which may be megabytes of nothing, while everybody waits.
     */
    void writeFirstPages() throws IOException {
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            Disk.writeFully(channel, ByteBuffer.allocate(FIRST_PAGES_LENGTH), 0);
        }
    }

    /** Writes a batch as one document; returns where in the file it ends. */
    long write(RecordBatch batch) {
        batchBytes.set(batch.address(), batch.length());
        BytesStore<?, ?> mapping;
        long end;
        try (DocumentContext document = appender.writingDocument()) {
            try {
                document.wire().bytes().write(batchBytes, 0L, batch.length());
                end = document.wire().bytes().writePosition();
                mapping = document.wire().bytes().bytesStore();
            } catch (RuntimeException | Error e) {
                // Or closing it would make half a batch look whole.
                document.rollbackOnClose();
                throw e;
            }
        }
        mappedPages.release(mapping, end);
        return end;
    }

    @Override
    public void close() {
        CloseHelper.closeAll(appender, queue);
    }
}
