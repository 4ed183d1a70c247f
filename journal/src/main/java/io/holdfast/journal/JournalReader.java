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
        SyncedMark.Known synced = SyncedMark.read(journal.path());
        List<Path> files = JournalFiles.list(journal.path());
        FileEnd lastEnd = journal.isLive() ? FileEnd.BEING_WRITTEN : FileEnd.atRest(synced);
        long records = 0;
        long lastSequence = 0;
        long lastTimestampNs = 0;
        TornEnd torn = null;
        for (int i = 0; i < files.size(); i++) {
            JournalFiles.minuteMs(files.get(i));
            try (CycleFile file = CycleFile.open(files.get(i), lastSequence, lastTimestampNs)) {
                torn = file.read(i == files.size() - 1 ? lastEnd : FileEnd.WHOLE, handler);
                records += file.records();
                lastSequence = file.lastSequence();
                lastTimestampNs = file.lastTimestampNs();
            }
        }
        synced.expectReached(files.isEmpty() ? journal.path() : files.get(files.size() - 1), lastSequence);
        // What is beyond the length that the last file had when it was opened is no torn end.
        return new JournalEnd(records, lastSequence, lastTimestampNs, journal.isLive() ? null : torn);
    }
}
