// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Random commands to an engine and to the {@link Model}, compared after each one. A failure tells the seed; to run it
 * again: {@code mvn -pl engine verify -Dholdfast.seed=...}, longer: {@code -Dholdfast.model.commands=...}.
 */
class ModelTest {
    private static final int COMMANDS = Integer.getInteger("holdfast.model.commands", 60_000);

    @Test
    void shouldDecideAsTheModelDoes() {
        long seed = Long.getLong("holdfast.seed", new Random().nextLong());
        run(seed, COMMANDS);
    }

    @Test
    void shouldReachEveryCodeAndStatusWithTheModel() {
        ModelRun.Coverage coverage = run(1, 35_000);

        Set<ResultCode> codes = EnumSet.of(ResultCode.OK);
        Arrays.stream(ResultCode.values())
                .filter(code -> code.compareTo(ResultCode.TOO_OLD) >= 0)
                .forEach(codes::add);
        // The first takes 2^32 adjustments, the second is no code.
        codes.removeAll(EnumSet.of(ResultCode.QUANTITY_OVERFLOW, ResultCode.NULL_VAL));
        assertEquals(codes, coverage.codes());
        assertEquals(EnumSet.complementOf(EnumSet.of(OrderStatus.NULL_VAL)), coverage.statuses());
    }

    private static ModelRun.Coverage run(long seed, int commands) {
        Random random = new Random(seed);
        ModelRun.Coverage coverage = ModelRun.Coverage.none();
        int done = 0;
        while (done < commands) {
            ModelRun run = new ModelRun(random, coverage);
            try {
                done += run.run(Math.min(commands - done, 30 + random.nextInt(300)));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("holdfast.seed=" + seed + ", " + done + " commands and " + run, e);
            }
        }
        return coverage;
    }
}
