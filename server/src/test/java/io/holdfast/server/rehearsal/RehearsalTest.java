// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.pipeline.DecisionTally;
import java.util.List;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    /** What has come up a few times the JVM does not leave out; this is far more. */
    private static final long OFTEN = 1_000;

    @Test
    void shouldShowTheEngineWhatIsRareInTheBeginning() {
        DecisionTally tally = new Rehearsal().play();
        List<Long> counts = List.of(tally.accepted(), tally.refused(), tally.repeated(), tally.queries());
        assertTrue(counts.stream().allMatch(count -> count > OFTEN), counts::toString);
    }

    @Test
    void shouldBeTheSameEachTime() {
        DecisionTally one = new Rehearsal().play();
        DecisionTally other = new Rehearsal().play();
        assertEquals(one.accepted(), other.accepted());
        assertEquals(one.refused(), other.refused());
    }
}
