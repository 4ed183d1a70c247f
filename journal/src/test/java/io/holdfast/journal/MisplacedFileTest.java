// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each file is whole, but it is not where it belongs: refused, and the place is named. */
class MisplacedFileTest {
    private static final String LATER = "20270101-0000/20270101-0000.cq4";

    @TempDir
    private Path directory;

    @TempDir
    private Path other;

    private JournalImage image;
    private List<String> names;

    @Test
    void shouldRefuseJournalWithFileMissing() {
        Seed.run(random -> {
            prepare(random);
            image.remove(names.get(1));
            expectRefused(names.get(2), "record 7 follows record 3");
        });
    }

    @Test
    void shouldRefuseJournalWithFirstFileMissing() {
        Seed.run(random -> {
            prepare(random);
            image.remove(names.get(0));
            expectRefused(names.get(1), "record 4 follows record 0");
        });
    }

    @Test
    void shouldRefuseFilesThatAreSwapped() {
        Seed.run(random -> {
            prepare(random);
            byte[] second = image.file(names.get(1));
            image.put(names.get(1), image.file(names.get(2))).put(names.get(2), second);
            expectRefused(names.get(1), "record 7 follows record 3");
        });
    }

    @Test
    void shouldRefuseFileThatIsThereTwice() {
        Seed.run(random -> {
            prepare(random);
            image.put(LATER, image.file(names.get(1)));
            expectRefused(LATER, "record 4 follows record 9");
        });
    }

    @Test
    void shouldRefuseFileOfAnotherJournal() {
        Seed.run(random -> {
            prepare(random);
            TestJournal.write(other, Entry.batches(random, 1, 2, 3, 4));
            image.put(names.get(1), JournalImage.of(other).lastFile());
            expectRefused(names.get(1), "record 1 follows record 3");
        });
    }

    @Test
    void shouldRefuseRecordThatIsOlderThanTheOneBefore() {
        Seed.run(random -> {
            prepare(random);
            Entry older = Entry.random(random, 10, 20, 10).at(1);
            TestJournal.write(directory, List.of(List.of(older)));
            image = JournalImage.of(directory);
            expectRefused(image.lastName(), "record 10 is older than the one before it");
        });
    }

    @Test
    void shouldRefuseWhatIsNoJournalFile() {
        Seed.run(random -> {
            prepare(random);
            byte[] second = image.file(names.get(1));
            for (String text : List.of("some text", "not a journal", "x".repeat(5_000), "\0\0\0\0\0\0\0\0text")) {
                byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
                image.put(LATER, bytes);
                expectRefused(LATER, "");
                image.remove(LATER);
                image.put(names.get(1), bytes);
                expectRefused(names.get(1), "");
                image.put(names.get(1), second);
            }
        });
    }

    @Test
    void shouldRefuseFileThatIsNotNamedLikeOne() {
        Seed.run(random -> {
            prepare(random);
            image.put("later.cq4", image.file(names.get(2)));
            image.layDown(directory);
            String message = assertThrows(DamagedJournalException.class, () -> TestJournal.read(directory))
                    .getMessage();
            assertTrue(message.contains("later.cq4: not the name of a journal file"), message);
        });
    }

    private void prepare(Random random) throws IOException {
        for (int file = 0; file < 3; file++) {
            TestJournal.write(directory, Entry.batches(random, 1 + 3L * file, 1, 2));
        }
        image = JournalImage.of(directory);
        names = image.names();
    }

    private void expectRefused(String name, String what) {
        image.layDown(directory);
        String message = assertThrows(DamagedJournalException.class, () -> TestJournal.read(directory))
                .getMessage();
        assertTrue(message.startsWith(JournalImage.path(directory, name) + ", byte "), message);
        assertTrue(message.contains(what), message);
        assertEquals(1, message.lines().count(), message);
    }
}
