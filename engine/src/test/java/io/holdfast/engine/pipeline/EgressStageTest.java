// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.YieldingWaitStrategy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EgressStageTest {
    /** A client's session would be reachable until the ring came round, which it may not for days. */
    @Test
    void shouldKeepNobodyWhoHasBeenAnswered() throws Exception {
        RingBuffer<CommandSlot> ring = RingBuffer.createSingleProducer(CommandSlot::new, 4, new YieldingWaitStrategy());
        EgressStage egress =
                new EgressStage(ring.newPoller(), () -> 0, new ByteArena(64), new ByteArena(64), new Halt(() -> {}));
        List<Integer> answered = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            long position = ring.next();
            ring.get(position).answerLength = i;
            ring.get(position).answerTo = (buffer, offset, length) -> answered.add(length);
            ring.publish(position);
        }
        egress.doWork();
        assertEquals(List.of(0, 1, 2), answered);
        for (int position = 0; position < 4; position++) {
            assertNull(ring.get(position).answerTo, "slot " + position);
        }
    }
}
