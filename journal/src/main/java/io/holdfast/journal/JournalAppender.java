// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import io.holdfast.engine.pipeline.CommandLog;
import io.holdfast.journal.pages.PagesAhead;
import io.holdfast.journal.pages.PagesBehind;
import io.holdfast.journal.pages.RoomAhead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

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
    private static final long ROLL_LENGTH = 1024L * 1024 * 1024;
    private static final long ROLL_INTERVAL_MS = TimeUnit.HOURS.toMillis(1);
    /** What Chronicle writes behind the last record when the next file is begun. */
    private static final int END_MARK_LENGTH = 64;

    private final Durability durability;
    private final SyncedMark synced;
    private final ChronicleWriter writer;
    private final RecordBatch batch = new RecordBatch();
    private long documentEnd;
    private long fileLength;

    /** Null before the first record, and between two files. */
    private volatile OpenFile newest;
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

    /**
     * What went wrong first, or null. Behind it nothing counts as written or synced: the kernel tells of a lost page once, and then the page counts
     * as clean.
     */
    private final AtomicReference<IOException> failure = new AtomicReference<>();

    /** Held while it syncs, and while what that uses is closed. */
    private final Object syncing = new Object();

    private boolean isClosed;

    private final RoomAhead roomAhead = new RoomAhead();
    private final PagesAhead pagesAhead = new PagesAhead();
    private final PagesBehind pagesBehind = new PagesBehind();

    private JournalAppender(Durability durability, SyncedMark synced, ChronicleWriter writer) {
        this.durability = durability;
        this.synced = synced;
        this.writer = writer;
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
            giveBack(last, CycleFile.contentEnd(last));
        }
        long minuteMs = Math.max(firstFreeMinuteMs, minute(nowMs));
        // Chronicle marks the end of every earlier file it finds, where it believes the end to be, and that is wrong in
        // a file whose end was torn. So it is not shown any.
        Path start = Files.createDirectories(JournalFiles.start(journal, minuteMs));
        // Left by a start that wrote nothing: its table of locks. A dead process's lock would have to be waited for.
        Files.deleteIfExists(start.resolve(JournalFiles.METADATA));
        Disk.forceDirectory(journal);
        SyncedMark synced = SyncedMark.open(journal, durability);
        return new JournalAppender(durability, synced, new ChronicleWriter(start, minuteMs));
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
        if (!batch.hasRoomFor(length)) {
            commit();
        }
        batch.add(sequence, timestampNs, command, commandOffset, commandLength, outcome, outcomeOffset, outcomeLength);
    }

    @Override
    public void commit() {
        if (batch.length() == 0) {
            return;
        }
        if (failure.get() != null) {
            throw new UncheckedIOException(failedBefore());
        }
        try {
            rollIfDue();
            boolean isFirst = fileLength == 0;
            if (isFirst) {
                writer.writeFirstPages();
            }
            documentEnd = writer.write(batch);
            writtenPosition = documentEnd;
            syncBatch(isFirst);
        } catch (IOException e) {
            failure.compareAndSet(null, e);
            throw new UncheckedIOException("cannot write the journal: " + e.getMessage(), e);
        }
        writtenSequence = batch.lastSequence();
        fileLength += batch.length();
        records += batch.records();
        bytes += batch.length();
        documents++;
        batch.clear();
    }

    /** A file's first batch is synced in every mode, with the file itself. */
    private void syncBatch(boolean isFirst) throws IOException {
        long startNs = System.nanoTime();
        if (isFirst) {
            newest = OpenFile.begin(writer.file());
        } else if (durability == Durability.SYNCED) {
            newest.force();
        }
        if (durability == Durability.SYNCED) {
            syncs.add(System.nanoTime() - startNs, batch.lastSequence());
            synced.advance(batch.lastSequence());
        }
    }

    private void rollIfDue() throws IOException {
        long fileMinuteMs = writer.fileMinuteMs();
        boolean anotherHour = batch.lastTimestampMs() / ROLL_INTERVAL_MS > fileMinuteMs / ROLL_INTERVAL_MS;
        if (anotherHour || fileLength > ROLL_LENGTH) {
            endFile();
            writer.roll(Math.max(fileMinuteMs + JournalFiles.CYCLE_MS, minute(batch.lastTimestampMs())));
            fileLength = 0;
        }
    }

    private void endFile() throws IOException {
        OpenFile file = newest;
        if (file != null) {
            file.end();
            newest = null;
            ended.set(new EndedFile(file.path(), documentEnd));
        }
    }

    private IOException failedBefore() {
        IOException first = failure.get();
        return new IOException("the journal could not be written or synced before: " + first.getMessage(), first);
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

    /**
     * Syncs to the disk what has been written and has not been synced with its batch, and the note of how far that is. Any
     * thread.
     *
     * @throws IOException if it cannot be synced, or is no longer there.
     */
    public void sync() throws IOException {
        synchronized (syncing) {
            if (isClosed) {
                return;
            }
            if (failure.get() != null) {
                throw failedBefore();
            }
            long sequence = writtenSequence;
            OpenFile file = newest;
            long position = writtenPosition;
            try {
                if (file != null) {
                    force(file, sequence);
                }
                synced.force();
            } catch (IOException e) {
                failure.compareAndSet(null, e);
                throw e;
            }
            if (file != null) {
                pagesBehind.drop(file.path(), position);
            }
        }
    }

    private void force(OpenFile file, long sequence) throws IOException {
        if (durability == Durability.WRITTEN) {
            long startNs = System.nanoTime();
            file.force();
            syncs.add(System.nanoTime() - startNs, sequence);
        }
        if (file.isRemoved()) {
            throw new NoSuchFileException(file.path().toString());
        }
        if (durability == Durability.WRITTEN && sequence > 0) {
            synced.advance(sequence);
        }
    }

    /**
     * Gives the newest file its next stretch on the disk before it is needed. Any one thread, off the pipeline.
     *
     * @return whether it has it; not if the disk is full. What is on the disk already can still be written to.
     * @throws IOException if the file cannot be opened, or the disk is broken.
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
        OpenFile file = newest;
        try {
            return file == null || roomAhead.keep(file.path(), writtenPosition);
        } catch (IOException e) {
            if (file.equals(newest)) {
                throw e;
            }
            // It has been ended meanwhile, and may have been removed.
            return true;
        }
    }

    /**
     * Fetches some of the newest file's next pages into memory before they are needed. Any one thread, off the pipeline.
     *
     * @return whether more are missing.
     */
    public boolean fetchAhead() {
        OpenFile file = newest;
        return file != null && pagesAhead.fetch(file.path(), writtenPosition);
    }

    private void giveBackEnded() {
        EndedFile file = ended.getAndSet(null);
        if (file != null) {
            giveBack(file.path, file.length);
        }
    }

    private static void giveBack(Path file, long end) {
        RoomAhead.giveBack(file, end + END_MARK_LENGTH);
    }

    /** Syncs and closes; a second time does nothing. The threads that allocate and fetch must have ended. */
    @Override
    public void close() throws IOException {
        synchronized (syncing) {
            if (isClosed) {
                return;
            }
            try {
                sync();
                giveBackEnded();
                if (newest != null) {
                    giveBack(newest.path(), documentEnd);
                }
            } finally {
                isClosed = true;
                CloseHelper.closeAll(writer, synced, roomAhead, pagesAhead, newest == null ? null : newest::close);
            }
        }
    }
}
