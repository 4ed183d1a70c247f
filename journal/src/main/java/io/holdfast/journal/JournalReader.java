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

    /**
     * Reads all records.
     *
     * @param journal the directory of the journal's files.
     * @param handler takes the records.
     * @return where the journal ends.
     * @throws DamagedJournalException if anything but the very end is not as it was written.
     */
    public static JournalEnd read(Path journal, RecordHandler handler) throws IOException {
        List<Path> files = JournalFiles.list(journal);
        long records = 0;
        long lastSequence = 0;
        long lastTimestampNs = 0;
        TornEnd torn = null;
        for (int i = 0; i < files.size(); i++) {
            JournalFiles.minuteMs(files.get(i));
            try (CycleFile file = CycleFile.open(files.get(i), lastSequence, lastTimestampNs)) {
                torn = file.read(i == files.size() - 1, handler);
                records += file.records();
                lastSequence = file.lastSequence();
                lastTimestampNs = file.lastTimestampNs();
            }
        }
        return new JournalEnd(records, lastSequence, lastTimestampNs, torn);
    }
}
