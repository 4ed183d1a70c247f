// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineSettings;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.Durability;
import io.holdfast.journal.JournalAppender;
import io.holdfast.journal.RecordHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes a golden journal: the data directory of a server that was started three times, decided a few thousand random
 * commands and was stopped. Run it once for each version of the schema or of the journal, before that version is released
 * and when {@link io.holdfast.engine.CommandMix} has its new commands, and never again for an old one:
 * {@code mvn -B -q -pl replay -am -Dgolden=format-2 process-test-classes}. It puts {@code format-2.zip} and what is in it,
 * {@code format-2.txt}, among the test resources; {@link GoldenJournalTest#GOLDEN} is to name it.
 */
public final class GoldenJournalWriter {
    /** Just before midnight, so that the journal rolls. */
    private static final long START_NS = 1_798_761_599_990_000_000L;

    private static final long DOWN_NS = TimeUnit.MINUTES.toNanos(7);
    private static final int MAX_STEP_NS = 20_000;
    private static final int COMMANDS_PER_START = 1_700;
    private static final long SEED = 5;

    /** What each start is set to; the first two run full, and do little at once. */
    private static final List<EngineSettings> STARTS = List.of(
            settings(7, 150, 300, 60, 2), settings(8, 600, 1_500, 300, 1), settings(16, 5_000, 60_000, 5_000, 64));

    private final Random random = new Random(SEED);
    private final GoldenCommands commands = new GoldenCommands(random);
    private final UnsafeBuffer outcome = new UnsafeBuffer(new byte[Engine.MAX_OUTCOME_LENGTH]);
    private final Path path;
    private long timeNs = START_NS;

    private GoldenJournalWriter(Path path) {
        this.path = path;
    }

    private static EngineSettings settings(
            int maxSkus, int maxOrders, int maxOrderLines, int maxDecisions, int workPerCommand) {
        return new EngineSettings(
                TimeUnit.MILLISECONDS.toNanos(7),
                TimeUnit.MILLISECONDS.toNanos(1),
                maxSkus,
                2 * maxSkus,
                maxOrders,
                maxOrderLines,
                maxDecisions,
                maxDecisions / 4,
                maxDecisions / 8,
                workPerCommand,
                TimeUnit.MILLISECONDS.toNanos(1),
                TimeUnit.MILLISECONDS.toNanos(1));
    }

    public static void main(String[] args) throws IOException {
        String name = args[0];
        Path directory = Files.createDirectory(Path.of("target", name));
        GoldenJournalWriter writer = new GoldenJournalWriter(directory);
        for (EngineSettings settings : STARTS) {
            writer.run(settings);
        }
        Path golden = Files.createDirectories(Path.of("src/test/resources/io/holdfast/replay/golden"));
        PackedDirectory.pack(directory, golden.resolve(name + ".zip"));
        Files.write(golden.resolve(name + ".txt"), JournalSummary.of(directory), StandardOpenOption.CREATE_NEW);
    }

    private void run(EngineSettings settings) throws IOException {
        try (DataDirectory directory = DataDirectory.own(path)) {
            Recovery recovery =
                    Recovery.run(directory, settings, Durability.WRITTEN, () -> timeNs, 0, RecordHandler.NONE);
            try (JournalAppender journal = recovery.journal()) {
                for (int i = 0; i < COMMANDS_PER_START; i++) {
                    decide(recovery.engine(), journal);
                }
                journal.commit();
            }
        }
        timeNs += DOWN_NS;
    }

    private void decide(Engine engine, JournalAppender journal) {
        timeNs += random.nextInt(MAX_STEP_NS);
        long sequence = engine.lastSequence() + 1;
        UnsafeBuffer command = commands.next(timeNs);
        int outcomeLength = engine.decide(sequence, timeNs, command, 0, outcome, 0);
        journal.append(sequence, timeNs, command, 0, command.capacity(), outcome, 0, outcomeLength);
        // What has piled up by then is one batch.
        if (random.nextInt(6) == 0) {
            journal.commit();
        }
    }
}
