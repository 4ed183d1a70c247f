// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** The life of one engine beside the {@link Model}, with random commands; if they differ, as few of these as show it. */
final class ModelRun {
    private final SideBySide both;
    private final RandomCommands randomCommands;
    private final List<TimedCommand> given = new ArrayList<>();

    ModelRun(Random random, ModelCoverage coverage) {
        both = new SideBySide(coverage);
        randomCommands = new RandomCommands(random, both.model());
    }

    /** Returns how many commands have been given. */
    int run(int count) {
        try {
            for (int i = 0; i < count; i++) {
                TimedCommand next = randomCommands.next(both.timeNs());
                given.add(next);
                both.decide(next);
            }
            both.replay();
        } catch (AssertionError | RuntimeException e) {
            ModelScript script = new ModelScript(given).shrunk(UnaryOperator.identity());
            String inShort = script.failure(UnaryOperator.identity())
                    .map(Throwable::getMessage)
                    .orElse("nothing");
            throw new AssertionError(
                    e.getMessage() + "\nafter " + given.size() + " commands; in short, " + inShort + "\nafter\n"
                            + script,
                    e);
        }
        return count;
    }
}
