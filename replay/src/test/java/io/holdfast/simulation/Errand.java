// SPDX-License-Identifier: Apache-2.0
package io.holdfast.simulation;

import io.holdfast.engine.Commands;
import io.holdfast.engine.ModelCommand;
import io.holdfast.engine.ModelCommand.Content;

/** Something that a client wants done, or known: sent with the same ids and the same first-sent time until it is answered. */
final class Errand {
    final int number;
    /** Null if it is a question. */
    final Content content;
    /** Null if it is a command. */
    final Question question;

    final long firstSentNs;
    long tryAgainAtStep;
    int refusals;

    private Errand(int number, Content content, Question question, long firstSentNs) {
        this.number = number;
        this.content = content;
        this.question = question;
        this.firstSentNs = firstSentNs;
    }

    static Errand toDo(int number, Content content, long firstSentNs) {
        return new Errand(number, content, null, firstSentNs);
    }

    static Errand toAsk(int number, Question question, long firstSentNs) {
        return new Errand(number, null, question, firstSentNs);
    }

    boolean isQuestion() {
        return question != null;
    }

    /** The command as the model sees it. */
    ModelCommand command(long correlationId) {
        return new ModelCommand(correlationId, firstSentNs, content);
    }

    int encode(Commands commands, long correlationId) {
        return isQuestion()
                ? question.encode(commands.correlationId(correlationId).firstSentNs(firstSentNs))
                : command(correlationId).encode(commands);
    }
}
