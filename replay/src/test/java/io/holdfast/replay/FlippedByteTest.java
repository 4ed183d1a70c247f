// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Commands;
import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.Engine;
import io.holdfast.engine.Seed;
import io.holdfast.engine.StockListener;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.journal.DamagedJournalException;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.DataDirectoryException;
import io.holdfast.journal.JournalSource;
import io.holdfast.journal.RecordHandler;
import io.holdfast.journal.snapshot.PassedOver;
import io.holdfast.journal.snapshot.Restored;
import io.holdfast.journal.snapshot.Snapshots;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A random bit of a byte of a small data directory flipped, one at a time. Either a start refuses, and names the file, or it comes to the very
 * state that it came to before: also if a snapshot must be passed over. What a start need not look at, {@code verify} does.
 *
 * <p>Of a long run of zeros, of older files of the same kind, and of what {@code FlippedBitTest} and {@code SnapshotTest} try below, a sample
 * is taken; {@code -Dholdfast.flips.sample=1 -Dholdfast.flips.per.start=1} for each byte, and a whole start each time, which takes an hour.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlippedByteTest {
    private static final int STARTS = 3;
    /** The zeros that a journal file was given ahead and that are kept. */
    private static final int ZEROS_AHEAD = 96;
    /** Where not each byte is tried, one in so many is. */
    private static final int SAMPLE = Integer.getInteger("holdfast.flips.sample", 48);

    private static final int LONG_RUN = 3;
    /** Whoever opens the journal waits for the disk: so that is tried once in so many times, and otherwise it is read. */
    private static final int READS_PER_START = Integer.getInteger("holdfast.flips.per.start", 64);

    private static final int TABLE_TRIALS = 8;

    @TempDir
    private static Path path;

    private final Map<Path, byte[]> image = new TreeMap<>();
    private long timeNs = 1_769_901_300_000_000_000L;
    private long lastSequence;
    private long digest;

    @Test
    void shouldNoticeOrOutliveBitsOfJournal() {
        Seed.run(random -> assertTrue(flipBytesOf("journal/.*\\.cq4", 2, random) > 50));
    }

    @Test
    void shouldOutliveBitsOfSnapshots() {
        Seed.run(random -> assertEquals(0, flipBytesOf("snapshots/.*\\.snapshot", 4, random)));
    }

    @Test
    void shouldOutliveBitsOfMarkAndLock() {
        Seed.run(random -> {
            assertEquals(0, flipBytesOf("synced", 1, random));
            assertEquals(0, flipBytesOf("lock", 1, random));
        });
    }

    @Test
    void shouldRefuseEachBitOfFormat() {
        Seed.run(random -> assertEquals(image.get(path.resolve("FORMAT")).length, flipBytesOf("FORMAT", 1, random)));
    }

    /** No start reads what another one left there, so each trial is a whole start. */
    @Test
    void shouldOutliveBitsOfTablesThatChronicleKeepsBesideTheJournal() {
        Seed.run(random -> {
            List<Path> tables = files("journal/.*/metadata\\.cq4t");
            assertEquals(STARTS, tables.size());
            for (int trial = 0; trial < TABLE_TRIALS; trial++) {
                Path table = tables.get(random.nextInt(STARTS));
                int at = random.nextInt(lengthWithoutZeros(image.get(table)));
                assertEquals(0, flip(table, at, random, this::startAndGoOn));
                layDown();
            }
        });
    }

    /** Three starts; a snapshot is behind the last record of the first one, another one in the middle of the second one's. */
    @BeforeAll
    void prepare() throws Exception {
        for (int start = 0; start < STARTS; start++) {
            try (RecoveredEngine engine = start()) {
                if (start == 0) {
                    openShop(engine);
                }
                order(engine, 1 + 2 * start);
                if (start < STARTS - 1) {
                    engine.snapshot();
                }
                order(engine, 2 + 2 * start);
                lastSequence = engine.engine().lastSequence();
                digest = engine.engine().digest();
            }
        }
        for (Path file : PackedDirectory.files(path)) {
            image.put(file, withoutMostZeros(file));
        }
    }

    private RecoveredEngine start() throws IOException {
        return new RecoveredEngine(path, () -> timeNs);
    }

    private void openShop(RecoveredEngine engine) throws Exception {
        Commands commands = engine.commands().firstSentNs(timeNs);
        engine.ask(commands.defineSku(1, 100L, 0, "A"));
        engine.ask(commands.adjustStock(1, 1, 0, 100, AdjustmentReason.RECEIPT));
    }

    private void order(RecoveredEngine engine, long orderId) throws Exception {
        timeNs++;
        Commands commands = engine.commands().firstSentNs(timeNs);
        engine.ask(commands.submitOrder(orderId, 7, Line.of(2, 1, 100)));
        engine.ask(commands.confirmOrder(orderId, 200));
    }

    private static byte[] withoutMostZeros(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return file.toString().endsWith(".cq4") ? Arrays.copyOf(bytes, lengthWithoutZeros(bytes) + ZEROS_AHEAD) : bytes;
    }

    private static int lengthWithoutZeros(byte[] bytes) {
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] == 0) {
            length--;
        }
        return length;
    }

    /** As it was, whatever a start has made of it. */
    @BeforeEach
    void layDown() throws IOException {
        for (Path file : PackedDirectory.files(path)) {
            if (!image.containsKey(file)) {
                Files.delete(file);
            }
        }
        for (var file : image.entrySet()) {
            Files.write(file.getKey(), file.getValue());
        }
    }

    /** What a trial does with a file that has a bit flipped. */
    private interface Trial {
        void run(Path file, String where) throws Exception;
    }

    /** The files of the image, oldest first. */
    private List<Path> files(String names) {
        return image.keySet().stream()
                .filter(file -> path.relativize(file).toString().matches(names))
                .toList();
    }

    /** One in so many bytes of the newest file of these names, and fewer of the others. Returns how many trials were refused. */
    private int flipBytesOf(String names, int oneIn, Random random) throws Exception {
        int refusals = 0;
        List<Path> files = files(names);
        Path newest = files.get(files.size() - 1);
        for (Path file : files) {
            byte[] bytes = image.get(file);
            int zeros = 0;
            for (int at = 0; at < bytes.length; at++) {
                zeros = bytes[at] == 0 ? zeros + 1 : 0;
                int bytesPerTrial = file.equals(newest) && zeros < LONG_RUN ? Math.min(oneIn, SAMPLE) : SAMPLE;
                if (random.nextInt(bytesPerTrial) == 0) {
                    boolean isStart = random.nextInt(READS_PER_START) == 0;
                    refusals += flip(file, at, random, isStart ? this::startAndGoOn : this::read);
                    if (isStart) {
                        layDown();
                    }
                }
            }
        }
        return refusals;
    }

    /** Returns 1 if that is refused. */
    private int flip(Path file, int at, Random random, Trial trial) throws Exception {
        int bit = random.nextInt(Byte.SIZE);
        write(file, at, image.get(file)[at] ^ (1 << bit));
        String where = "bit " + bit + " of byte " + at + " flipped in " + file;
        int refusals = 0;
        try {
            trial.run(file, where);
        } catch (DamagedJournalException | DataDirectoryException e) {
            assertTrue(e.getMessage().startsWith(file.toString()), () -> where + ": " + e.getMessage());
            refusals = 1;
        }
        write(file, at, image.get(file)[at]);
        return refusals;
    }

    private static void write(Path file, int at, int value) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {(byte) value}), at);
        }
    }

    /** What a start does before it opens the journal, and for the journal's files also what {@code verify} does. */
    private void read(Path file, String where) throws IOException {
        try (DataDirectory directory = DataDirectory.own(path)) {
            JournalSource journal = JournalSource.atRest(directory.journal());
            Restored restored = Snapshots.of(path).restore(journal, StockListener.NONE, 0);
            Engine engine =
                    Replay.goOn(restored.engine(), journal, RecordHandler.NONE).engine();
            expectState(engine.lastSequence(), engine.digest(), where);
            expectPassedOver(file, restored.passedOver(), where);
        }
        if (file.startsWith(path.resolve("journal"))) {
            Engine engine = Replay.of(DataDirectory.journalToRead(path)).engine();
            expectState(engine.lastSequence(), engine.digest(), where);
        }
    }

    private void startAndGoOn(Path file, String where) throws Exception {
        long newDigest;
        try (RecoveredEngine engine = start()) {
            expectState(engine.recovered().sequence(), engine.recovered().digest(), where);
            expectPassedOver(file, engine.recovered().passedOver(), where);
            order(engine, lastSequence);
            newDigest = engine.engine().digest();
        }
        try (RecoveredEngine again = start()) {
            assertEquals(lastSequence + 2, again.recovered().sequence(), where);
            assertEquals(newDigest, again.recovered().digest(), where);
        }
    }

    private void expectState(long sequence, long actualDigest, String where) {
        assertEquals(lastSequence, sequence, where);
        assertEquals(digest, actualDigest, where);
    }

    private void expectPassedOver(Path file, List<PassedOver> passedOver, String where) throws IOException {
        boolean isNewestSnapshot = file.equals(Snapshots.of(path).files().get(0));
        assertEquals(
                isNewestSnapshot ? List.of(file) : List.of(),
                passedOver.stream().map(PassedOver::file).toList(),
                where);
    }
}
