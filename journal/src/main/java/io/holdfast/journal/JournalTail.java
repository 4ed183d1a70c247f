// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * A place in a journal, from which its records are read as they come: through rolls and new starts, as far as they are
 * whole, and never one twice. Whoever writes the journal does not notice.
 *
 * <p>A journal at rest is read to its end by the first poll. After an exception nothing more can be read.
 *
 * <p>For one thread.
 */
public final class JournalTail implements AutoCloseable {
    private final JournalSource journal;
    private final JournalRange range;

    /** The file that is being read; null if the newest one that there is has no record yet, or all has been read. */
    private CycleFile file;
    /** The newest file with records that has been looked at; null if there is none. */
    private Path newestFile;

    private final List<JournalFile> closedFiles = new ArrayList<>();

    private boolean isDone;
    private long lastSequence;
    private long lastTimestampNs;
    private TornEnd torn;
    private long records;
    private RecordHandler handler;
    private final RecordHandler inRange = this::onRecord;

    private JournalTail(JournalSource journal, JournalRange range) {
        this.journal = journal;
        this.range = range;
    }

    /** A tail that begins with the first record. */
    public static JournalTail open(JournalSource journal) {
        return open(journal, JournalRange.ALL);
    }

    /**
     * A tail that reads what is in a range. Files that end before it are not looked at. Of a journal whose oldest files have been
     * removed it reads what there is; one that ends before the range has nothing in it; {@link #lastSequence()} tells.
     */
    public static JournalTail open(JournalSource journal, JournalRange range) {
        return new JournalTail(journal, range);
    }

    /**
     * Reads a range of a journal, as {@link JournalReader} reads all of it. Nothing behind the range is looked at.
     *
     * @return how far it was read.
     * @throws DamagedJournalException if what was looked at, but the very end, is not as it was written.
     */
    public static JournalEnd read(JournalSource journal, JournalRange range, RecordHandler handler) throws IOException {
        try (JournalTail tail = open(journal, range)) {
            tail.poll(handler);
            return tail.end();
        }
    }

    /**
     * Reads what has come since the last poll: all that was there when this began, unless it is in files that were begun
     * since, and maybe some more. Where nothing is new it looks at one header and at the names of the newest files.
     *
     * @param newHandler takes the records.
     * @return how many there were; as long as it is not 0 there may be more.
     * @throws DamagedJournalException if anything but the very end is not as it was written.
     */
    public long poll(RecordHandler newHandler) throws IOException {
        handler = newHandler;
        long before = records;
        if (file != null && !isDone) {
            file.grow();
            read(FileEnd.BEING_WRITTEN);
        }
        if (records == before && !isDone) {
            readNewFiles();
        }
        return records - before;
    }

    /** Whether nothing more can come: the range is at its end, or the journal was at rest. */
    public boolean isDone() {
        return isDone;
    }

    /** The sequence of the last record that was read, whether or not it is in the range; 0 if there is none. */
    public long lastSequence() {
        return lastSequence;
    }

    /** What has been read so far, and whether a journal at rest has a torn end. */
    public JournalEnd end() {
        return new JournalEnd(records, lastSequence, lastTimestampNs, torn);
    }

    private void readNewFiles() throws IOException {
        Path journalPath = journal.path();
        SyncedMark.Known synced = journal.isLive() ? SyncedMark.Known.NOTHING : SyncedMark.read(journalPath);
        List<Path> files =
                newestFile == null ? JournalFiles.list(journalPath) : JournalFiles.newerThan(newestFile, journalPath);
        if (file != null && !files.isEmpty()) {
            // Its writer was done with it before it made another one, but for Chronicle's end mark, which may come yet.
            file.grow();
            read(FileEnd.WHOLE);
            closeFile();
        }
        for (int i = newestFile == null ? skip(files) : 0; i < files.size() && !isDone; i++) {
            boolean isLast = i == files.size() - 1;
            JournalFiles.minuteMs(files.get(i));
            file = open(files.get(i));
            read(isLast ? lastEnd(synced) : FileEnd.WHOLE);
            // A file without a record may be replaced by another one of the same name when the next start finds it.
            if (file.records() > 0) {
                newestFile = files.get(i);
            }
            if (!isLast || file.records() == 0) {
                closeFile();
            }
        }
        if (!isDone && !journal.isLive()) {
            synced.expectReached(files.isEmpty() ? journalPath : files.get(files.size() - 1), lastSequence);
            isDone = true;
        }
    }

    private CycleFile open(Path path) throws IOException {
        try {
            return CycleFile.open(path, lastSequence, lastTimestampNs);
        } catch (NoSuchFileException e) {
            if (journal.isLive()) {
                throw removedMeanwhile();
            }
            throw e;
        }
    }

    private DataDirectoryException removedMeanwhile() {
        return new DataDirectoryException(
                "old files of " + journal.path() + " have been removed while they were to be read: run it again");
    }

    private FileEnd lastEnd(SyncedMark.Known synced) {
        return journal.isLive() ? FileEnd.BEING_WRITTEN : FileEnd.atRest(synced);
    }

    /** How many files end before the range begins. */
    private int skip(List<Path> files) throws IOException {
        if (range.afterSequence() > 0) {
            int file = JournalFiles.lastStartingAtOrBefore(range.afterSequence() + 1, files);
            if (file >= 0) {
                lastSequence = CycleFile.firstSequence(files.get(file)) - 1;
                return file;
            }
        }
        // If it begins later than it may, its first record does not follow this one.
        long begin = Math.min(JournalReader.firstSequence(files), JournalBegin.read(journal.path()));
        if (journal.isLive() && range.afterSequence() > 0 && begin > range.afterSequence() + 1) {
            throw removedMeanwhile();
        }
        lastSequence = range.afterSequence() > 0 ? 0 : Math.max(0, begin - 1);
        return 0;
    }

    private void read(FileEnd end) throws IOException {
        TornEnd fileTorn = file.read(end, range, inRange);
        torn = end == FileEnd.WHOLE || end == FileEnd.BEING_WRITTEN ? null : fileTorn;
        lastSequence = file.lastSequence();
        lastTimestampNs = file.lastTimestampNs();
        isDone = file.isPastRange();
    }

    private void onRecord(
            long sequence,
            long timestampNs,
            DirectBuffer buffer,
            int commandOffset,
            int commandLength,
            int outcomeOffset,
            int outcomeLength) {
        if (sequence > range.afterSequence()) {
            records++;
            handler.onRecord(sequence, timestampNs, buffer, commandOffset, commandLength, outcomeOffset, outcomeLength);
        }
    }

    /** The files that have been read, oldest first; of the last one as far as it goes. */
    public List<JournalFile> files() {
        List<JournalFile> files = new ArrayList<>(closedFiles);
        if (file != null) {
            files.add(file.summary());
        }
        return files;
    }

    private void closeFile() throws IOException {
        if (file.records() > 0 || !journal.isLive()) {
            closedFiles.add(file.summary());
        }
        file.close();
        file = null;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            closeFile();
        }
    }
}
