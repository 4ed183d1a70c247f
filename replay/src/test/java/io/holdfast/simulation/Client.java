// SPDX-License-Identifier: Apache-2.0
package io.holdfast.simulation;

import io.holdfast.engine.DecodedAnswer;
import io.holdfast.engine.Dice;
import io.holdfast.engine.codec.ResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sends each errand until it is answered, has a few under way at once, and keeps books of what it has been told. */
final class Client {
    private static final int WINDOW = 4;
    /** After so many refusals that say nothing of what may have become of an earlier attempt, nobody asks any more. */
    private static final int ENOUGH_REFUSALS = 3;

    private final int number;
    private final Dice dice;
    private final SimulatedClock clock;
    private final Post post;
    private final Network toServer;
    private final Tally tally;
    private final Wishes wishes;
    private final Books books;
    private final List<Errand> open = new ArrayList<>();
    private int left;
    private int errands;

    Client(
            int number,
            int errands,
            Dice dice,
            SimulatedClock clock,
            Post post,
            Network toServer,
            Books books,
            Tally tally) {
        this.number = number;
        this.left = errands;
        this.dice = dice;
        this.clock = clock;
        this.post = post;
        this.toServer = toServer;
        this.books = books;
        this.tally = tally;
        wishes = new Wishes(number, dice);
    }

    boolean hasNothingNew() {
        return left == 0;
    }

    boolean isDone() {
        return left == 0 && open.isEmpty();
    }

    void act(long step) {
        for (Errand errand : open) {
            if (errand.tryAgainAtStep <= step) {
                send(errand, step);
                return;
            }
        }
        if (left > 0 && open.size() < WINDOW) {
            left--;
            Errand errand = next();
            open.add(errand);
            tally.add(Event.ERRANDS);
            send(errand, step);
        }
    }

    private Errand next() {
        long nowNs = clock.clientsNs() + TimeUnit.MILLISECONDS.toNanos(dice.below(40) - 20L);
        return wishes.wantsToAsk()
                ? Errand.toAsk(++errands, wishes.question(), nowNs)
                : Errand.toDo(++errands, wishes.next(), nowNs);
    }

    private void send(Errand errand, long step) {
        long deadlineNs = dice.oneIn(20) ? clock.clientsNs() + TimeUnit.MILLISECONDS.toNanos(dice.below(200)) : 0;
        tally.add(Event.ATTEMPTS);
        toServer.send(number, post.write(errand, deadlineNs).bytes(), step);
        errand.tryAgainAtStep = step + 50 + dice.below(400);
    }

    void onAnswer(DecodedAnswer answer, long step) {
        Errand errand = post.attempt(answer.header().correlationId()).errand();
        if (!open.contains(errand)) {
            return;
        }
        if (answer.header().sequence() == 0) {
            refused(errand, answer.code(), step);
        } else if (!errand.isQuestion() && leavesNoMemory(answer.code()) && ++errand.refusals < ENOUGH_REFUSALS) {
            errand.tryAgainAtStep = step + dice.below(400);
        } else {
            open.remove(errand);
            close(errand, answer);
        }
    }

    private void close(Errand errand, DecodedAnswer answer) {
        if (errand.isQuestion()) {
            return;
        }
        if (leavesNoMemory(answer.code())) {
            books.doNotKnow();
            return;
        }
        books.note(errand.content, answer);
        wishes.onAnswer(errand.content, answer);
    }

    private void refused(Errand errand, ResultCode code, long step) {
        Event event = switch (code) {
            case OVERLOADED -> Event.REFUSED_OVERLOADED;
            case READ_ONLY -> Event.REFUSED_READ_ONLY;
            case STOPPING -> Event.REFUSED_STOPPING;
            case DEADLINE_PASSED -> Event.REFUSED_DEADLINE_PASSED;
            default -> throw new AssertionError("no reason to refuse " + errand.content + ": " + code);
        };
        tally.add(event);
        errand.tryAgainAtStep = step + dice.below(200);
    }

    /** Such a refusal does not say that an earlier or a later attempt was refused. */
    private static boolean leavesNoMemory(ResultCode code) {
        return code != ResultCode.OK && code.compareTo(ResultCode.CAPACITY) <= 0;
    }
}
