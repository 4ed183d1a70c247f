// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine.pipeline;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.CommandMix;
import io.holdfast.engine.DecodedAnswer;
import io.holdfast.engine.Seed;
import io.holdfast.engine.codec.ResultCode;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On whatever threads the stages run: the same input gives the same journal, the same answers and the same state. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SameInEachLayoutTest {
    private static final int MESSAGES = 20_000;

    /** What is the same. Where the batches end is not. */
    private record Result(List<MemoryLog.Entry> journal, List<DecodedAnswer> answers, long digest) {}

    @Test
    void shouldDecideTheSame() {
        Seed.run(random -> {
            long seed = random.nextLong();
            Result shared = run(Layout.SHARED, new Random(seed));
            Result dedicated = run(Layout.DEDICATED, new Random(seed));
            assertEquals(MESSAGES, shared.answers.size());
            assertEquals(shared.digest, dedicated.digest);
            assertTrue(shared.journal.equals(dedicated.journal), "the journals differ");
            assertTrue(shared.answers.equals(dedicated.answers), "the answers differ");
        });
    }

    private static Result run(Layout layout, Random random) {
        PipelineRig rig = new PipelineRig(layout);
        try (rig) {
            rig.start();
            CommandMix mix = new CommandMix(random, rig.commands);
            for (int i = 1; i <= MESSAGES; i++) {
                rig.timeNs += random.nextInt(1_000) - 100;
                rig.pipeline.sequencer().advanceTime();
                rig.commands.correlationId(i).firstSentNs(rig.timeNs);
                int length = mix.next();
                while (rig.offer(length) == ResultCode.OVERLOADED) {
                    Thread.onSpinWait();
                }
            }
            await().until(rig.pipeline::isWorkedOff);
        }
        assertEquals(List.of(), rig.thrown);
        assertEquals(List.of(), rig.tooEarly);
        return new Result(rig.log.entries(), List.copyOf(rig.answers), rig.engine.digest());
    }
}
