// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import io.holdfast.engine.CommandMix;
import io.holdfast.engine.Commands;
import io.holdfast.engine.Engine;
import io.holdfast.engine.MessageFormat;
import io.holdfast.journal.snapshot.SnapshotPolicy;
import io.holdfast.journal.snapshot.Snapshots;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/** Test fixture: an engine that decides random commands, and journals them. */
final class EngineJournal implements AutoCloseable {
    private final Random random;
    private final Commands commands = new Commands();
    private final CommandMix mix;
    private final UnsafeBuffer outcome = new UnsafeBuffer(new byte[Engine.MAX_OUTCOME_LENGTH]);
    private final Engine engine = new Engine();
    private final DataDirectory directory;
    private final JournalAppender appender;
    private final List<Long> digests = new ArrayList<>(List.of(0L));
    private boolean isAtRest;
    private long timeNs = Entry.START_MS * 1_000_000;

    EngineJournal(Path path, Random random) throws IOException {
        this.random = random;
        mix = new CommandMix(random, commands);
        directory = DataDirectory.own(path);
        appender = JournalAppender.open(directory, Durability.WRITTEN, Entry.START_MS);
    }

    /** Decides so many commands, which are in the journal then. */
    EngineJournal decide(int count) {
        return decide(count, 100_000);
    }

    /** The same at such a pace that more is remembered the shorter the steps are. */
    EngineJournal decide(int count, int maxStepNs) {
        for (int i = 0; i < count; i++) {
            timeNs += random.nextInt(maxStepNs);
            int length;
            do {
                commands.correlationId(engine.lastSequence()).firstSentNs(timeNs);
                length = mix.next();
            } while (MessageFormat.isQuery(commands.buffer(), 0));
            long sequence = engine.lastSequence() + 1;
            int outcomeLength = engine.decide(sequence, timeNs, commands.buffer(), 0, outcome, 0);
            appender.append(sequence, timeNs, commands.buffer(), 0, length, outcome, 0, outcomeLength);
            digests.add(engine.digest());
            if (random.nextInt(4) == 0) {
                appender.commit();
            }
        }
        appender.commit();
        return this;
    }

    /** What comes next is in a new file. */
    EngineJournal passAnHour() {
        timeNs += TimeUnit.HOURS.toNanos(1);
        return this;
    }

    Engine engine() {
        return engine;
    }

    /** The digest behind a sequence. */
    long digest(long sequence) {
        return digests.get((int) sequence);
    }

    JournalSource source() {
        return new JournalSource(directory.journal(), !isAtRest);
    }

    Snapshots snapshots() {
        return Snapshots.of(directory.path());
    }

    /** Writes a snapshot of the engine as it is. */
    Path snapshot() throws IOException {
        return snapshot(new SnapshotPolicy(Integer.MAX_VALUE, 0, Retention.KEEP));
    }

    Path snapshot(SnapshotPolicy policy) throws IOException {
        return snapshots().write(engine, source(), policy);
    }

    /** Stops writing; a short journal is short on the disk then too, so that it is read quickly. */
    void rest() throws IOException {
        close();
        for (Path file : JournalFiles.list(directory.journal())) {
            JournalImage.trim(file);
        }
    }

    @Override
    public void close() throws IOException {
        if (!isAtRest) {
            isAtRest = true;
            appender.close();
            directory.close();
        }
    }
}
