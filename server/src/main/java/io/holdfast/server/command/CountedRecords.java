// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.journal.RecordHandler;
import org.agrona.DirectBuffer;

/** Shows how far a journal has been read, in records. */
final class CountedRecords implements RecordHandler {
    private static final int AT_ONCE = 1 << 14;

    private final Progress progress;
    private long records;

    CountedRecords(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void onRecord(
            long sequence,
            long timestampNs,
            DirectBuffer buffer,
            int commandOffset,
            int commandLength,
            int outcomeOffset,
            int outcomeLength) {
        records++;
        if (records % AT_ONCE == 0) {
            progress.reach(records);
        }
    }
}
