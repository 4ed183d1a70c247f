// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.holdfast.engine.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A record that was damaged in any of its fields is named exactly, in the middle of the journal and in its last file. */
class DamagedFieldTest {
    private static final int COMMAND = 20;
    private static final int OUTCOME = 10;

    @TempDir
    private Path directory;

    private final Entry[] entries = new Entry[4];

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "record length, 0",
        "checksum, 4",
        "sequence, 8",
        "time, 16",
        "command length, 24",
        "outcome length, 28",
        "command, 32",
        "outcome, 52",
        "padding, 63",
        "end mark, 68"
    })
    void shouldNameRecordThatIsDamaged(String field, int offset) {
        Seed.run(random -> {
            write(random);
            JournalImage image = JournalImage.of(directory);
            for (String name : image.names()) {
                expectRefused(image.copy(), name, offset, random, field);
            }
        });
    }

    /** Two files of one batch each, and the second record of the batch is the one to be damaged. */
    private void write(Random random) throws IOException {
        for (int i = 0; i < entries.length; i += 2) {
            entries[i] = Entry.random(random, i + 1, COMMAND, OUTCOME);
            entries[i + 1] = Entry.random(random, i + 2, COMMAND, OUTCOME);
            TestJournal.write(directory, List.of(List.of(entries[i], entries[i + 1])));
        }
    }

    private void expectRefused(JournalImage image, String name, int offset, Random random, String field) {
        int record = image.documents(name).get(0) + CycleFile.HEADER_LENGTH + entries[0].length();
        image.file(name)[record + offset] ^= (byte) (1 << random.nextInt(8));
        image.layDown(directory);
        String message = assertThrows(DamagedJournalException.class, () -> TestJournal.read(directory), field)
                .getMessage();
        long sequenceBefore = image.names().indexOf(name) * 2L + 1;
        assertEquals(
                JournalImage.path(directory, name) + ", byte " + record + ": the record after sequence "
                        + sequenceBefore + " is damaged (length, checksum or end mark at byte " + record
                        + " do not agree)",
                message);
    }
}
