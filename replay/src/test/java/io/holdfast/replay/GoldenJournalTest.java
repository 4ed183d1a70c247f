// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.holdfast.engine.EngineSettings;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.Durability;
import io.holdfast.journal.RecordHandler;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Every journal that was ever written can be read and replayed for ever: these were written by the code of their time,
 * see {@link GoldenJournalWriter}. Neither they nor what is on record about them beside them is ever changed.
 */
class GoldenJournalTest {
    static final List<String> GOLDEN = List.of("format-1", "format-2");

    @TempDir
    private Path path;

    @ParameterizedTest
    @FieldSource("GOLDEN")
    void shouldReplayToWhatIsOnRecord(String name) throws Exception {
        PackedDirectory.unpack(resource(name + ".zip"), path);
        assertLinesMatch(Files.readAllLines(resource(name + ".txt")), JournalSummary.of(path));
    }

    @ParameterizedTest
    @FieldSource("GOLDEN")
    void shouldGoOnBehindIt(String name) throws Exception {
        PackedDirectory.unpack(resource(name + ".zip"), path);
        long digest = goOn();
        Replay replay = Replay.of(DataDirectory.journalToRead(path));
        assertEquals(digest, replay.engine().digest());
        assertNull(replay.end().torn());
    }

    /** Recovers as a server would, and journals one more command: other settings. */
    private long goOn() throws IOException {
        try (DataDirectory directory = DataDirectory.own(path)) {
            Recovery recovery =
                    Recovery.run(directory, EngineSettings.DEFAULT, Durability.WRITTEN, () -> 0, 0, RecordHandler.NONE);
            recovery.journal().close();
            assertEquals(recovery.recovered().sequence() + 1, recovery.engine().lastSequence());
            return recovery.engine().digest();
        }
    }

    static Path resource(String name) throws URISyntaxException {
        return Path.of(GoldenJournalTest.class.getResource("golden/" + name).toURI());
    }
}
