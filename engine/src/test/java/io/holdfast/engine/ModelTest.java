// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.Commands.ReturnLine;
import io.holdfast.engine.Commands.ShipLine;
import io.holdfast.engine.Commands.Terms;
import io.holdfast.engine.ModelCommand.Adjust;
import io.holdfast.engine.ModelCommand.Cancel;
import io.holdfast.engine.ModelCommand.Configure;
import io.holdfast.engine.ModelCommand.Confirm;
import io.holdfast.engine.ModelCommand.Define;
import io.holdfast.engine.ModelCommand.Return;
import io.holdfast.engine.ModelCommand.Ship;
import io.holdfast.engine.ModelCommand.Submit;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.codec.Switch;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/**
 * Random commands to an engine and to the {@link Model}, compared after each one. A failure tells the seed, and as few
 * commands as show it, as a test to paste; to run it again: {@code mvn -pl engine verify -Dholdfast.seed=...}, longer:
 * {@code -Dholdfast.model.commands=...}.
 */
class ModelTest {
    private static final int COMMANDS = Integer.getInteger("holdfast.model.commands", 30_000);

    /** It takes some 30,000 to get everywhere; who needs ten times as many has lost the way. */
    private static final int ENOUGH = 400_000;

    @Test
    void shouldDecideAsTheModelDoes() {
        long seed = Long.getLong("holdfast.seed", new Random().nextLong());
        run(seed, COMMANDS, () -> false, new ModelCoverage());
    }

    @Test
    void shouldGetEverywhereWithTheModel() {
        ModelCoverage coverage = new ModelCoverage();
        run(1, ENOUGH, coverage::isComplete, coverage);

        assertEquals(ModelCoverage.codesOfTheEngine(), coverage.codes());
        assertEquals(OrderTransition.legal(), coverage.transitions());
        assertEquals(EnumSet.allOf(ModelCoverage.Event.class), coverage.events());
    }

    /** Random orders seldom get there: one that is split, filled, paid, shipped and sent back in more parts than are told. */
    @Test
    void shouldTellOfAnOrderInVeryManyPartsAsTheModelDoes() {
        List<Line> lines = Collections.nCopies(Engine.MAX_ORDER_LINES, Line.any(2, 1, 5));
        Terms terms = Terms.of(ShortagePolicy.WAIT);
        long totalMinor = 2 * 5 * Engine.MAX_ORDER_LINES;
        new ModelScript()
                .at(1_000_000, 1, 1_000_000, new Configure(EngineRig.SETTINGS))
                .at(1_000_000, 2, 1_000_000, new Define(1, null, 0, "", 0, List.of(3, 4)))
                .at(1_000_000, 3, 1_000_000, new Adjust(1, 1, 3, 1, AdjustmentReason.RECEIPT, ""))
                .at(1_000_000, 4, 1_000_000, new Submit(1, 7, terms, lines))
                .at(1_000_000, 5, 1_000_000, new Adjust(2, 1, 4, 2_001, AdjustmentReason.RECEIPT, ""))
                .at(1_000_000, 6, 1_000_000, new Submit(1, 7, terms, lines))
                .at(1_000_000, 7, 1_000_000, new Adjust(3, 1, 3, 3_000, AdjustmentReason.RECEIPT, ""))
                .ticks(60)
                .at(1_000_000, 8, 1_000_000, new Confirm(1, totalMinor, 0))
                .at(1_000_000, 9, 1_000_000, new Ship(1, 1, 0, List.of(new ShipLine(0, 4, 1), ShipLine.of(1, 2))))
                .at(1_000_000, 10, 1_000_000, new Return(1, 1, 0, 9, Switch.ON, List.of(new ReturnLine(1, 1))))
                .at(1_000_000, 11, 1_000_000, new Cancel(1, 0))
                .run();
    }

    /** So many commands, or until there is nothing left to be seen. */
    private static void run(long seed, int commands, BooleanSupplier isEnough, ModelCoverage coverage) {
        Random random = new Random(seed);
        int done = 0;
        while (done < commands && !isEnough.getAsBoolean()) {
            ModelRun run = new ModelRun(random, coverage);
            try {
                done += run.run(Math.min(commands - done, 30 + random.nextInt(300)));
            } catch (AssertionError e) {
                throw new AssertionError(
                        "holdfast.seed=" + seed + ", after " + done + " commands: " + e.getMessage(), e);
            }
        }
    }
}
