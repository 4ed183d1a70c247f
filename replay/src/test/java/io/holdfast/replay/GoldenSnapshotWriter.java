// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import io.holdfast.engine.Engine;
import io.holdfast.engine.StockListener;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.JournalSource;
import io.holdfast.journal.Retention;
import io.holdfast.journal.snapshot.SnapshotPolicy;
import io.holdfast.journal.snapshot.Snapshots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes golden snapshots: of the newest golden journal, in its middle and shortly before its end. Run it once for each format of snapshots
 * and each layout of the state, before it is released, and never again for an old one:
 * {@code mvn -B -q -pl replay -am -Dgolden=snapshot-3 -Dgolden.writer=GoldenSnapshotWriter process-test-classes}. It puts
 * {@code snapshot-3.zip} among the test resources; {@link GoldenSnapshotTest#JOURNALS} is to name it.
 */
public final class GoldenSnapshotWriter {
    /** As a server has one; fixed, so that what is written can be written again. */
    static final long INDEX_SEED = 0x1F83_D9AB_FB41_BD6BL;

    private GoldenSnapshotWriter() {}

    public static void main(String[] args) throws IOException {
        String name = args[0];
        Path golden = Path.of("src/test/resources/io/holdfast/replay/golden");
        Path directory = Files.createDirectory(Path.of("target", name));
        List<String> journals = GoldenJournalTest.GOLDEN;
        PackedDirectory.unpack(golden.resolve(journals.get(journals.size() - 1) + ".zip"), directory);
        JournalSource journal = DataDirectory.journalSource(directory);
        long last = Replay.of(journal.path()).end().lastSequence();
        Snapshots snapshots = Snapshots.of(directory);
        Engine engine = new Engine(StockListener.NONE, INDEX_SEED);
        Replay.goOn(
                engine,
                journal,
                (sequence, timestampNs, buffer, commandOffset, commandLength, outcomeOffset, outcomeLength) -> {
                    if (sequence == last / 2 || sequence == last - 100) {
                        write(snapshots, engine, journal);
                    }
                });
        Path packed = Files.createDirectories(directory.resolve("packed/snapshots"));
        for (Path file : snapshots.files()) {
            Files.copy(file, packed.resolve(file.getFileName()));
        }
        PackedDirectory.pack(packed.getParent(), golden.resolve(name + ".zip"));
    }

    private static void write(Snapshots snapshots, Engine engine, JournalSource journal) {
        try {
            snapshots.write(engine, journal, new SnapshotPolicy(Integer.MAX_VALUE, 0, Retention.KEEP));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
