// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * Which record a journal may begin with, where its oldest files have been removed because nobody needs them: {@code begin} beside
 * the journal, a text of one line. Without it, it begins with the first record, and anything else is damage. It is written before a
 * file is removed, so what is removed later, or put back, is in order too.
 *
 * <pre>
 *   the journal begins with record 4711 or before it, 5f0c3a11
 * </pre>
 */
final class JournalBegin {
    private static final Pattern LINE =
            Pattern.compile("the journal begins with record (\\d{1,18}) or before it, ([0-9a-f]{8})\n");

    private JournalBegin() {}

    /**
     * The sequence of the last record that a journal may begin with.
     *
     * @throws DamagedJournalException if that is not as it was written.
     */
    static long read(Path journal) throws IOException {
        Path file = file(journal);
        if (!Files.exists(file)) {
            return 1;
        }
        Matcher line = LINE.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        if (!line.matches() || !text(Long.parseLong(line.group(1))).equals(line.group())) {
            throw new DamagedJournalException(file, "not the line that was written there");
        }
        return Long.parseLong(line.group(1));
    }

    /** All or nothing, and synced. */
    static void write(Path journal, long sequence) throws IOException {
        Disk.writeWhole(file(journal), text(sequence));
    }

    private static String text(long sequence) {
        String text = "the journal begins with record " + sequence + " or before it, ";
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
        return text + HexFormat.of().toHexDigits((int) crc.getValue()) + "\n";
    }

    private static Path file(Path journal) {
        return journal.resolveSibling("begin");
    }
}
