// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import io.holdfast.engine.pipeline.CommandLog;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.Durability;
import io.holdfast.journal.JournalAppender;
import io.holdfast.journal.JournalReader;
import java.io.IOException;
import java.nio.file.Path;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Test fixture: writes a journal once more with one record changed, so that every checksum is right. */
final class Rewriter {
    /** Changes a record's bytes in place. */
    interface Change {
        void apply(MutableDirectBuffer command, MutableDirectBuffer outcome);
    }

    private Rewriter() {}

    static void copy(Path from, Path to, long changedSequence, Change change) throws IOException {
        try (DataDirectory directory = DataDirectory.own(to);
                JournalAppender journal = JournalAppender.open(directory, Durability.WRITTEN, 0)) {
            copy(DataDirectory.journalToRead(from), journal, changedSequence, change);
            journal.commit();
        }
    }

    private static void copy(Path from, CommandLog to, long changedSequence, Change change) throws IOException {
        JournalReader.read(
                from, (sequence, timestampNs, buffer, commandOffset, commandLength, outcomeOffset, outcomeLength) -> {
                    UnsafeBuffer command = new UnsafeBuffer(new byte[commandLength]);
                    command.putBytes(0, buffer, commandOffset, commandLength);
                    UnsafeBuffer outcome = new UnsafeBuffer(new byte[outcomeLength]);
                    outcome.putBytes(0, buffer, outcomeOffset, outcomeLength);
                    if (sequence == changedSequence) {
                        change.apply(command, outcome);
                    }
                    to.append(sequence, timestampNs, command, 0, commandLength, outcome, 0, outcomeLength);
                });
    }
}
