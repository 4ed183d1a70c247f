// SPDX-License-Identifier: Apache-2.0
package io.holdfast.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.DecodedAnswer;
import io.holdfast.engine.Engine;
import io.holdfast.engine.Model;
import io.holdfast.engine.ModelCommand;
import io.holdfast.engine.ModelReports;
import io.holdfast.engine.RecordedDigest;
import io.holdfast.engine.SideEffect;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Those who have never crashed: the naive model, and an engine, both given what is on record, in its order. */
final class Reference {
    private final Model model = new Model();
    private final Engine engine = new Engine();
    private final UnsafeBuffer outcome = new UnsafeBuffer(ByteBuffer.allocate(Engine.MAX_OUTCOME_LENGTH));

    /** Decides a record's command and compares; returns what the model decided. */
    Model.Outcome decide(Entry entry, ModelCommand command) {
        int length = engine.decide(entry.sequence(), entry.timestampNs(), entry.command(), 0, outcome, 0);
        int answerLength = engine.answerLength();
        Model.Outcome decided = new Model.Outcome(
                DecodedAnswer.decode(outcome, 0, answerLength),
                SideEffect.decode(
                        outcome, answerLength, length - answerLength - RecordedDigest.length(entry.sequence())));
        Model.Outcome expected = model.decide(entry.sequence(), entry.timestampNs(), command);
        assertEquals(expected, decided, () -> "the outcome of " + command.content());
        assertTrue(
                entry.outcome().equals(new UnsafeBuffer(outcome, 0, length)),
                () -> "on record for " + command.content() + " is not " + expected);
        return expected;
    }

    /** Answers a question as the last command left everything. */
    DecodedAnswer answer(Question question, long correlationId) {
        return question.expected(model.reports(), correlationId, engine.digest());
    }

    /** Of the last command. */
    int answerLength() {
        return engine.answerLength();
    }

    ModelReports model() {
        return model.reports();
    }

    long sequence() {
        return engine.lastSequence();
    }

    long timestampNs() {
        return engine.lastTimestampNs();
    }

    long digest() {
        return engine.digest();
    }
}
