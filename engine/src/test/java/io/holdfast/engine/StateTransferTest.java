// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.holdfast.engine.codec.ResultCode;
import java.nio.LongBuffer;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** An engine made of the state of another one is that other one, in every field and in all that it decides. */
class StateTransferTest {
    private static final int TRANSFERS = 30;
    private static final int MOST_BETWEEN = 1_000;

    private final Commands commands = new Commands();
    private final UnsafeBuffer outcome = new UnsafeBuffer(new byte[Engine.MAX_OUTCOME_LENGTH]);
    private final UnsafeBuffer otherOutcome = new UnsafeBuffer(new byte[Engine.MAX_OUTCOME_LENGTH]);
    private long timeNs = 1_769_901_300_000_000_000L;
    private long given;

    /** A field that nobody carries differs, because each of them has at some time another value than in a new engine. */
    @Test
    void shouldCarryEveryFieldAndDecideAlikeFromThereOn() {
        Seed.run(random -> {
            CommandMix mix = new CommandMix(random, commands);
            Engine engine = new Engine(StockListener.NONE, random.nextLong());
            Set<String> moved = new TreeSet<>();
            for (int i = 0; i < TRANSFERS; i++) {
                Engine other = StateImage.of(engine).engine();
                assertEquals(Set.of(), ObjectGraph.compare(engine, other).differences());
                decide(List.of(engine, other), mix, random, 1 + random.nextInt(MOST_BETWEEN));
                assertEquals(Set.of(), ObjectGraph.compare(engine, other).differences(), "went on otherwise");
                moved.addAll(ObjectGraph.compare(engine, new Engine()).differences());
            }
            assertEquals(ObjectGraph.compare(engine, new Engine()).variables(), moved, "never moved, so not tested");
        });
    }

    @Test
    void shouldGiveTheSameStateAgainAndLeaveItAsItIs() {
        Seed.run(random -> {
            Engine engine = new Engine();
            decide(List.of(engine), new CommandMix(random, commands), random, 2_000);
            StateImage image = StateImage.of(engine);
            assertEquals(image, StateImage.of(engine));
            assertEquals(image, StateImage.of(image.engine()));
            decide(List.of(engine), new CommandMix(random, commands), random, 1);
            assertNotEquals(image, StateImage.of(engine));
        });
    }

    @Test
    void shouldRefuseTableOfAnotherWidth() {
        StateTransfer wider = new StateTransfer() {
            @Override
            public long value(long value) {
                return value;
            }

            @Override
            public int value(int value) {
                return value + 1;
            }

            @Override
            public void values(LongBuffer values, int count) {}
        };
        assertThrows(IllegalStateException.class, () -> Engine.from(wider, Engine.STATE_LAYOUT, StockListener.NONE));
    }

    private void decide(List<Engine> engines, CommandMix mix, Random random, int count) {
        for (int i = 0; i < count; i++) {
            timeNs += random.nextInt(100_000);
            commands.correlationId(++given).firstSentNs(timeNs);
            int length = mix.next();
            Engine first = engines.get(0);
            int outcomeLength = answer(first, length, outcome);
            for (Engine other : engines.subList(1, engines.size())) {
                assertEquals(outcomeLength, answer(other, length, otherOutcome));
                for (int at = 0; at < outcomeLength; at++) {
                    assertEquals(outcome.getByte(at), otherOutcome.getByte(at), "byte " + at + " of an outcome");
                }
                assertEquals(first.digest(), other.digest());
                assertEquals(first.nextWorkNs(), other.nextWorkNs());
            }
        }
    }

    private int answer(Engine engine, int length, UnsafeBuffer answer) {
        assertEquals(ResultCode.OK, MessageFormat.check(commands.buffer(), 0, length));
        return MessageFormat.isQuery(commands.buffer(), 0)
                ? engine.report(commands.buffer(), 0, answer, 0)
                : engine.decide(engine.lastSequence() + 1, timeNs, commands.buffer(), 0, answer, 0);
    }
}
