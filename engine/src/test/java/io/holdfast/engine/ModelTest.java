// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.engine.codec.ResultCode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Random commands to an engine and to the {@link Model}, compared after each one. A failure tells the seed, and as few
 * commands as show it, as a test to paste; to run it again: {@code mvn -pl engine verify -Dholdfast.seed=...}, longer:
 * {@code -Dholdfast.model.commands=...}.
 */
class ModelTest {
    private static final int COMMANDS = Integer.getInteger("holdfast.model.commands", 30_000);

    @Test
    void shouldDecideAsTheModelDoes() {
        long seed = Long.getLong("holdfast.seed", new Random().nextLong());
        run(seed, COMMANDS);
    }

    @Test
    void shouldGetEverywhereWithTheModel() {
        ModelCoverage coverage = run(1, 20_000);

        Set<ResultCode> codes = EnumSet.of(ResultCode.OK);
        Arrays.stream(ResultCode.values())
                .filter(code -> code.compareTo(ResultCode.TOO_OLD) >= 0)
                .forEach(codes::add);
        // The first takes 2^32 adjustments, the second is no code.
        codes.removeAll(EnumSet.of(ResultCode.QUANTITY_OVERFLOW, ResultCode.NULL_VAL));
        assertEquals(codes, coverage.codes());
        assertEquals(OrderTransition.legal(), coverage.transitions());
        assertEquals(EnumSet.allOf(ModelCoverage.Event.class), coverage.events());
    }

    private static ModelCoverage run(long seed, int commands) {
        Random random = new Random(seed);
        ModelCoverage coverage = new ModelCoverage();
        int done = 0;
        while (done < commands) {
            ModelRun run = new ModelRun(random, coverage);
            try {
                done += run.run(Math.min(commands - done, 30 + random.nextInt(300)));
            } catch (AssertionError e) {
                throw new AssertionError(
                        "holdfast.seed=" + seed + ", after " + done + " commands: " + e.getMessage(), e);
            }
        }
        return coverage;
    }
}
