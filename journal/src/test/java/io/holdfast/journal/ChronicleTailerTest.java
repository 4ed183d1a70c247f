// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.engine.Seed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chronicle's own tailer finds the same records in the same order: what we read directly is a Chronicle queue. */
class ChronicleTailerTest {
    private static final long HOUR_NS = 3_600_000_000_000L;

    @TempDir
    private Path directory;

    @Test
    void shouldReadTheSameAsChronicle() {
        Seed.run(random -> {
            List<List<Entry>> first = Entry.batches(random, 1, 1, 5, 2);
            List<Entry> nextHour = Entry.batches(random, 9, 3).get(0).stream()
                    .map(entry -> entry.at(entry.timestampNs() + HOUR_NS))
                    .toList();
            first.add(nextHour);
            TestJournal.write(directory, first);
            TestJournal.write(
                    directory,
                    List.of(List.of(Entry.random(random, 12, 30_000, 9)
                            .at(nextHour.get(2).timestampNs()))));

            List<Entry> read = TestJournal.read(directory).entries();
            assertEquals(12, read.size());
            assertEquals(read, readByChronicle());
        });
    }

    private List<Entry> readByChronicle() throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> starts = Files.list(directory.resolve("journal"))) {
            for (Path start : starts.sorted().toList()) {
                readStart(start, entries);
            }
        }
        return entries;
    }

    private static void readStart(Path start, List<Entry> entries) {
        try (SingleChronicleQueue queue = SingleChronicleQueueBuilder.binary(start)
                        .rollCycle(JournalFiles.CYCLE)
                        .build();
                ExcerptTailer tailer = queue.createTailer()) {
            while (true) {
                try (DocumentContext document = tailer.readingDocument()) {
                    if (!document.isPresent()) {
                        return;
                    }
                    parse(document.wire().bytes().toByteArray(), entries);
                }
            }
        }
    }

    /** By the layout's description, not by its code. */
    private static void parse(byte[] document, List<Entry> entries) {
        ByteBuffer bytes = ByteBuffer.wrap(document).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < document.length; at += bytes.getInt(at)) {
            int command = bytes.getInt(at + 24);
            int outcome = bytes.getInt(at + 28);
            entries.add(new Entry(
                    bytes.getLong(at + 8),
                    bytes.getLong(at + 16),
                    slice(document, at + 32, command),
                    slice(document, at + 32 + command, outcome)));
        }
    }

    private static ByteBuffer slice(byte[] document, int from, int length) {
        byte[] bytes = new byte[length];
        System.arraycopy(document, from, bytes, 0, length);
        return ByteBuffer.wrap(bytes);
    }
}
