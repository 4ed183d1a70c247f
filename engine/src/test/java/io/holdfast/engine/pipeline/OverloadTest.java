// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.codec.ResultCode;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** While a stage is behind, what does not fit is refused; then it recovers, and nothing that was accepted is lost. */
class OverloadTest {
    private final PipelineRig rig = PipelineRig.ready(Layout.DEDICATED).step();

    @Test
    void shouldRefuseExcessWhileEgressIsBehind() {
        expectRefusalAndRecovery("engine", "journal");
    }

    @Test
    void shouldRefuseExcessWhileJournalIsBehind() {
        expectRefusalAndRecovery("engine", "egress");
    }

    @Test
    void shouldRefuseExcessWhileEngineIsBehind() {
        expectRefusalAndRecovery("journal", "egress");
    }

    private void expectRefusalAndRecovery(String... working) {
        long order = 0;
        for (int round = 1; round <= 3; round++) {
            int accepted = 0;
            for (int i = 0; i < 2 * PipelineRig.RING; i++) {
                ResultCode code = rig.submit(order + 1);
                assertTrue(code == ResultCode.OK || code == ResultCode.OVERLOADED);
                if (code == ResultCode.OK) {
                    order++;
                    accepted++;
                }
                for (String stage : working) {
                    rig.step(rig.stage(stage));
                }
            }
            assertEquals(PipelineRig.RING, accepted);
            rig.step();
            rig.step();
            expectAllAnswered(3 + order);
        }
    }

    /** The reports of large orders need more room than their queries. */
    @Test
    void shouldWaitForRoomForAnswers() {
        int length = rig.commands.submitOrder(1, 1, Collections.nCopies(2_000, Line.of(1, 1, 100)));
        rig.expectAccepted(length);
        rig.step();
        int query = rig.commands.queryOrder(1);
        int offered = 0;
        while (rig.offer(query) == ResultCode.OK) {
            offered++;
            rig.step(rig.stage("engine")).step(rig.stage("journal"));
        }
        assertEquals(PipelineRig.RING, offered);
        for (int i = 0; i < PipelineRig.RING; i++) {
            rig.step();
        }
        assertTrue(rig.pipeline.isWorkedOff());
        assertEquals(4 + offered, rig.answers.size());
        assertEquals(List.of(), rig.thrown);
    }

    private void expectAllAnswered(long sequences) {
        assertTrue(rig.pipeline.isWorkedOff());
        assertEquals(LongStream.rangeClosed(1, sequences).boxed().toList(), rig.answeredSequences());
        assertEquals(sequences, rig.log.entries().size());
        assertEquals(List.of(), rig.thrown);
    }
}
