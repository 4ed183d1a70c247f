// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.holdfast.engine.CommandMix;
import io.holdfast.engine.Commands;
import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.Engine;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.ResultCode;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** From the door to the sink and back to the arenas, nothing is allocated per command after warm-up. */
class PipelineAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 20_000;
    private static final int MAX_TRIALS = 1_000;

    private final Commands commands = new Commands();
    private final List<UnsafeBuffer> messages = new ArrayList<>();
    private final Pipeline pipeline = new Pipeline(
            new Engine(),
            CommandLog.NONE,
            () -> 0,
            new Halt(() -> {}),
            SystemEpochNanoClock.INSTANCE,
            PipelineRig.RING,
            PipelineRig.ARENA);
    private final Agent thread = Layout.SHARED.threads(pipeline.stages()).get(0);

    /** The compiler takes its time to remove what it finds needless, so there are several trials; one must be at zero. */
    @Test
    void shouldAllocateNothingPerCommand() throws Exception {
        add(commands.configureEngine(CommandMix.SETTINGS));
        work();
        // A change of the settings is the one command that may allocate.
        messages.clear();
        add(commands.defineSku(1, 100L, 0, "SKU-1"));
        add(commands.adjustStock(1, 1, 0, 100, AdjustmentReason.RECEIPT));
        add(commands.submitOrder(1, 1, Line.of(1, 1, 100), Line.of(2, 1, 100)));
        add(commands.confirmOrder(1, 300));
        add(commands.queryStock(1, 0));
        add(commands.queryOrder(1));
        long allocated = Long.MAX_VALUE;
        for (int trial = 0; trial < MAX_TRIALS && allocated > 0; trial++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < ROUNDS; i++) {
                work();
            }
            allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        assertEquals(0, allocated);
    }

    private void add(int length) {
        messages.add(new UnsafeBuffer(new byte[length]));
        messages.get(messages.size() - 1).putBytes(0, commands.buffer(), 0, length);
    }

    /** The commands have all been decided before, from the second time on: they change nothing, but take the same way. */
    private void work() throws Exception {
        pipeline.sequencer().advanceTime();
        for (int i = 0; i < messages.size(); i++) {
            UnsafeBuffer message = messages.get(i);
            if (pipeline.sequencer().offer(AnswerSink.NOBODY, message, 0, message.capacity()) != ResultCode.OK) {
                throw new AssertionError("refused");
            }
        }
        thread.doWork();
    }
}
