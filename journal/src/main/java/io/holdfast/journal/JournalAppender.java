// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import io.holdfast.engine.pipeline.CommandLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32C;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.PointerBytesStore;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.BufferUtil;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Appends records to the journal; all records of a batch are one Chronicle document, or a few if it is a long one.
 *
 * <p>It begins a new file when it is opened, when the sequenced time comes into another hour, and when a file has grown
 * long; never by the wall clock. When {@link #commit()} returns, the batch is as safe as the {@link Durability} promises.
 *
 * <p>Chronicle's own {@code sync()} logs what fails, and syncs a part of the file only; so files are synced here, and what
 * fails is thrown.
 *
 * <p>For one thread at a time, but for {@link #sync()}, {@link #allocateAhead()} and {@link #fetchAhead()}.
 */
public final class JournalAppender implements CommandLog, AutoCloseable {
    /** No document is longer; a torn end is not either. */
    static final int MAX_BATCH_LENGTH = 1024 * 1024;

    /** Chronicle's header and index of a file lie in these. */
    private static final int FIRST_PAGES_LENGTH = 128 * 1024;

    private static final long ROLL_LENGTH = 1024L * 1024 * 1024;
    private static final long ROLL_INTERVAL_MS = TimeUnit.HOURS.toMillis(1);
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
    private final Durability durability;
    private final SyncedMark synced;
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;

    private final ByteBuffer batchBytes =
            ByteBuffer.allocateDirect(MAX_BATCH_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer crcView = batchBytes.duplicate();
    private final UnsafeBuffer batch = new UnsafeBuffer(batchBytes);
    private final PointerBytesStore batchStore = new PointerBytesStore();
    private final CRC32C crc = new CRC32C();

    private int batchLength;
    private long batchSequence;
    private long batchTimestampMs;
    private long documentEnd;
    private long fileLength;
    /** Read by Chronicle as the time, which tells it which file to write to. */
    private long fileMinuteMs;
    /**
     * The file that is being written, open from its beginning on for syncing: the kernel tells each who has a file open of what has been
     * lost since.
     */
    private record NewestFile(Path path, FileChannel channel) {}

    /** Null before the first record, and between two files. */
    private volatile NewestFile newest;
    /** The newest record that is in the file's pages; set after {@link #newest}. */
    private volatile long writtenSequence;
    /** How far the newest file has been written; set before {@link #newest}. */
    private volatile long writtenPosition;

    private record EndedFile(Path path, long length) {}

    /** The last file that was ended, as long as it still has its room ahead. */
    private final AtomicReference<EndedFile> ended = new AtomicReference<>();

    private final SyncTally syncs = new SyncTally();
    private long records;
    private long bytes;
    private long documents;

    /** What went wrong, or null: nothing counts as written or synced behind it. */
    private volatile IOException failure;

    private boolean isClosed;

    private final MappedPages mappedPages = new MappedPages();
    private final RoomAhead roomAhead = new RoomAhead();
    private final PagesAhead pagesAhead = new PagesAhead();
    private final PagesBehind pagesBehind = new PagesBehind();

    private JournalAppender(Path start, Durability durability, SyncedMark synced, long fileMinuteMs) {
        this.start = start;
        this.durability = durability;
        this.synced = synced;
        this.fileMinuteMs = fileMinuteMs;
        this.queue = SingleChronicleQueueBuilder.binary(start)
                .rollCycle(JournalFiles.CYCLE)
                .timeProvider(() -> this.fileMinuteMs)
                .indexCount(INDEX_COUNT)
                .indexSpacing(INDEX_SPACING)
                .blockSize(BLOCK_LENGTH)
                .build();
        this.appender = queue.createAppender();
        // Opened by one thread, used by another, one after the other.
        this.appender.singleThreadedCheckDisabled(true);
    }

    /**
     * Opens the journal of a directory that this process owns, behind its last record. What lies there must have been read
     * before, and a torn end cut off.
     *
     * @param nowMs milliseconds since 1970; the new file is named after this minute, or a later one.
     */
    public static JournalAppender open(DataDirectory directory, Durability durability, long nowMs) throws IOException {
        Path journal = directory.journal();
        List<Path> files = JournalFiles.list(journal);
        long firstFreeMinuteMs = 0;
        if (!files.isEmpty()) {
            Path last = files.get(files.size() - 1);
            firstFreeMinuteMs = JournalFiles.minuteMs(last) + JournalFiles.CYCLE_MS;
            // A process that was killed has not synced it, nor given its room back, and only the last file of a journal
            // may have a torn end.
            Disk.force(last);
            RoomAhead.giveBack(last, CycleFile.contentEnd(last));
        }
        long minuteMs = Math.max(firstFreeMinuteMs, minute(nowMs));
        // Chronicle marks the end of every earlier file it finds, where it believes the end to be, and that is wrong in
        // a file whose end was torn. So it is not shown any.
        Path start = Files.createDirectories(JournalFiles.start(journal, minuteMs));
        // Left by a start that wrote nothing: its table of locks. A dead process's lock would have to be waited for.
        Files.deleteIfExists(start.resolve(JournalFiles.METADATA));
        Disk.forceDirectory(journal);
        return new JournalAppender(start, durability, SyncedMark.open(journal, durability), minuteMs);
    }

    private static long minute(long timeMs) {
        return timeMs - timeMs % JournalFiles.CYCLE_MS;
    }

    @Override
    public void append(
            long sequence,
            long timestampNs,
            DirectBuffer command,
            int commandOffset,
            int commandLength,
            DirectBuffer outcome,
            int outcomeOffset,
            int outcomeLength) {
        int length = RecordDescriptor.length(commandLength, outcomeLength);
        if (length > RecordDescriptor.MAX_LENGTH) {
            throw new IllegalArgumentException("record " + sequence + " is too long to be read back: " + length);
        }
        if (length > MAX_BATCH_LENGTH - batchLength) {
            commit();
        }
        int at = batchLength;
        int body = at + RecordDescriptor.BODY_OFFSET;
        int bodyEnd = body + commandLength + outcomeLength;
        int endMark = at + length - RecordDescriptor.END_MARK_LENGTH;
        batch.putInt(at + RecordDescriptor.LENGTH_OFFSET, length, ByteOrder.LITTLE_ENDIAN);
        batch.putLong(at + RecordDescriptor.SEQUENCE_OFFSET, sequence, ByteOrder.LITTLE_ENDIAN);
        batch.putLong(at + RecordDescriptor.TIMESTAMP_OFFSET, timestampNs, ByteOrder.LITTLE_ENDIAN);
        batch.putInt(at + RecordDescriptor.COMMAND_LENGTH_OFFSET, commandLength, ByteOrder.LITTLE_ENDIAN);
        batch.putInt(at + RecordDescriptor.OUTCOME_LENGTH_OFFSET, outcomeLength, ByteOrder.LITTLE_ENDIAN);
        batch.putBytes(body, command, commandOffset, commandLength);
        batch.putBytes(body + commandLength, outcome, outcomeOffset, outcomeLength);
        batch.setMemory(bodyEnd, endMark - bodyEnd, (byte) 0);
        batch.putInt(endMark, RecordDescriptor.END_MARK, ByteOrder.LITTLE_ENDIAN);
        batch.putInt(
                at + RecordDescriptor.CRC_OFFSET,
                RecordDescriptor.crc(crc, crcView, at, length),
                ByteOrder.LITTLE_ENDIAN);
        batchLength += length;
        records++;
        batchSequence = sequence;
        batchTimestampMs = TimeUnit.NANOSECONDS.toMillis(timestampNs);
    }

    @Override
    public void commit() {
        if (batchLength == 0) {
            return;
        }
        rollIfDue();
        if (fileLength == 0) {
            writeFirstPages(JournalFiles.file(start, fileMinuteMs));
        }
        writeDocument();
        writtenPosition = documentEnd;
        try {
            if (fileLength == 0) {
                beginFile();
            } else if (durability == Durability.SYNCED) {
                force(newest.channel, batchSequence);
            }
            if (durability == Durability.SYNCED) {
                synced.advance(batchSequence);
            }
        } catch (IOException e) {
            throw failed(e);
        }
        writtenSequence = batchSequence;
        fileLength += batchLength;
        bytes += batchLength;
        documents++;
        batchLength = 0;
    }

    private void force(FileChannel channel, long sequence) throws IOException {
        long startNs = System.nanoTime();
        channel.force(false);
        syncs.add(System.nanoTime() - startNs, sequence);
    }

    /** Records written since it was opened. For the thread that appends. */
    public long records() {
        return records;
    }

    /** How long these are, in bytes. For the thread that appends. */
    public long bytes() {
        return bytes;
    }

    /** Chronicle documents that they are in. For the thread that appends. */
    public long documents() {
        return documents;
    }

    /** The last record written since it was opened; 0 before the first. Any thread. */
    public long writtenSequence() {
        return writtenSequence;
    }

    /** How the journal was synced since it was opened. Any thread. */
    public SyncTally syncs() {
        return syncs;
    }

    private void writeDocument() {
        batchStore.set(BufferUtil.address(batchBytes), batchLength);
        BytesStore<?, ?> mapping;
        try (DocumentContext document = appender.writingDocument()) {
            try {
                document.wire().bytes().write(batchStore, 0L, batchLength);
                documentEnd = document.wire().bytes().writePosition();
                mapping = document.wire().bytes().bytesStore();
            } catch (RuntimeException | Error e) {
                // Or closing it would make half a batch look whole.
                document.rollbackOnClose();
                throw e;
            }
        }
        mappedPages.release(mapping, documentEnd);
    }

    /** A file's first page and its name are synced in every mode: without them, nothing in it could be found. */
    private void beginFile() throws IOException {
        Path file = JournalFiles.file(start, fileMinuteMs);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        long startNs = System.nanoTime();
        channel.force(true);
        Disk.forceDirectory(start);
        if (durability == Durability.SYNCED) {
            syncs.add(System.nanoTime() - startNs, batchSequence);
        }
        newest = new NewestFile(file, channel);
    }

    private void rollIfDue() {
        boolean anotherHour = batchTimestampMs / ROLL_INTERVAL_MS > fileMinuteMs / ROLL_INTERVAL_MS;
        if (anotherHour || fileLength > ROLL_LENGTH) {
            endFile();
            fileMinuteMs = Math.max(fileMinuteMs + JournalFiles.CYCLE_MS, minute(batchTimestampMs));
            fileLength = 0;
        }
    }

    /**
     * Zeros, which to Chronicle are a file that nobody has begun yet. With these in memory its first look at the file is no reason for the
     * kernel to read ahead, which may be megabytes of nothing, while everybody waits.
     */
    private void writeFirstPages(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            Disk.writeFully(channel, ByteBuffer.allocate(FIRST_PAGES_LENGTH), 0);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Whoever syncs the newest file can rely on the older ones. */
    private void endFile() {
        NewestFile file = newest;
        try {
            if (file != null) {
                file.channel.force(true);
                newest = null;
                file.channel.close();
                ended.set(new EndedFile(file.path, documentEnd));
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** From here on nothing counts as written or synced: the kernel tells of a lost page once, and then the page counts as clean. */
    private UncheckedIOException failed(IOException e) {
        failure = e;
        return new UncheckedIOException("cannot write the journal: " + e.getMessage(), e);
    }

    /**
     * Syncs to the disk what has been written and has not been synced with its batch, and the note of how far that is. Any one
     * thread.
     *
     * @throws IOException if it cannot be synced, or is no longer there.
     */
    public void sync() throws IOException {
        if (failure != null) {
            throw new IOException(
                    "the journal could not be written or synced before: " + failure.getMessage(), failure);
        }
        long sequence = writtenSequence;
        NewestFile file = newest;
        long position = writtenPosition;
        try {
            syncOrFind(file, sequence);
        } catch (ClosedChannelException e) {
            // If it has been ended meanwhile, it was synced before.
            if (file.equals(newest)) {
                failure = e;
                throw e;
            }
        } catch (IOException e) {
            failure = e;
            throw e;
        }
        if (durability == Durability.WRITTEN && sequence > 0) {
            synced.advance(sequence);
        }
        try {
            synced.force();
        } catch (IOException e) {
            failure = e;
            throw e;
        }
        if (file != null) {
            pagesBehind.drop(file.path, position);
        }
    }

    private void syncOrFind(NewestFile file, long sequence) throws IOException {
        if (file == null) {
            return;
        }
        if (durability == Durability.WRITTEN) {
            force(file.channel, sequence);
        }
        // Whoever has removed it has taken what it still seems to hold.
        if (file.equals(newest) && !Files.exists(file.path)) {
            throw new NoSuchFileException(file.path.toString());
        }
    }

    /**
     * Gives the newest file its next stretch on the disk before it is needed. Any one thread, off the pipeline.
     *
     * @return whether it has it; not if the disk is full. What is on the disk already can still be written to.
     * @throws IOException if the file cannot be opened.
     */
    public boolean allocateAhead() throws IOException {
        boolean isAllocated = allocateNewest();
        if (ended.get() == null) {
            return isAllocated;
        }
        giveBackEnded();
        return isAllocated || allocateNewest();
    }

    private boolean allocateNewest() throws IOException {
        NewestFile file = newest;
        try {
            return file == null || roomAhead.keep(file.path, writtenPosition);
        } catch (IOException e) {
            if (file.equals(newest)) {
                throw e;
            }
            // It has been ended meanwhile, and may have been removed.
            return true;
        }
    }

    /**
     * Has the newest file's next pages in memory before they are needed: some of them. Any one thread, off the pipeline.
     *
     * @return whether more are missing.
     */
    public boolean fetchAhead() {
        NewestFile file = newest;
        return file != null && pagesAhead.fetch(file.path, writtenPosition);
    }

    private void giveBackEnded() {
        EndedFile file = ended.getAndSet(null);
        if (file != null) {
            RoomAhead.giveBack(file.path, file.length);
        }
    }

    /** Syncs and closes; a second time does nothing. */
    @Override
    public void close() throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            sync();
            giveBackEnded();
            if (newest != null) {
                RoomAhead.giveBack(newest.path, documentEnd);
            }
        } finally {
            CloseHelper.closeAll(
                    appender, queue, synced, roomAhead, pagesAhead, newest == null ? null : newest.channel);
        }
    }
}
