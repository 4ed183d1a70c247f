// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.DecodedAnswer.FulfilmentOutcome;
import io.holdfast.engine.ModelCommand.Ship;
import io.holdfast.engine.codec.ResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A long list that fails is cut down to what is needed for that. */
class ShrinkingTest {
    private static final int MANY = 100;

    @Test
    void shouldLeaveOutAllThatIsNotNeeded() {
        Seed.run(random -> {
            List<Integer> all =
                    IntStream.range(0, 1 + random.nextInt(MANY)).boxed().toList();
            List<Integer> needed =
                    all.stream().filter(any -> random.nextInt(10) == 0).toList();
            assertEquals(needed, Shrinking.shrink(all, some -> some.containsAll(needed)));
        });
    }

    /** Where any two of many are enough, there are two left, whichever. */
    @Test
    void shouldBeLeftWithAsFewAsFail() {
        List<Integer> all = IntStream.range(0, MANY).boxed().toList();
        List<Integer> left = Shrinking.shrink(
                all, some -> some.stream().filter(each -> each % 7 == 0).count() >= 2);
        assertEquals(2, left.size());
    }

    @Test
    void shouldCutARunDownToTheCommandsThatAFaultNeeds() {
        Seed.run(random -> {
            ModelScript shrunk = new ModelScript(commandsThatShip(random)).shrunk(ShrinkingTest::oneUnitTooMany);
            assertThrows(AssertionError.class, () -> shrunk.run(ShrinkingTest::oneUnitTooMany));
            assertDoesNotThrow(() -> shrunk.run());
            for (int i = 0; i < shrunk.size(); i++) {
                ModelScript less = shrunk.without(i);
                assertTrue(less.failure(ShrinkingTest::oneUnitTooMany).isEmpty(), () -> "enough: " + less);
            }
            String lastLine = shrunk.toString()
                    .lines()
                    .filter(line -> line.contains(".at("))
                    .reduce("", (a, b) -> b);
            assertTrue(lastLine.contains("new Ship("), shrunk::toString);
        });
    }

    /** The fault: an engine that says of every shipment that one unit more has left. */
    private static Model.Outcome oneUnitTooMany(Model.Outcome outcome) {
        if (outcome.answer() instanceof FulfilmentOutcome told
                && told.units() > 0
                && told.refundMinor() == 0
                && told.code() == ResultCode.OK) {
            DecodedAnswer wrong = new FulfilmentOutcome(
                    told.header(),
                    told.fulfilmentId(),
                    told.orderId(),
                    told.units() + 1,
                    0,
                    told.orderVersion(),
                    told.status());
            return new Model.Outcome(wrong, outcome.effects());
        }
        return outcome;
    }

    /** Random ones, up to the first that has shipped something. */
    private static List<TimedCommand> commandsThatShip(Random random) {
        while (true) {
            List<TimedCommand> commands = new ArrayList<>();
            Model model = new Model();
            RandomCommands randomCommands = new RandomCommands(random, model);
            long timeNs = 1_000_000;
            while (commands.size() < MANY) {
                TimedCommand next = randomCommands.next(timeNs);
                commands.add(next);
                timeNs = next.timeNs();
                Model.Outcome outcome = model.decide(commands.size(), timeNs, next.command());
                if (next.content() instanceof Ship && outcome.answer().code() == ResultCode.OK) {
                    return commands;
                }
            }
        }
    }
}
