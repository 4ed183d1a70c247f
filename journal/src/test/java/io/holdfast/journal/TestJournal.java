// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Test fixture: writes and reads the journal of a data directory. */
final class TestJournal {
    /** What a reader was shown. */
    record ReadBack(List<Entry> entries, JournalEnd end) {}

    private TestJournal() {}

    /** Opens the journal, which begins a new file, and writes batches to it. */
    static void write(Path directory, List<List<Entry>> batches) throws IOException {
        try (DataDirectory owned = DataDirectory.own(directory);
                JournalAppender journal = JournalAppender.open(owned, Durability.WRITTEN, Entry.START_MS)) {
            for (List<Entry> batch : batches) {
                batch.forEach(entry -> entry.appendTo(journal));
                journal.commit();
            }
        }
    }

    /** Opens the journal as it is now, appends, and reads it all back; what was there must be among it. */
    static void expectAppendable(Path directory, List<Entry> present, Random random) throws IOException {
        long timestampNs =
                present.isEmpty() ? 0 : present.get(present.size() - 1).timestampNs();
        List<List<Entry>> more = Entry.batches(random, present.size() + 1, 1, 3).stream()
                .map(batch -> batch.stream().map(entry -> entry.at(timestampNs)).toList())
                .toList();
        write(directory, more);
        List<Path> files = JournalFiles.list(directory.resolve("journal"));
        JournalImage.trim(files.get(files.size() - 1));
        List<Entry> expected = new ArrayList<>(present);
        expected.addAll(flat(more));
        ReadBack read = read(directory);
        assertEquals(expected, read.entries());
        assertNull(read.end().torn());
    }

    static ReadBack read(Path directory) throws IOException {
        return read(JournalSource.atRest(DataDirectory.journalToRead(directory)));
    }

    static ReadBack read(JournalSource journal) throws IOException {
        List<Entry> entries = new ArrayList<>();
        JournalEnd end = JournalReader.read(
                journal,
                (sequence, timestampNs, buffer, commandOffset, commandLength, outcomeOffset, outcomeLength) ->
                        entries.add(Entry.copyOf(
                                sequence,
                                timestampNs,
                                buffer,
                                commandOffset,
                                commandLength,
                                outcomeOffset,
                                outcomeLength)));
        return new ReadBack(entries, end);
    }

    static List<Entry> flat(List<List<Entry>> batches) {
        return batches.stream().flatMap(List::stream).toList();
    }
}
