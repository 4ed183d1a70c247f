// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.engine.CommandMix;
import io.holdfast.engine.Commands;
import io.holdfast.engine.DecodedAnswer;
import io.holdfast.engine.Engine;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.ResultCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;

/**
 * Test fixture: a pipeline with a log in memory and one client, who keeps the answers. Its stages are stepped by hand, or
 * run on threads.
 */
final class PipelineRig implements AutoCloseable {
    static final int RING = 64;
    static final int ARENA = 256 * 1024;

    /** What the engine throws at the next change of a stock; null while it has no such bug. */
    RuntimeException bug;

    boolean noMemory;

    final Engine engine = new Engine(this::throwBug);
    final MemoryLog log;
    final Commands commands = new Commands();
    final List<DecodedAnswer> answers = Collections.synchronizedList(new ArrayList<>());
    /** Answers that came before what they tell of was committed. */
    final List<DecodedAnswer> tooEarly = new CopyOnWriteArrayList<>();

    final List<Throwable> thrown = new CopyOnWriteArrayList<>();
    final Halt halt;
    final Pipeline pipeline;
    final AtomicInteger timesHalted = new AtomicInteger();
    long timeNs = 1_000_000_000;

    private final List<AgentRunner> runners = new ArrayList<>();
    private final List<Agent> agents;
    private long correlationId;

    PipelineRig(Layout layout) {
        this(layout, RING, ARENA, () -> 0);
    }

    PipelineRig(Layout layout, int ringCapacity, int arenaBytes, AnswerFlusher flusher) {
        log = new MemoryLog();
        halt = new Halt(timesHalted::incrementAndGet);
        pipeline = new Pipeline(engine, log, flusher, halt, () -> timeNs, ringCapacity, arenaBytes);
        agents = layout.threads(pipeline.stages());
        pipeline.sequencer().advanceTime();
        commands.firstSentNs(timeNs);
    }

    /** A rig whose engine has been given its settings, an SKU 1 at a price of 100 and 1,000 of it on hand. */
    static PipelineRig ready(Layout layout) {
        return new PipelineRig(layout).stocked();
    }

    PipelineRig stocked() {
        expectAccepted(commands.configureEngine(CommandMix.SETTINGS));
        expectAccepted(commands.defineSku(1, 100L, 0, "SKU-1"));
        expectAccepted(commands.adjustStock(1, 1, 0, 1_000, AdjustmentReason.RECEIPT));
        return this;
    }

    private void throwBug(long skuId, int location, long onHand, long reserved, long allocated, long orderId) {
        if (bug != null) {
            throw bug;
        }
        if (noMemory) {
            throw new OutOfMemoryError("planted");
        }
    }

    /** Offers the message that was encoded last. */
    ResultCode offer(int length) {
        return pipeline.sequencer().offer(this::onAnswer, commands.buffer(), 0, length);
    }

    void expectAccepted(int length) {
        assertEquals(ResultCode.OK, offer(length));
    }

    /** Submits an order of one unit; its answer carries the next correlation id. */
    ResultCode submit(long orderId) {
        commands.correlationId(++correlationId);
        return offer(commands.submitOrder(orderId, 1, Commands.Line.of(1, 1, 100)));
    }

    /** One duty cycle of each thread; what is thrown is kept, as a thread's error handler does. */
    PipelineRig step() {
        for (Agent agent : agents) {
            step(agent);
        }
        return this;
    }

    PipelineRig step(Agent agent) {
        try {
            agent.doWork();
        } catch (Exception e) {
            thrown.add(e);
        }
        return this;
    }

    Agent stage(String roleName) {
        return pipeline.stages().stream()
                .filter(stage -> stage.roleName().equals(roleName))
                .findFirst()
                .orElseThrow();
    }

    /** Starts the threads. */
    PipelineRig start() {
        for (Agent agent : agents) {
            AgentRunner runner = new AgentRunner(new BackoffIdleStrategy(), thrown::add, null, agent);
            runners.add(runner);
            AgentRunner.startOnThread(runner);
        }
        return this;
    }

    List<Long> answeredSequences() {
        return answers.stream().map(answer -> answer.header().sequence()).toList();
    }

    private void onAnswer(DirectBuffer buffer, int offset, int length) {
        DecodedAnswer answer = DecodedAnswer.decode(buffer, offset, length);
        if (answer.header().sequence() > log.committedSequence()) {
            tooEarly.add(answer);
        }
        answers.add(answer);
    }

    /** Stops the threads. */
    @Override
    public void close() {
        runners.forEach(AgentRunner::close);
        runners.clear();
    }
}
