// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Engine;
import io.holdfast.engine.StockListener;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.JournalSource;
import io.holdfast.journal.RecordHandler;
import io.holdfast.journal.snapshot.Snapshots;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Every snapshot that was ever written can be read for ever, because the journal that it covers may be gone: these were
 * written by the code of their time, see {@link GoldenSnapshotWriter}, and are never changed.
 */
class GoldenSnapshotTest {
    /** Each with the journal that it was made of. */
    static final Map<String, String> JOURNALS =
            Map.of("snapshot-1", "format-2", "snapshot-2", "format-2", "snapshot-3", "format-2");

    /** Before layout 3 there was none, and indexes were made as with 0. */
    private static final Map<String, Long> INDEX_SEEDS =
            Map.of("snapshot-1", 0L, "snapshot-2", 0L, "snapshot-3", GoldenSnapshotWriter.INDEX_SEED);

    static final List<String> GOLDEN = List.copyOf(JOURNALS.keySet());

    @TempDir
    private Path path;

    @ParameterizedTest
    @FieldSource("GOLDEN")
    void shouldGoOnFromItToWhereAReplayOfEverythingEnds(String name) throws Exception {
        PackedDirectory.unpack(GoldenJournalTest.resource(JOURNALS.get(name) + ".zip"), path);
        PackedDirectory.unpack(GoldenJournalTest.resource(name + ".zip"), path);
        JournalSource journal = DataDirectory.journalSource(path);
        long digest = Replay.of(journal.path()).engine().digest();
        List<Path> files = Snapshots.of(path).files();
        assertEquals(2, files.size());
        for (Path file : files) {
            Engine engine = Snapshots.read(file, StockListener.NONE);
            assertEquals(INDEX_SEEDS.get(name), SeedOf.engine(engine));
            Replay rest = Replay.goOn(engine, journal, RecordHandler.NONE);
            assertTrue(rest.end().records() > 0);
            assertEquals(digest, rest.engine().digest());
        }
        List<SnapshotCheck> checks = SnapshotCheck.all(Snapshots.of(path), journal, RecordHandler.NONE);
        assertTrue(checks.stream().allMatch(SnapshotCheck::isGood), checks::toString);
    }
}
