// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.jmh;

import io.holdfast.bench.shop.OrderCommands;
import io.holdfast.bench.shop.Shop;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.pipeline.AnswerSink;
import io.holdfast.engine.pipeline.CommandLog;
import io.holdfast.engine.pipeline.Halt;
import io.holdfast.engine.pipeline.Pipeline;
import io.holdfast.transport.SampledClock;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds that a batch of queries of one stock takes through the sequencer, the ring and its stages on one thread; divide by the batch
 * for one. What the engine does for such a query is little, and nothing is journalled: it is the way itself that is measured.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx1g"})
public class PipelineBenchmark {
    private static final int RING_CAPACITY = 8_192;
    private static final int ARENA_BYTES = 16 << 20;
    private static final int MAX_ORDERS = 1_000;

    @Param({"1", "16", "256"})
    public int batch;

    private final OrderCommands commands = new OrderCommands();
    private Pipeline pipeline;
    /** An array: an iterator each time would be counted. */
    private Agent[] stages;

    private long answers;
    private final AnswerSink client = (buffer, offset, length) -> answers++;

    @Setup(Level.Trial)
    public void open() {
        Shop shop = new Shop(1, MAX_ORDERS, Shop.TIME_TO_PAY_NS, 1);
        shop.fillShelves();
        commands.queryStock(1);
        Halt halt = new Halt(() -> {});
        pipeline = new Pipeline(
                shop.engine(), CommandLog.NONE, () -> 0, halt, new SampledClock(), RING_CAPACITY, ARENA_BYTES);
        stages = pipeline.stages().toArray(Agent[]::new);
    }

    @Benchmark
    public long query() throws Exception {
        pipeline.sequencer().advanceTime();
        for (int i = 0; i < batch; i++) {
            ResultCode code = pipeline.sequencer().offer(client, commands.buffer(), 0, commands.length());
            if (code != ResultCode.OK) {
                throw new IllegalStateException("a query was refused: " + code);
            }
        }
        long due = answers + batch;
        while (answers < due) {
            for (Agent stage : stages) {
                stage.doWork();
            }
        }
        return answers;
    }
}
