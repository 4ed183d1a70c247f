// SPDX-License-Identifier: Apache-2.0
package io.holdfast.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.DecodedAnswer;
import io.holdfast.engine.ModelCommand.Cancel;
import io.holdfast.engine.ModelCommand.Confirm;
import io.holdfast.engine.ModelCommand.Content;
import io.holdfast.engine.ModelCommand.Update;
import io.holdfast.engine.codec.AnswerHeaderEncoder;
import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.ResultCode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;

/** However often a command came: it took effect once, and where it has an id of its own it got one answer. */
final class OneEffect {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final Map<Errand, UnsafeBuffer> firstAnswers = new HashMap<>();
    private final Set<Errand> done = new HashSet<>();

    /** Returns whether it had been decided before. */
    boolean note(Entry entry, Errand errand, DecodedAnswer answer, int answerLength) {
        boolean isNew = answer.header().decidedSequence() == entry.sequence();
        if (isNew && answer.code() == ResultCode.OK) {
            assertTrue(done.add(errand), () -> errand.content + " took effect again at sequence " + entry.sequence());
        }
        boolean isForgotten = answer.code() != ResultCode.OK && answer.code().compareTo(ResultCode.CAPACITY) <= 0;
        if (isForgotten || !hasItsOwnId(errand.content)) {
            return !isNew;
        }
        UnsafeBuffer first = firstAnswers.putIfAbsent(errand, withoutOccasion(entry.outcome(), answerLength));
        if (first != null) {
            assertEquals(
                    first,
                    withoutOccasion(entry.outcome(), answerLength),
                    () -> errand.content + " was answered otherwise at sequence " + entry.sequence());
        }
        return first != null;
    }

    private static boolean hasItsOwnId(Content content) {
        return !(content instanceof Confirm || content instanceof Cancel || content instanceof Update);
    }

    /** An answer without whom it answers, and when. */
    private static UnsafeBuffer withoutOccasion(UnsafeBuffer outcome, int answerLength) {
        UnsafeBuffer bytes = new UnsafeBuffer(new byte[answerLength]);
        bytes.putBytes(0, outcome, 0, answerLength);
        bytes.putLong(HEADER + AnswerHeaderEncoder.correlationIdEncodingOffset(), 0);
        bytes.putLong(HEADER + AnswerHeaderEncoder.sequenceEncodingOffset(), 0);
        return bytes;
    }
}
