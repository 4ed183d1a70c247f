// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads a journal from its first record to its last, and whatever lies between and behind the records, but for the
 * content of Chronicle's own header and index, which nothing depends on. Changes nothing.
 */
public final class JournalReader {
    private JournalReader() {}

    /** Reads all records of a journal that nobody is writing to; see {@link #read(JournalSource, RecordHandler)}. */
    public static JournalEnd read(Path journal, RecordHandler handler) throws IOException {
        return read(JournalSource.atRest(journal), handler);
    }

    /**
     * Reads all records; of a journal that is being written all that were there when this began, and maybe some more.
     *
     * @param handler takes the records.
     * @return where the journal ends.
     * @throws DamagedJournalException if anything but the very end is not as it was written.
     */
    public static JournalEnd read(JournalSource journal, RecordHandler handler) throws IOException {
        return JournalTail.read(journal, JournalRange.ALL, handler);
    }

    /**
     * Reads the records behind one that the journal must have. Files that end before it are not looked at.
     *
     * @param sequence 0 for the place before the first record.
     * @return where the journal ends; with the number of records that were behind that one.
     * @throws DamagedJournalException also if the journal ends before it, or has a gap behind it.
     */
    public static JournalEnd readAfter(JournalSource journal, long sequence, RecordHandler handler) throws IOException {
        JournalEnd end = JournalTail.read(journal, JournalRange.after(sequence), handler);
        if (end.lastSequence() < sequence) {
            throw missing(journal, sequence, "ends with record " + end.lastSequence());
        }
        return end;
    }

    /**
     * Finds what tells a record from those of the same sequence in all other journals.
     *
     * @throws DamagedJournalException if the journal does not have this record, or its file is not as it was written up to there.
     */
    public static RecordIdentity identify(JournalSource journal, long sequence) throws IOException {
        long first = firstSequence(journal);
        if (first > sequence) {
            throw missing(journal, sequence, "begins with record " + first);
        }
        RecordIdentity found = find(journal, sequence);
        if (found == null) {
            JournalEnd end = JournalTail.read(journal, JournalRange.upTo(sequence), RecordHandler.NONE);
            throw missing(journal, sequence, "ends with record " + end.lastSequence());
        }
        return found;
    }

    /**
     * Finds what tells a record from those of the same sequence in all other journals; null if the journal does not have it.
     *
     * @throws DamagedJournalException if its file is not as it was written up to there.
     */
    public static RecordIdentity find(JournalSource journal, long sequence) throws IOException {
        RecordIdentity[] found = new RecordIdentity[1];
        JournalTail.read(
                journal,
                new JournalRange(sequence - 1, sequence, Long.MAX_VALUE),
                (recordSequence, timestampNs, buffer, commandOffset, commandLength, outcomeOffset, outcomeLength) ->
                        found[0] = new RecordIdentity(
                                recordSequence, timestampNs, RecordDescriptor.crcOnFile(buffer, commandOffset)));
        return found[0];
    }

    private static DamagedJournalException missing(JournalSource journal, long sequence, String but)
            throws IOException {
        List<Path> files = JournalFiles.list(journal.path());
        Path place = files.isEmpty() ? journal.path() : files.get(files.size() - 1);
        return new DamagedJournalException(
                place, "the journal is known to have had record " + sequence + ", but " + but);
    }

    /**
     * The last record that a journal is known to have had synced, without reading it; 0 if nothing is known.
     *
     * @throws DamagedJournalException if the note of that is not as it was written.
     */
    public static long syncedSequence(JournalSource journal) throws IOException {
        return SyncedMark.read(journal.path()).sequence();
    }

    /**
     * The sequence of the journal's first record; 0 if it has none.
     *
     * @throws DamagedJournalException if the journal begins later than it may: files are missing, or the first one is not whole.
     */
    public static long firstSequence(JournalSource journal) throws IOException {
        List<Path> files = JournalFiles.list(journal.path());
        long first = firstSequence(files);
        // Read later, and it only grows: whoever removes files meanwhile has noted it before.
        long latest = JournalBegin.read(journal.path());
        if (first > latest) {
            throw new DamagedJournalException(
                    files.get(0),
                    "the journal begins with record " + first + ", but it should begin with record " + latest
                            + (latest == 1 ? "" : " or before it") + ": a file is missing, or broken at its beginning");
        }
        return first;
    }

    static long firstSequence(List<Path> files) throws IOException {
        for (Path file : files) {
            long firstSequence = CycleFile.firstSequence(file);
            if (firstSequence != 0) {
                return firstSequence;
            }
        }
        return 0;
    }
}
