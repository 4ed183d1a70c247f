// SPDX-License-Identifier: Apache-2.0
package io.holdfast.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.DecodedAnswer;
import io.holdfast.engine.EngineSettings;
import io.holdfast.engine.Model;
import io.holdfast.engine.ModelCommand;
import io.holdfast.engine.ModelCommand.Configure;
import io.holdfast.engine.ModelCommand.Tick;
import io.holdfast.engine.codec.ConfigureEngineDecoder;
import io.holdfast.engine.codec.EffectKind;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.TickDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Goes through what is on record for good, one record after the other, with everybody who has something to say about it. */
final class Audit {
    private final Post post;
    private final Tally tally;
    private final Reference reference = new Reference();
    private final Holds holds = new Holds();
    private final OneEffect oneEffect = new OneEffect();
    private final Books books = new Books();

    Audit(Post post, Tally tally) {
        this.post = post;
        this.tally = tally;
    }

    /** Takes what has been found behind the records that were taken before, and what was told about these and those. */
    void take(List<Entry> found, Ledger ledger) {
        Map<Long, List<Ledger.Told>> told = new HashMap<>();
        for (Ledger.Told one : ledger.toldUpTo(found.size())) {
            told.computeIfAbsent(one.sequence(), sequence -> new ArrayList<>()).add(one);
        }
        compareReports(told.remove(reference.sequence()));
        for (Entry entry : found.subList((int) reference.sequence(), found.size())) {
            take(entry);
            Long digest = ledger.digests().get(entry.sequence());
            assertTrue(
                    digest == null || digest == reference.digest(),
                    () -> "the digest before the crash at sequence " + entry.sequence());
            List<Ledger.Told> ofIt = told.remove(entry.sequence());
            compareReports(ofIt);
            compareAnswers(ofIt, entry);
        }
        assertEquals(Map.of(), told, "what was told of no record");
    }

    private void take(Entry entry) {
        assertEquals(reference.sequence() + 1, entry.sequence());
        assertTrue(entry.timestampNs() >= reference.timestampNs(), () -> "time goes back at " + entry.sequence());
        ModelCommand command = command(entry);
        Model.Outcome outcome = reference.decide(entry, command);
        holds.note(entry, command.content(), outcome);
        tally.add(Event.RECORDS);
        count(outcome);
        if (command.content() instanceof Tick) {
            tally.add(Event.TICKS);
        } else if (!(command.content() instanceof Configure)) {
            Errand errand = post.attempt(entry.correlationId()).errand();
            if (oneEffect.note(entry, errand, outcome.answer(), reference.answerLength())) {
                tally.add(Event.DECIDED_AGAIN);
            }
            if (outcome.answer().header().decidedSequence() == entry.sequence()) {
                books.note(command.content(), outcome.answer());
            }
        }
    }

    private void count(Model.Outcome outcome) {
        tally.trace(outcome.answer().header().sequence(), reference.digest());
        outcome.effects().forEach(effect -> {
            if (effect.kind() == EffectKind.EXPIRED) {
                tally.add(Event.EXPIRIES);
            } else if (effect.kind() == EffectKind.FILLED) {
                tally.add(Event.FILLS);
            }
        });
    }

    /** The command on record as the model sees it; one of a client is to the byte what the client sent. */
    private ModelCommand command(Entry entry) {
        if (entry.templateId() == TickDecoder.TEMPLATE_ID) {
            return new ModelCommand(entry.correlationId(), entry.firstSentNs(), new Tick());
        }
        if (entry.templateId() == ConfigureEngineDecoder.TEMPLATE_ID) {
            EngineSettings settings = EngineSettings.of(
                    new ConfigureEngineDecoder().wrapAndApplyHeader(entry.command(), 0, new MessageHeaderDecoder()));
            return new ModelCommand(entry.correlationId(), entry.firstSentNs(), new Configure(settings));
        }
        Post.Attempt attempt = post.attempt(entry.correlationId());
        assertNotNull(attempt, () -> "nobody sent the command on record at sequence " + entry.sequence());
        assertEquals(attempt.bytes(), entry.command(), () -> "the command on record at " + entry.sequence());
        return attempt.errand().command(attempt.correlationId());
    }

    /** A report is of the state behind the command whose sequence it names, and nobody is told of a state that is not on record. */
    private void compareReports(List<Ledger.Told> told) {
        if (told == null) {
            return;
        }
        for (Ledger.Told one : told) {
            if (one.attempt().errand().isQuestion()) {
                DecodedAnswer expected = reference.answer(
                        one.attempt().errand().question, one.attempt().correlationId());
                assertEquals(
                        expected,
                        DecodedAnswer.decode(one.bytes(), 0, one.bytes().capacity()));
                tally.add(Event.REPORTS);
            }
        }
    }

    private void compareAnswers(List<Ledger.Told> told, Entry entry) {
        if (told == null) {
            return;
        }
        for (Ledger.Told one : told) {
            if (!one.attempt().errand().isQuestion()) {
                Ledger.expectOnRecord(one, entry);
                tally.add(Event.ANSWERS);
            }
        }
    }

    Reference reference() {
        return reference;
    }

    /** By what is on record. */
    Books books() {
        return books;
    }
}
