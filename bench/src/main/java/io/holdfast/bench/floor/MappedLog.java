// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.floor;

import io.holdfast.journal.RecordDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32C;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The least that a journal can be: records with a CRC32C each, written through a mapping of a file, stretch by stretch, each
 * mapped by another thread before it is needed.
 *
 * <p>For one thread. The file is deleted when it is closed.
 */
final class MappedLog implements AutoCloseable {
    /** What becomes of the pages of a stretch before it is needed. */
    enum Pages {
        /** Nothing: the file grows with the first write to each. */
        COLD,
        /** They are written to, so that the file grows on the thread that maps them. */
        TOUCHED,
        /** They were written to before: the file does not grow at all, but begins anew where it began. */
        REUSED
    }

    private static final int STRETCH = 64 * 1024 * 1024;
    private static final int STRETCHES_AHEAD = 3;

    private static final int PAGE = 4096;

    private static final int LENGTH_OFFSET = 0;
    private static final int CRC_OFFSET = 4;
    private static final int SEQUENCE_OFFSET = 8;
    private static final int TIMESTAMP_OFFSET = 16;
    private static final int REQUEST_LENGTH_OFFSET = 24;
    private static final int ANSWER_LENGTH_OFFSET = 28;
    private static final int BODY_OFFSET = RecordDescriptor.BODY_OFFSET;

    private final Path file;
    private final FileChannel channel;
    private final Pages pages;
    private final BlockingQueue<MappedByteBuffer> ahead = new ArrayBlockingQueue<>(STRETCHES_AHEAD);
    private final BlockingQueue<MappedByteBuffer> used = new ArrayBlockingQueue<>(STRETCHES_AHEAD + 2);
    private final AtomicReference<IOException> failure = new AtomicReference<>();
    private final Thread mapper;

    private final CRC32C crc = new CRC32C();
    private final UnsafeBuffer buffer = new UnsafeBuffer();
    private MappedByteBuffer stretch;
    private ByteBuffer crcView;
    private int position;
    private long sequence;

    private MappedLog(Path file, Pages pages) throws IOException {
        this.file = file;
        this.pages = pages;
        channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        mapper = new Thread(this::mapAhead, "mapped-log");
        mapper.setDaemon(true);
        mapper.start();
        turnToNext();
        while (ahead.remainingCapacity() > 0 && failure.get() == null && mapper.isAlive()) {
            Thread.onSpinWait();
        }
    }

    /** Makes one that has its first stretches: what they cost is not to be measured with the first records. */
    static MappedLog create(Path file, Pages pages) throws IOException {
        return new MappedLog(file, pages);
    }

    void append(
            long timestampNs,
            DirectBuffer request,
            int requestOffset,
            int requestLength,
            DirectBuffer answer,
            int answerLength) {
        int length = RecordDescriptor.length(requestLength, answerLength);
        if (length > STRETCH - position) {
            turnToNext();
        }
        int at = position;
        buffer.putInt(at + LENGTH_OFFSET, length, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(at + SEQUENCE_OFFSET, ++sequence, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(at + TIMESTAMP_OFFSET, timestampNs, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(at + REQUEST_LENGTH_OFFSET, requestLength, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(at + ANSWER_LENGTH_OFFSET, answerLength, ByteOrder.LITTLE_ENDIAN);
        buffer.putBytes(at + BODY_OFFSET, request, requestOffset, requestLength);
        buffer.putBytes(at + BODY_OFFSET + requestLength, answer, 0, answerLength);
        crc.reset();
        crcView.limit(at + length).position(at + SEQUENCE_OFFSET);
        crc.update(crcView);
        buffer.putInt(at + CRC_OFFSET, (int) crc.getValue(), ByteOrder.LITTLE_ENDIAN);
        position = at + length;
    }

    /** Waits for the next stretch if it is not there yet. */
    private void turnToNext() {
        try {
            MappedByteBuffer next = ahead.poll();
            while (next == null) {
                if (failure.get() != null) {
                    throw new UncheckedIOException(failure.get());
                }
                Thread.onSpinWait();
                next = ahead.poll();
            }
            if (stretch != null) {
                used.put(stretch);
            }
            stretch = next;
            crcView = next.duplicate();
            buffer.wrap(next);
            position = 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between two stretches", e);
        }
    }

    private void mapAhead() {
        try {
            for (long at = 0; pages != Pages.REUSED || at < (STRETCHES_AHEAD + 1) * (long) STRETCH; at += STRETCH) {
                MappedByteBuffer next = channel.map(FileChannel.MapMode.READ_WRITE, at, STRETCH);
                if (pages != Pages.COLD) {
                    touch(next);
                }
                ahead.put(next);
                if (pages != Pages.REUSED) {
                    freeUsed();
                }
            }
            while (true) {
                ahead.put(used.take());
            }
        } catch (InterruptedException e) {
            // It is being closed.
            return;
        } catch (IOException e) {
            failure.set(e);
        } catch (InternalError e) {
            // A page that the disk has no room for.
            failure.set(new IOException("cannot write " + file + ": " + e.getMessage(), e));
        }
    }

    private static void touch(MappedByteBuffer stretch) {
        for (int page = 0; page < STRETCH; page += PAGE) {
            stretch.put(page, (byte) 0);
        }
    }

    private void freeUsed() {
        for (MappedByteBuffer old = used.poll(); old != null; old = used.poll()) {
            BufferUtil.free(old);
        }
    }

    @Override
    public void close() throws IOException {
        mapper.interrupt();
        boolean interrupted = false;
        while (mapper.isAlive()) {
            try {
                mapper.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        ahead.forEach(BufferUtil::free);
        used.forEach(BufferUtil::free);
        BufferUtil.free(stretch);
        channel.close();
        Files.delete(file);
    }
}
