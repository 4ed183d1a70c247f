// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What an operator has decided about records that the engine could not decide: {@code repairs} beside the journal, a text with a
 * line for each.
 *
 * <pre>
 *   skip 4711 of 1769900102000000123 since 2026-01-31T23:20:00Z: what was to be said about it
 * </pre>
 *
 * @param skips what is to be skipped, in the order in which that was decided.
 */
public record Repairs(List<Skip> skips) {
    private static final Pattern LINE = Pattern.compile("(?s)skip (\\d{1,18}) of (\\d{1,19}) since (\\S+): (.+)");

    /**
     * A record that is to be skipped.
     *
     * @param sequence    the record's.
     * @param timestampNs the record's time, nanoseconds since 1970, which tells it from those of other journals.
     * @param since       when that was decided.
     * @param reason      why, in one line.
     */
    public record Skip(long sequence, long timestampNs, Instant since, String reason) {
        @Override
        public String toString() {
            return "skip " + sequence + " of " + timestampNs + " since " + since + ": " + reason;
        }
    }

    /**
     * Reads the repairs of the data directory that a journal lies in; there need not be any.
     *
     * @throws DamagedJournalException if they are not as they were written.
     */
    public static Repairs of(JournalSource journal) throws IOException {
        Path file = file(journal.path());
        if (!Files.exists(file)) {
            return new Repairs(List.of());
        }
        List<Skip> skips = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                skips.add(skip(file, line));
            }
        } catch (MalformedInputException e) {
            throw new DamagedJournalException(file, "not the text that was written there");
        }
        return new Repairs(List.copyOf(skips));
    }

    private static Skip skip(Path file, String line) {
        Matcher fields = LINE.matcher(line);
        if (fields.matches()) {
            try {
                return new Skip(
                        Long.parseLong(fields.group(1)),
                        Long.parseLong(fields.group(2)),
                        Instant.parse(fields.group(3)),
                        fields.group(4));
            } catch (DateTimeParseException | NumberFormatException e) {
                // Told below.
            }
        }
        throw new DamagedJournalException(file, "not a repair: \"" + line + '"');
    }

    /** Whether a record is to be skipped. */
    public boolean skips(long sequence, long timestampNs) {
        return skips.stream().anyMatch(skip -> skip.sequence == sequence && skip.timestampNs == timestampNs);
    }

    /** These and one more. */
    public Repairs with(Skip skip) {
        List<Skip> more = new ArrayList<>(skips);
        more.add(skip);
        return new Repairs(List.copyOf(more));
    }

    /** Writes them into a data directory: all or nothing, and synced. */
    public void write(DataDirectory directory) throws IOException {
        if (skips.isEmpty()) {
            return;
        }
        String text = skips.stream().map(skip -> skip + "\n").collect(Collectors.joining());
        Disk.writeWhole(file(directory.journal()), text);
    }

    private static Path file(Path journal) {
        return journal.resolveSibling("repairs");
    }
}
