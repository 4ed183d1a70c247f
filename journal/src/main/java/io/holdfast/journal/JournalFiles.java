// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.rollcycles.LegacyRollCycles;

/**
 * The files of a journal, in a directory for each start.
 *
 * <pre>
 *   20260131-2315/20260131-2315.cq4
 *                 20260201-0000.cq4
 *   20260201-0007/20260201-0007.cq4
 * </pre>
 *
 * <p>Each file is named after a minute of sequenced time in which it was begun, or a later one where that name was taken,
 * and each directory after its first file; so the names' order is the files' order.
 */
final class JournalFiles {
    static final RollCycle CYCLE = LegacyRollCycles.MINUTELY;
    static final long CYCLE_MS = CYCLE.lengthInMillis();

    /** Chronicle's table of locks in the directory of a start; nothing in it outlives the process. */
    static final String METADATA = "metadata.cq4t";

    private static final String SUFFIX = ".cq4";
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmm");

    private JournalFiles() {}

    /** The journal's files, oldest first. */
    static List<Path> list(Path journal) throws IOException {
        return list(journal, entry -> true, file -> true);
    }

    /** The journal's files that are newer than one of them, oldest first. */
    static List<Path> newerThan(Path file, Path journal) throws IOException {
        Path start = file.getParent();
        return list(journal, entry -> entry.compareTo(start) >= 0, other -> other.compareTo(file) > 0);
    }

    /** Index of the last file that starts at or before a sequence; -1 if there is none. */
    static int lastStartingAtOrBefore(long sequence, List<Path> files) throws IOException {
        for (int i = files.size() - 1; i >= 0; i--) {
            long firstSequence = CycleFile.firstSequence(files.get(i));
            if (firstSequence != 0 && firstSequence <= sequence) {
                return i;
            }
        }
        return -1;
    }

    private static List<Path> list(Path journal, Predicate<Path> starts, Predicate<Path> wanted) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path entry : entries(journal)) {
            if (isNamedAsFile(entry)) {
                files.add(entry);
            } else if (starts.test(entry) && Files.isDirectory(entry)) {
                entries(entry).stream().filter(JournalFiles::isNamedAsFile).forEach(files::add);
            }
        }
        files.removeIf(wanted.negate());
        files.sort(null);
        return files;
    }

    private static boolean isNamedAsFile(Path path) {
        return path.getFileName().toString().endsWith(SUFFIX);
    }

    private static List<Path> entries(Path directory) throws IOException {
        // Looks at the names alone, so that a file may vanish meanwhile.
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        }
    }

    /** The minute a file is named after, in milliseconds since 1970. */
    static long minuteMs(Path file) {
        String name = file.getFileName().toString();
        try {
            return LocalDateTime.parse(name.substring(0, name.length() - SUFFIX.length()), NAME)
                    .toInstant(ZoneOffset.UTC)
                    .toEpochMilli();
        } catch (DateTimeParseException e) {
            throw new DamagedJournalException(
                    file, "not the name of a journal file, which would be like 20260131-2359.cq4");
        }
    }

    /** The directory of the start whose first file is named after a minute. */
    static Path start(Path journal, long minuteMs) {
        return journal.resolve(name(minuteMs));
    }

    /** The file of a start that is named after a minute. */
    static Path file(Path start, long minuteMs) {
        return start.resolve(name(minuteMs) + SUFFIX);
    }

    private static String name(long minuteMs) {
        return NAME.format(LocalDateTime.ofEpochSecond(minuteMs / 1000, 0, ZoneOffset.UTC));
    }
}
