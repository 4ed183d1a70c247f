// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import io.holdfast.engine.CommandMix;
import io.holdfast.engine.Commands;
import io.holdfast.engine.Engine;
import io.holdfast.engine.MessageFormat;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.pipeline.AnswerSink;
import io.holdfast.engine.pipeline.CommandLog;
import io.holdfast.engine.pipeline.CommandSequencer;
import io.holdfast.engine.pipeline.Halt;
import io.holdfast.engine.pipeline.Pipeline;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.Durability;
import io.holdfast.journal.JournalAppender;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.Agent;

/** Test fixture: a pipeline that decides random commands and queries and journals them, and how its state went. */
final class RecordedRun {
    /** The state behind a command. */
    record State(long sequence, long timestampNs, long digest) {}

    private static final long START_NS = 1_769_901_300_000_000_000L;

    private final List<State> states = new ArrayList<>(List.of(new State(0, 0, 0)));
    private final Engine engine;
    private long timeNs = START_NS;

    private RecordedRun(Engine engine) {
        this.engine = engine;
        states.set(0, new State(0, 0, engine.digest()));
    }

    static RecordedRun of(Path path, Random random, int messages) throws Exception {
        RecordedRun run = new RecordedRun(new Engine());
        try (DataDirectory directory = DataDirectory.own(path);
                JournalAppender journal = JournalAppender.open(directory, Durability.WRITTEN, START_NS / 1_000_000)) {
            run.run(journal, random, messages);
        }
        return run;
    }

    private void run(CommandLog journal, Random random, int messages) throws Exception {
        Halt halt = new Halt(() -> {});
        Pipeline pipeline = new Pipeline(engine, journal, () -> 0, halt, () -> timeNs, 64, Pipeline.MIN_ARENA_BYTES);
        CommandSequencer door = pipeline.sequencer();
        Commands commands = new Commands();
        CommandMix mix = new CommandMix(random, commands);
        List<Agent> stages = pipeline.stages();
        for (int i = 0; i < messages; i++) {
            timeNs += random.nextInt(1_000_000);
            door.advanceTime();
            commands.correlationId(i).firstSentNs(timeNs);
            int length = mix.next();
            if (door.offer(AnswerSink.NOBODY, commands.buffer(), 0, length) != ResultCode.OK) {
                throw new AssertionError("refused");
            }
            boolean isQuery = MessageFormat.isQuery(commands.buffer(), 0);
            stages.get(0).doWork();
            if (!isQuery) {
                states.add(new State(engine.lastSequence(), engine.lastTimestampNs(), engine.digest()));
            }
            // What has piled up by then is one batch.
            if (random.nextInt(6) == 0 || i == messages - 1 || i % 32 == 31) {
                stages.get(1).doWork();
                stages.get(2).doWork();
            }
        }
    }

    /** The state behind a sequence; 0 is before the first. */
    State state(long sequence) {
        return states.get((int) sequence);
    }

    State last() {
        return states.get(states.size() - 1);
    }
}
