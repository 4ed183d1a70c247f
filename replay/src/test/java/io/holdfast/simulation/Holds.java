// SPDX-License-Identifier: Apache-2.0
package io.holdfast.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.DecodedAnswer.OrderOutcome;
import io.holdfast.engine.EngineSettings;
import io.holdfast.engine.Model;
import io.holdfast.engine.ModelCommand.Configure;
import io.holdfast.engine.ModelCommand.Content;
import io.holdfast.engine.ModelCommand.Submit;
import io.holdfast.engine.SideEffect;
import io.holdfast.engine.codec.EffectKind;
import io.holdfast.engine.codec.ResultCode;
import java.util.HashMap;
import java.util.Map;

/** No hold ends before its time: by what was answered and what stands behind the answers, without the model's rules. */
final class Holds {
    private record Hold(long deadlineNs, long timeToPayNs) {}

    private final Map<Long, Hold> holds = new HashMap<>();
    private EngineSettings settings;

    void note(Entry entry, Content content, Model.Outcome outcome) {
        if (content instanceof Configure configure && outcome.answer().code() == ResultCode.OK) {
            settings = configure.settings();
        }
        boolean isSubmitted = content instanceof Submit
                && outcome.answer().code() == ResultCode.OK
                && outcome.answer().header().decidedSequence() == entry.sequence();
        if (isSubmitted) {
            Submit submit = (Submit) content;
            long timeToPayNs = submit.terms().timeToPayNs();
            holds.put(
                    submit.orderId(),
                    new Hold(
                            ((OrderOutcome) outcome.answer()).deadlineNs(),
                            timeToPayNs == 0 ? settings.timeToPayNs() : timeToPayNs));
        }
        for (SideEffect effect : outcome.effects()) {
            Hold hold = holds.get(effect.orderId());
            if (effect.kind() == EffectKind.RESERVED) {
                holds.put(effect.orderId(), new Hold(entry.timestampNs() + hold.timeToPayNs, hold.timeToPayNs));
            } else if (effect.kind() == EffectKind.EXPIRED) {
                assertTrue(
                        hold.deadlineNs != 0 && entry.timestampNs() >= hold.deadlineNs,
                        () -> "order " + effect.orderId() + " expired before its time at sequence " + entry.sequence());
            }
        }
    }
}
