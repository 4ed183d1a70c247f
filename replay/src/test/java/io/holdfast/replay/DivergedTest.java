// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Seed;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.journal.DataDirectory;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal whose bytes are all right, but which is not what this engine decides. */
class DivergedTest {
    private static final int MESSAGES = 200;

    @TempDir
    private Path temporary;

    @Test
    void shouldReplayRecordsWrittenOnceMore() {
        Seed.run(random -> {
            RecordedRun run = RecordedRun.of(temporary.resolve("run"), random, MESSAGES);
            rewrite(0, (command, outcome) -> {});
            Replay replay = Replay.of(DataDirectory.journalToRead(temporary.resolve("rewritten")));
            assertEquals(run.last().digest(), replay.engine().digest());
        });
    }

    @Test
    void shouldNameSequenceOfOutcomeThatIsNotOnRecord() {
        Seed.run(random -> {
            RecordedRun run = RecordedRun.of(temporary.resolve("run"), random, MESSAGES);
            long sequence = 1L + random.nextInt((int) run.last().sequence());
            rewrite(sequence, (command, outcome) -> {
                int at = random.nextInt(outcome.capacity());
                outcome.putByte(at, (byte) (outcome.getByte(at) ^ (1 << random.nextInt(8))));
            });
            expectDiverged("sequence " + sequence + ": replay decides otherwise than the record says");
        });
    }

    @Test
    void shouldNameSequenceOfCommandThatCannotBeDecided() {
        Seed.run(random -> {
            RecordedRun run = RecordedRun.of(temporary.resolve("run"), random, MESSAGES);
            long sequence = 1L + random.nextInt((int) run.last().sequence());
            rewrite(
                    sequence,
                    (command, outcome) -> command.putShort(
                            MessageHeaderDecoder.templateIdEncodingOffset(), (short) 999, ByteOrder.LITTLE_ENDIAN));
            expectDiverged("sequence " + sequence + ": the command on record cannot be decided");
        });
    }

    private void rewrite(long sequence, Rewriter.Change change) throws IOException {
        Rewriter.copy(temporary.resolve("run"), temporary.resolve("rewritten"), sequence, change);
    }

    private void expectDiverged(String message) throws IOException {
        Path journal = DataDirectory.journalToRead(temporary.resolve("rewritten"));
        String actual =
                assertThrows(DivergedException.class, () -> Replay.of(journal)).getMessage();
        assertTrue(actual.startsWith(message), actual);
        assertFalse(actual.contains("\n"), actual);
    }
}
