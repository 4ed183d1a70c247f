// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page that reads as zeros, with records behind it. */
class ZeroedPageTest {
    private static final int PAGE = 4096;
    private static final int LONGEST_DOCUMENT = 3 * 1100;
    private static final Pattern MESSAGE = Pattern.compile(".*\\.cq4, byte (\\d+): .+");

    @TempDir
    private Path directory;

    @Test
    void shouldRefuseLastFileWithZeroedPage() {
        Seed.run(random -> {
            write(random, 1);
            expectRefusedAtEachPage(JournalImage.of(directory).lastName());
        });
    }

    @Test
    void shouldRefuseFileInTheMiddleWithZeroedPage() {
        Seed.run(random -> {
            write(random, 1);
            TestJournal.write(directory, Entry.batches(random, 101, 1));
            expectRefusedAtEachPage(JournalImage.of(directory).names().get(0));
        });
    }

    /** A hundred records of which the last is shorter than a page is long. */
    private void write(Random random, long firstSequence) throws IOException {
        List<List<Entry>> batches = new ArrayList<>();
        long sequence = firstSequence;
        while (sequence <= 100) {
            List<Entry> batch = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0 && sequence <= 100; i--) {
                batch.add(Entry.random(random, sequence++, 100 + random.nextInt(800), random.nextInt(100)));
            }
            batches.add(batch);
        }
        TestJournal.write(directory, batches);
    }

    private void expectRefusedAtEachPage(String name) throws IOException {
        JournalImage whole = JournalImage.of(directory);
        List<Integer> documents = whole.documents(name);
        int lastDocument = documents.get(documents.size() - 2);
        for (int page = 0; page + PAGE <= lastDocument; page += PAGE) {
            JournalImage image = whole.copy();
            Arrays.fill(image.file(name), page, page + PAGE, (byte) 0);
            image.layDown(directory);
            String message = assertThrows(DamagedJournalException.class, () -> TestJournal.read(directory))
                    .getMessage();
            Matcher matcher = MESSAGE.matcher(message);
            assertTrue(matcher.matches() && message.contains(name), message);
            int at = Integer.parseInt(matcher.group(1));
            assertTrue(page - LONGEST_DOCUMENT <= at && at < page + PAGE, message + ", page " + page);
        }
    }
}
