// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Seed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The machine goes down at random moments: of what had not been synced any page may be missing. Simulated from copies of the
 * files, one from just after a sync, one from later. What is left must be a clean prefix, with all that was synced, and
 * appendable.
 */
class PowerLossTest {
    private static final int RUNS = 30;

    @TempDir
    private Path directory;

    private int cuts;
    private int refusals;

    @Test
    void shouldLeaveAllThatWasAnsweredWhereEachBatchIsSynced() {
        Seed.run(random -> {
            for (int run = 0; run < RUNS; run++) {
                List<List<Entry>> batches = longBatches(random, 1 + random.nextInt(6));
                // The machine goes down while the last batch is being synced.
                int answered = batches.size() - 1;
                expectPrefix(random, Durability.SYNCED, batches, answered, run);
            }
            assertTrue(cuts > RUNS / 4, () -> "only " + cuts + " ends were torn");
        });
    }

    @Test
    void shouldLeaveAllThatWasSyncedWhereThatIsDoneInTheBackground() {
        Seed.run(random -> {
            for (int run = 0; run < RUNS; run++) {
                List<List<Entry>> batches = longBatches(random, 1 + random.nextInt(12));
                expectPrefix(random, Durability.WRITTEN, batches, random.nextInt(batches.size()), run);
            }
            assertTrue(cuts > RUNS / 4, () -> "only " + cuts + " ends were torn");
        });
    }

    /** Where the machine has been up all the time, a missing page is no work of a power failure. */
    @Test
    void shouldRefuseHolesIfTheMachineDidNotGoDown() {
        Seed.run(random -> {
            for (int run = 0; run < RUNS; run++) {
                List<List<Entry>> batches = longBatches(random, 3 + random.nextInt(9));
                Path dir = directory.resolve("up-" + run);
                powerFails(random, dir, Durability.WRITTEN, batches, 1, false);
                try {
                    List<Entry> left = TestJournal.read(dir).entries();
                    assertEquals(TestJournal.flat(batches).subList(0, left.size()), left);
                } catch (DamagedJournalException e) {
                    refusals++;
                }
            }
            assertTrue(refusals > RUNS / 4, () -> "only " + refusals + " were refused");
        });
    }

    @Test
    void shouldRefuseHolesBelowWhatWasSynced() {
        Seed.run(random -> {
            List<List<Entry>> batches = longBatches(random, 4);
            Path dir = directory.resolve("below");
            powerFails(random, dir, Durability.WRITTEN, batches, batches.size(), true);
            List<Path> files = JournalFiles.list(dir.resolve("journal"));
            byte[] bytes = Files.readAllBytes(files.get(0));
            int page = 4096 * (1 + random.nextInt(4));
            for (int at = page; at < page + 4096; at++) {
                bytes[at] = 0;
            }
            Files.write(files.get(0), bytes);
            assertThrows(DamagedJournalException.class, () -> TestJournal.read(dir));
        });
    }

    private void expectPrefix(Random random, Durability durability, List<List<Entry>> batches, int synced, int run)
            throws IOException {
        Path dir = directory.resolve(durability + "-" + run);
        powerFails(random, dir, durability, batches, synced, true);
        TestJournal.ReadBack read = TestJournal.read(dir);
        List<Entry> all = TestJournal.flat(batches);
        int mustBeThere = TestJournal.flat(batches.subList(0, synced)).size();
        assertEquals(all.subList(0, read.entries().size()), read.entries());
        assertTrue(read.entries().size() >= mustBeThere, () -> read.end() + " but " + mustBeThere + " were synced");
        if (read.end().torn() != null) {
            cuts++;
            read.end().torn().cutOff();
        }
        TestJournal.expectAppendable(dir, read.entries(), random);
    }

    /** Lays down what the disk holds if the power fails after all batches are written, and the first ones are synced. */
    private static void powerFails(
            Random random, Path dir, Durability durability, List<List<Entry>> batches, int synced, boolean forgetBoot)
            throws IOException {
        List<Path> names;
        List<byte[]> before = new ArrayList<>();
        List<byte[]> after = new ArrayList<>();
        try (DataDirectory owned = DataDirectory.own(dir);
                JournalAppender journal = JournalAppender.open(owned, durability, Entry.START_MS)) {
            for (int i = 0; i < batches.size(); i++) {
                if (i == synced) {
                    journal.sync();
                    copy(dir, before);
                }
                batches.get(i).forEach(entry -> entry.appendTo(journal));
                journal.commit();
            }
            if (synced == batches.size()) {
                journal.sync();
                copy(dir, before);
            }
            names = copy(dir, after);
        }
        // Nothing is noted as synced before it is.
        Files.write(names.get(0), before.get(0));
        for (int i = 1; i < names.size(); i++) {
            byte[] synchronous = i < before.size() ? before.get(i) : new byte[0];
            Files.write(names.get(i), PowerLoss.of(synchronous, after.get(i), random));
        }
        if (forgetBoot) {
            PowerLoss.forgetBoot(dir.resolve("synced"));
        }
    }

    /** The mark first, then the journal's files. */
    private static List<Path> copy(Path dir, List<byte[]> copies) throws IOException {
        List<Path> names = new ArrayList<>();
        names.add(dir.resolve("synced"));
        names.addAll(JournalFiles.list(dir.resolve("journal")));
        for (Path name : names) {
            copies.add(used(name));
        }
        return names;
    }

    /** Without most of the zeros that a file has been given ahead. */
    private static byte[] used(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(channel.size(), 1 << 21));
            channel.read(bytes, 0);
            return bytes.array();
        }
    }

    /** Batches that reach over some pages. */
    private static List<List<Entry>> longBatches(Random random, int count) {
        List<List<Entry>> batches = new ArrayList<>();
        long sequence = 1;
        for (int i = 0; i < count; i++) {
            List<Entry> batch = new ArrayList<>();
            for (int j = random.nextInt(40); j >= 0; j--) {
                batch.add(Entry.random(random, sequence++, 1 + random.nextInt(900), random.nextInt(200)));
            }
            batches.add(batch);
        }
        return batches;
    }
}
