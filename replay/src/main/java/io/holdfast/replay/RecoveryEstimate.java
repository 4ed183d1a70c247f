// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import io.holdfast.journal.JournalReader;
import io.holdfast.journal.JournalSource;
import io.holdfast.journal.snapshot.Snapshots;
import io.holdfast.journal.snapshot.UnusableSnapshotException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a recovery will have to do, and about how long that takes, known without reading any of it: by the headers of the snapshots and
 * the note of how far the journal was synced. Rates are those of a small machine, see docs/figures.md.
 *
 * @param snapshotSequence of the newest snapshot; 0 if there is none.
 * @param snapshotBytes    its length.
 * @param records          behind it, as far as is known.
 */
public record RecoveryEstimate(long snapshotSequence, long snapshotBytes, long records) {
    private static final double SNAPSHOT_BYTES_PER_SECOND = 800e6;
    private static final double RECORDS_PER_SECOND = 1e6;

    /**
     * Estimates the recovery of the directory that a journal lies in.
     *
     * @throws io.holdfast.journal.DamagedJournalException if the note is not as it was written.
     */
    public static RecoveryEstimate of(JournalSource journal) throws IOException {
        long synced = JournalReader.syncedSequence(journal);
        for (Path file : Snapshots.beside(journal).files()) {
            try {
                long sequence = Snapshots.header(file).sequence();
                return new RecoveryEstimate(sequence, Files.size(file), Math.max(0, synced - sequence));
            } catch (UnusableSnapshotException e) {
                // The recovery will tell of it, and use an older one.
            }
        }
        return new RecoveryEstimate(0, 0, synced);
    }

    /** About how long it will take. */
    public double seconds() {
        return snapshotBytes / SNAPSHOT_BYTES_PER_SECOND + records / RECORDS_PER_SECOND;
    }
}
