// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.journal.RecordHandler;
import org.agrona.DirectBuffer;

/** Shows how far a journal has been read, in MiB of records. */
final class WatchedRecords implements RecordHandler {
    private final RecordHandler handler;
    private final Progress progress;
    private long bytes;

    WatchedRecords(RecordHandler handler, Progress progress) {
        this.handler = handler;
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
        handler.onRecord(sequence, timestampNs, buffer, commandOffset, commandLength, outcomeOffset, outcomeLength);
        long before = mebibytes(bytes);
        bytes += commandLength + outcomeLength;
        if (mebibytes(bytes) > before) {
            progress.reach(mebibytes(bytes));
        }
    }

    static long mebibytes(long bytes) {
        return bytes >> 20;
    }
}
