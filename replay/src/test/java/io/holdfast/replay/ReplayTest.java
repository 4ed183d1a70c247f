// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Seed;
import io.holdfast.journal.DataDirectory;
import io.holdfast.replay.RecordedRun.State;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay ends where the engine was. */
class ReplayTest {
    private static final int MESSAGES = 5_000;

    @TempDir
    private Path path;

    @Test
    void shouldReplayNothingFromEmptyJournal() throws IOException {
        DataDirectory.own(path).close();
        Replay replay = Replay.of(DataDirectory.journalToRead(path));
        assertEquals(0, replay.engine().lastSequence());
        assertEquals(0, replay.end().records());
    }

    @Test
    void shouldEndWhereLiveEngineWas() {
        Seed.run(random -> {
            RecordedRun run = RecordedRun.of(path, random, MESSAGES);
            Replay replay = Replay.of(DataDirectory.journalToRead(path));
            assertEquals(run.last(), state(replay));
            assertEquals(run.last().sequence(), replay.end().records());
            assertNull(replay.end().torn());
        });
    }

    @Test
    void shouldEndWhereLiveEngineWasAtAnyCut() {
        Seed.run(random -> {
            RecordedRun run = RecordedRun.of(path, random, 300);
            Path journal = DataDirectory.journalToRead(path);
            long lastSequence = run.last().sequence();
            // As if the process had been killed before anything was synced.
            Files.delete(path.resolve("synced"));
            try (FileChannel file = FileChannel.open(onlyFile(journal), StandardOpenOption.WRITE)) {
                for (long length = length(onlyFile(journal)); length > 0; length -= 1 + random.nextInt(1_500)) {
                    file.truncate(length);
                    Replay replay = Replay.of(journal);
                    assertTrue(replay.end().lastSequence() <= lastSequence);
                    lastSequence = replay.end().lastSequence();
                    assertEquals(run.state(lastSequence), state(replay), "cut at byte " + length);
                }
            }
            assertEquals(0, lastSequence);
        });
    }

    private static State state(Replay replay) {
        return new State(
                replay.engine().lastSequence(),
                replay.engine().lastTimestampNs(),
                replay.engine().digest());
    }

    private static Path onlyFile(Path journal) throws IOException {
        try (Stream<Path> files = Files.walk(journal)) {
            return files.filter(file -> file.toString().endsWith(".cq4"))
                    .findAny()
                    .orElseThrow();
        }
    }

    /** The file's length without the zeros that it has been given ahead. */
    private static int length(Path file) throws IOException {
        byte[] bytes = new byte[1024 * 1024];
        try (InputStream input = Files.newInputStream(file)) {
            int length = input.readNBytes(bytes, 0, bytes.length);
            while (bytes[length - 1] == 0) {
                length--;
            }
            return length;
        }
    }
}
