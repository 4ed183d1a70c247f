// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.journal.JournalSource;
import io.holdfast.journal.RecordHandler;
import java.io.IOException;
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

    /** Does something that replays a whole journal, with a progress bar. */
    static <T> T replaying(JournalSource journal, Replaying<T> replaying) throws IOException {
        long mebibytes = mebibytes(journal.bytes());
        try (Progress progress = Progress.start("replaying, MiB", mebibytes)) {
            T result = replaying.replay(new WatchedRecords(RecordHandler.NONE, progress));
            // The files have been given more than they hold.
            progress.reach(mebibytes);
            return result;
        }
    }

    /** Replays a journal, and shows its records. */
    interface Replaying<T> {
        T replay(RecordHandler records) throws IOException;
    }

    static long mebibytes(long bytes) {
        return bytes >> 20;
    }
}
