// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.rehearsal;

import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineSettings;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.pipeline.AnswerSink;
import io.holdfast.engine.pipeline.CommandLog;
import io.holdfast.engine.pipeline.DecisionTally;
import io.holdfast.engine.pipeline.Halt;
import io.holdfast.engine.pipeline.Pipeline;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;

/**
 * A small sale on an engine and a pipeline of its own, with all that is rare in the beginning of a real one: what is sold out, what is sent
 * twice, paid, cancelled, not paid in time. Nothing of it is kept but what the JVM has learnt. It compiles what it has seen and leaves
 * out what it has not; the first customer who came too late would otherwise wait, and with him all others, for the engine to be compiled
 * anew, in the very moment when most of them are there.
 */
public final class Rehearsal {
    /** The JVM compiles for good what was called some 10,000 times. */
    private static final int ORDERS = 20_000;

    private static final long SHELF = 1;
    private static final int SHELF_SKUS = 3;
    private static final long SOLD_OUT = 10;
    private static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long TIME_TO_PAY_NS = 100 * STEP_NS;
    /** In orders: longer than the time to pay. */
    private static final long LONG_AGO = 160;

    private static final long RETENTION_NS = 1_000 * STEP_NS;
    private static final int RING_CAPACITY = 64;

    private final SaleScript script = new SaleScript();
    private final AnswerSink audience = (buffer, offset, length) -> {};
    private final Pipeline pipeline;
    private long nowNs = TimeUnit.DAYS.toNanos(1);

    Rehearsal() {
        EpochNanoClock clock = () -> nowNs;
        pipeline = new Pipeline(
                new Engine(),
                CommandLog.NONE,
                () -> 0,
                new Halt(() -> {}),
                clock,
                RING_CAPACITY,
                Pipeline.MIN_ARENA_BYTES);
    }

    /** Takes a part of a second, on the calling thread. */
    public static void run() {
        new Rehearsal().play();
    }

    /** Returns how what was sent was answered. */
    DecisionTally play() {
        EngineSettings usual = EngineSettings.DEFAULT;
        script.configure(
                new EngineSettings(
                        RETENTION_NS,
                        usual.futureToleranceNs(),
                        Math.toIntExact(SOLD_OUT),
                        Math.toIntExact(SOLD_OUT),
                        ORDERS,
                        SHELF_SKUS * ORDERS,
                        ORDERS,
                        1,
                        1,
                        usual.workPerCommand(),
                        TIME_TO_PAY_NS,
                        usual.timeToWaitNs()),
                nowNs);
        send();
        for (long sku = SHELF; sku <= SOLD_OUT; sku++) {
            script.define(sku, nowNs);
            send();
        }
        for (long sku = SHELF; sku < SHELF + SHELF_SKUS; sku++) {
            script.receive(sku, sku, ORDERS, nowNs);
            send();
        }
        for (long order = 1; order <= ORDERS; order++) {
            playOrder(order);
        }
        return pipeline.tally();
    }

    private void playOrder(long order) {
        int lines = 1 + (int) (order % SHELF_SKUS);
        submit(order, order % 4 == 0 ? SOLD_OUT + 1 - lines : SHELF, lines);
        switch ((int) (order % 16)) {
            case 1, 2, 3 -> {
                script.confirm(order, lines, nowNs);
                send();
            }
            // One is another order by that id, one the same.
            case 4, 5 -> submit(order, SHELF, lines);
            case 6 -> {
                script.cancel(order, nowNs);
                send();
            }
            case 7 -> {
                script.queryOrder(order, nowNs);
                send();
            }
            case 8 -> {
                script.queryStock(SHELF, nowNs);
                send();
            }
            case 9 -> {
                // Now and then there is one again of what is sold out.
                script.receive(order, SOLD_OUT, 1, nowNs);
                send();
            }
            case 11 -> {
                // Too late.
                script.confirm(Math.max(1, order - LONG_AGO), lines, nowNs);
                send();
            }
            default -> {
                // It is not paid in time.
            }
        }
    }

    private void submit(long order, long firstSku, int lines) {
        script.submit(order, firstSku, lines, TIME_TO_PAY_NS, nowNs);
        send();
    }

    private void send() {
        ResultCode code = pipeline.sequencer().offer(audience, script.buffer(), 0, script.length());
        if (code != ResultCode.OK) {
            throw new IllegalStateException("what is rehearsed is refused: " + code);
        }
        for (Agent stage : pipeline.stages()) {
            try {
                stage.doWork();
            } catch (Exception e) {
                throw new IllegalStateException("the rehearsal has failed", e);
            }
        }
        nowNs += STEP_NS;
        pipeline.sequencer().advanceTime();
        pipeline.sequencer().tick();
    }
}
