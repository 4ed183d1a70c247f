// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.DecodedAnswer.OrderOutcome;
import io.holdfast.engine.DecodedAnswer.Part;
import io.holdfast.engine.ModelCommand.Content;
import io.holdfast.engine.ModelCommand.Submit;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.ShortagePolicy;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What has been seen over all runs of a test; tells whether random commands get to where they should. */
final class ModelCoverage {
    /** What is not to be seen by a code or a transition. */
    enum Event {
        ALL_OR_NOTHING_OK,
        ALL_OR_NOTHING_SHORT,
        PARTIAL_WHOLE,
        PARTIAL_PARTLY,
        PARTIAL_SHORT,
        WAIT_WHOLE,
        WAIT_WAITS,
        LINE_FOR_ANY_SPLIT,
        FILLED,
        RESERVED,
        EXPIRED,
        RETAKE_REFUSED,
        REPEATED_OK,
        REPEATED_REFUSAL,
        MOVEMENT_FORGOTTEN,
        SHIPMENT_FORGOTTEN,
        RETURN_FORGOTTEN,
        BACKLOG_OF_STOCKS,
        BACKLOG_OF_EXPIRIES
    }

    private final Set<ResultCode> codes = EnumSet.noneOf(ResultCode.class);
    private final Set<OrderTransition> transitions = new TreeSet<>();
    private final Set<Event> events = EnumSet.noneOf(Event.class);

    /** Every code that the engine can give, but for one that takes 2^32 adjustments. */
    static Set<ResultCode> codesOfTheEngine() {
        Set<ResultCode> codes = EnumSet.range(ResultCode.TOO_OLD, ResultCode.STOCK_IS_PROMISED);
        codes.add(ResultCode.OK);
        codes.remove(ResultCode.QUANTITY_OVERFLOW);
        return codes;
    }

    boolean isComplete() {
        return codes.equals(codesOfTheEngine())
                && transitions.equals(OrderTransition.legal())
                && events.equals(EnumSet.allOf(Event.class));
    }

    Set<ResultCode> codes() {
        return codes;
    }

    Set<OrderTransition> transitions() {
        return transitions;
    }

    Set<Event> events() {
        return events;
    }

    void seeIf(boolean happened, Event event) {
        if (happened) {
            events.add(event);
        }
    }

    void see(OrderTransition transition) {
        if (transition.steps() == 1) {
            transitions.add(transition);
        }
    }

    void see(Content content, Model.Outcome outcome) {
        DecodedAnswer answer = outcome.answer();
        codes.add(answer.code());
        boolean isRepeated = answer.header().decidedSequence() < answer.header().sequence();
        seeIf(isRepeated && answer.code() == ResultCode.OK, Event.REPEATED_OK);
        seeIf(isRepeated && answer.code() != ResultCode.OK, Event.REPEATED_REFUSAL);
        outcome.effects()
                .forEach(effect -> events.add(Event.valueOf(effect.kind().name())));
        if (content instanceof Submit submit && !isRepeated) {
            see(submit, (OrderOutcome) answer);
        }
    }

    private void see(Submit submit, OrderOutcome outcome) {
        boolean isOk = outcome.code() == ResultCode.OK;
        boolean isShort = outcome.code() == ResultCode.INSUFFICIENT_STOCK;
        ShortagePolicy policy = submit.terms().policy();
        if (policy == ShortagePolicy.ALL_OR_NOTHING) {
            seeIf(isOk, Event.ALL_OR_NOTHING_OK);
            seeIf(isShort, Event.ALL_OR_NOTHING_SHORT);
        } else if (policy == ShortagePolicy.PARTIAL) {
            long asked =
                    submit.lines().stream().mapToLong(line -> line.quantity()).sum();
            long held = outcome.parts().stream().mapToLong(Part::held).sum();
            seeIf(isOk && held == asked, Event.PARTIAL_WHOLE);
            seeIf(isOk && held < asked, Event.PARTIAL_PARTLY);
            seeIf(isShort, Event.PARTIAL_SHORT);
        } else {
            seeIf(isOk && outcome.status() == OrderStatus.RESERVED, Event.WAIT_WHOLE);
            seeIf(isOk && outcome.status() == OrderStatus.WAITING, Event.WAIT_WAITS);
        }
        List<Part> held =
                outcome.parts().stream().filter(part -> part.held() > 0).toList();
        seeIf(held.stream().map(Part::line).distinct().count() < held.size(), Event.LINE_FOR_ANY_SPLIT);
    }
}
