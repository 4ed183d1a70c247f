// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.AnswerHeaderEncoder;
import io.holdfast.engine.codec.CommandHeaderDecoder;
import io.holdfast.engine.codec.OrderOutcomeEncoder;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;

/** The parts that answers have in common. */
final class Answer {
    private Answer() {}

    static void header(
            AnswerHeaderEncoder header,
            CommandHeaderDecoder command,
            long sequence,
            long decidedSequence,
            ResultCode code) {
        header.correlationId(command.correlationId())
                .sequence(sequence)
                .decidedSequence(decidedSequence)
                .code(code);
    }

    /** Of a command that has been decided now, whatever the outcome. */
    static void decidedNow(AnswerHeaderEncoder header, CommandHeaderDecoder command, State state, ResultCode code) {
        header(header, command, state.lastSequence, state.lastSequence, code);
    }

    /**
     * Of a command whose id is known: as it was decided the first time, unless it is another one.
     *
     * @return whether it is the same, so that the rest of the answer is to be that of the first time.
     */
    static boolean isRepeated(
            AnswerHeaderEncoder header,
            CommandHeaderDecoder command,
            State state,
            DecisionMemory memory,
            int known,
            long fingerprint) {
        if (memory.fingerprint(known) != fingerprint) {
            decidedNow(header, command, state, ResultCode.ID_CONFLICT);
            return false;
        }
        header(header, command, state.lastSequence, memory.decidedSequence(known), memory.code(known));
        return true;
    }

    /** Whether a version is the one that a command was meant for. */
    static boolean isExpected(int expectedVersion, int version) {
        int expected = NullValue.orZero(expectedVersion);
        return expected == 0 || expected == version;
    }

    /** How a command about an order was decided, and the order as it is now, or that there is none. */
    static void orderAsItIs(
            OrderOutcomeEncoder outcome,
            CommandHeaderDecoder command,
            State state,
            int order,
            long orderId,
            ResultCode code) {
        OrderTable orders = state.orders;
        long decidedSequence = code == ResultCode.OK ? orders.changedSequence(order) : state.lastSequence;
        header(outcome.header(), command, state.lastSequence, decidedSequence, code);
        if (order == OrderTable.ABSENT) {
            noOrder(outcome, orderId);
            return;
        }
        outcome.orderId(orderId)
                .totalMinor(orders.totalMinor(order))
                .paidMinor(orders.paidMinor(order))
                .refundDueMinor(orders.refundDueMinor(order))
                .status(orders.status(order))
                .deadlineNs(orders.deadlineNs(order))
                .orderVersion(orders.version(order))
                .partsCount(0);
    }

    static void noOrder(OrderOutcomeEncoder outcome, long orderId) {
        outcome.orderId(orderId)
                .totalMinor(0)
                .paidMinor(0)
                .refundDueMinor(0)
                .status(OrderStatus.NONE)
                .deadlineNs(0)
                .orderVersion(0)
                .partsCount(0);
    }

    /** An order as its submission left it. */
    static void submission(OrderOutcomeEncoder outcome, OrderTable orders, PartTable parts, int order) {
        outcome.orderId(orders.id(order))
                .totalMinor(orders.totalMinor(order))
                .paidMinor(0)
                .refundDueMinor(0)
                .status(orders.submittedStatus(order))
                .deadlineNs(orders.submittedDeadlineNs(order))
                .orderVersion(State.FIRST_VERSION);
        // One entry for each line where there are more parts than an order may have lines.
        boolean byLine = orders.partCount(order) > Engine.MAX_ORDER_LINES
                && submittedParts(orders, parts, order) > Engine.MAX_ORDER_LINES;
        OrderOutcomeEncoder.PartsEncoder encoder = outcome.partsCount(Engine.MAX_ORDER_LINES);
        int part = orders.firstPart(order);
        while (part != PartTable.ABSENT) {
            int first = part;
            int held = 0;
            int waiting = 0;
            do {
                held += parts.submittedUnits(part);
                waiting += parts.submittedMissing(part);
                part = parts.next(part);
            } while (byLine && part != PartTable.ABSENT && parts.line(part) == parts.line(first));
            if (held + waiting > 0) {
                encoder.next()
                        .held(held)
                        .waiting(waiting)
                        .line(parts.line(first))
                        .location(byLine ? Location.ANY : parts.location(first));
            }
        }
        encoder.resetCountToIndex();
    }

    /** Parts that came to be with the submission; the others came later, from what was waited for. */
    private static int submittedParts(OrderTable orders, PartTable parts, int order) {
        int count = 0;
        for (int part = orders.firstPart(order); part != PartTable.ABSENT; part = parts.next(part)) {
            count += parts.submittedUnits(part) + parts.submittedMissing(part) > 0 ? 1 : 0;
        }
        return count;
    }
}
