// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.holdfast.engine.EveryKindOfMessage.Timed;
import io.holdfast.engine.codec.EffectKind;
import io.holdfast.engine.codec.ResultCode;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * Once warm, the engine allocates not a byte per command or query, whatever the outcome and whatever it does by itself.
 * ConfigureEngine may allocate, and tables take room for records a chunk at a time; so what is measured needs no more room
 * than what was done before.
 */
class AllocationTest {
    private static final int ROUNDS = 3 * EveryKindOfMessage.ROUNDS_PER_LONG_ONE;
    private static final int WARM_UP_ROUNDS = EveryKindOfMessage.ROUNDS_PER_LONG_ONE + 1;

    /**
     * With a new engine each. The JVM itself allocates some hundred bytes on a thread now and then, when it loads or
     * recompiles what runs there; what the engine allocates, it allocates each time.
     */
    private static final int ATTEMPTS = 10;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long thread = Thread.currentThread().getId();
    private final UnsafeBuffer answer = new UnsafeBuffer(new byte[Engine.MAX_OUTCOME_LENGTH]);

    @Test
    void shouldAllocateNothingPerCommandOrQuery() {
        List<Timed> warmUp = new ArrayList<>(EveryKindOfMessage.preparation());
        List<Timed> measured = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            (i < WARM_UP_ROUNDS ? warmUp : measured).addAll(EveryKindOfMessage.round(i));
        }
        expectThatItIsWhatItIsMeantToBe(warmUp, measured);
        long fewestBytes = Long.MAX_VALUE;
        for (int i = 0; i < ATTEMPTS && fewestBytes > 0; i++) {
            Engine engine = new Engine();
            decide(engine, warmUp);
            long before = threads.getThreadAllocatedBytes(thread);
            decide(engine, measured);
            fewestBytes = Math.min(fewestBytes, threads.getThreadAllocatedBytes(thread) - before);
        }
        assertEquals(0, fewestBytes);
    }

    private void decide(Engine engine, List<Timed> messages) {
        for (int i = 0; i < messages.size(); i++) {
            UnsafeBuffer message = messages.get(i).bytes();
            if (MessageFormat.check(message, 0, message.capacity()) != ResultCode.OK) {
                throw new IllegalStateException("malformed");
            }
            if (MessageFormat.isQuery(message, 0)) {
                engine.report(message, 0, answer, 0);
            } else {
                engine.decide(engine.lastSequence() + 1, messages.get(i).timeNs(), message, 0, answer, 0);
            }
        }
    }

    private static void expectThatItIsWhatItIsMeantToBe(List<Timed> warmUp, List<Timed> measured) {
        EngineRig rig = EngineRig.unconfigured();
        warmUp.forEach(message -> decide(rig, message));
        Set<ResultCode> codes = EnumSet.noneOf(ResultCode.class);
        Set<EffectKind> effects = EnumSet.noneOf(EffectKind.class);
        Set<Integer> templateIds = new HashSet<>();
        int submitted = 0;
        for (Timed message : measured) {
            DecodedAnswer answer = decide(rig, message);
            codes.add(answer.code());
            rig.sideEffects().forEach(effect -> effects.add(effect.kind()));
            templateIds.add(MessageFormat.templateId(message.bytes(), 0));
            submitted += answer instanceof DecodedAnswer.OrderOutcome ? 1 : 0;
        }
        Set<ResultCode> nearlyAll = EnumSet.range(ResultCode.TOO_OLD, ResultCode.STOCK_IS_PROMISED);
        nearlyAll.removeAll(EnumSet.of(ResultCode.INVALID_SETTINGS, ResultCode.QUANTITY_OVERFLOW));
        nearlyAll.add(ResultCode.OK);
        assertEquals(nearlyAll, codes);
        assertEquals(EnumSet.range(EffectKind.FILLED, EffectKind.EXPIRED), effects);
        assertEquals(Set.of(9, 10, 11, 12, 13, 14, 16, 17, 18, 19, 20, 21, 22, 23), templateIds);
        int remembered = rig.queryEngine().orders();
        assertTrue(remembered < submitted / 20, () -> remembered + " orders were not forgotten");
    }

    private static DecodedAnswer decide(EngineRig rig, Timed message) {
        rig.advance(message.timeNs() - rig.timeNs());
        UnsafeBuffer bytes = message.bytes();
        return MessageFormat.isQuery(bytes, 0)
                ? rig.report(bytes, 0, bytes.capacity())
                : rig.decide(bytes, 0, bytes.capacity());
    }
}
