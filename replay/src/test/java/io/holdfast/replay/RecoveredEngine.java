// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import io.holdfast.engine.Commands;
import io.holdfast.engine.DecodedAnswer;
import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineSettings;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.pipeline.CommandSequencer;
import io.holdfast.engine.pipeline.Halt;
import io.holdfast.engine.pipeline.Pipeline;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.Durability;
import io.holdfast.journal.JournalSource;
import io.holdfast.journal.RecordHandler;
import io.holdfast.journal.Retention;
import io.holdfast.journal.snapshot.SnapshotPolicy;
import io.holdfast.journal.snapshot.Snapshots;
import io.holdfast.replay.Recovery.Recovered;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Test fixture: what a server is but for its network. It recovers a data directory, and decides and journals one command after the
 * other, by a clock that is given to it.
 */
final class RecoveredEngine implements AutoCloseable {
    /** Of a small shop, whose snapshots are short. */
    static final EngineSettings SETTINGS = new EngineSettings(
            TimeUnit.DAYS.toNanos(1), TimeUnit.MINUTES.toNanos(1), 2, 4, 256, 512, 8, 8, 8, 64, 0, 0);

    private static final int RING = 64;
    private static final int MAX_FILE_LENGTH = 128 * 1024;

    private final Commands commands = new Commands();
    private final DataDirectory directory;
    private final Recovery recovery;
    private final Pipeline pipeline;
    private DecodedAnswer answer;

    RecoveredEngine(Path path, EpochNanoClock clock) throws IOException {
        directory = DataDirectory.own(path);
        try {
            recovery = Recovery.run(directory, SETTINGS, Durability.WRITTEN, clock, 0, RecordHandler.NONE);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
        Halt halt = new Halt(() -> {});
        pipeline = new Pipeline(
                recovery.engine(), recovery.journal(), () -> 0, halt, clock, RING, Pipeline.MIN_ARENA_BYTES);
    }

    /** What was found. */
    Recovered recovered() {
        return recovery.recovered();
    }

    Engine engine() {
        return recovery.engine();
    }

    /** To encode the next message with. */
    Commands commands() {
        return commands;
    }

    /** Decides the message that was encoded last, and journals it if it is a command. */
    DecodedAnswer ask(int length) throws Exception {
        CommandSequencer door = pipeline.sequencer();
        door.advanceTime();
        ResultCode code = door.offer(this::onAnswer, commands.buffer(), 0, length);
        if (code != ResultCode.OK) {
            throw new AssertionError(code);
        }
        work();
        return answer;
    }

    /** What the door does where nobody asks for anything; returns how many ticks there were. */
    int tick() throws Exception {
        CommandSequencer door = pipeline.sequencer();
        door.advanceTime();
        int ticks = door.tick();
        work();
        return ticks;
    }

    private void work() throws Exception {
        for (Agent stage : pipeline.stages()) {
            stage.doWork();
        }
    }

    private void onAnswer(DirectBuffer buffer, int offset, int length) {
        answer = DecodedAnswer.decode(buffer, offset, length);
    }

    /** Writes a snapshot of the engine as it is. */
    Path snapshot() throws IOException {
        SnapshotPolicy policy = new SnapshotPolicy(Integer.MAX_VALUE, 0, Retention.KEEP);
        return Snapshots.of(directory.path())
                .write(recovery.engine(), new JournalSource(directory.journal(), true), policy);
    }

    /** Stops. What little there is in the journal's files is short on the disk then too, so that it is read quickly. */
    @Override
    public void close() throws IOException {
        recovery.journal().close();
        for (Path file : journalFiles(directory.path())) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(MAX_FILE_LENGTH);
            }
        }
        directory.close();
    }

    /** The files of a directory's journal, oldest first. */
    static List<Path> journalFiles(Path path) throws IOException {
        return PackedDirectory.files(path.resolve("journal")).stream()
                .filter(file -> file.toString().endsWith(".cq4"))
                .toList();
    }
}
