// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.CommandHeaderDecoder;
import io.holdfast.engine.codec.FulfilmentOutcomeEncoder;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import java.util.Iterator;
import java.util.function.ToIntFunction;

/** What shipments and returns have in common: how their commands begin, their answers, and the memory of them. */
final class Fulfilment {
    private static final int UNITS = 0;
    private static final int REFUND = 1;
    private static final int ORDER_STATUS = 2;

    private final State state;
    private final DecisionMemory memory;

    /** For the commands that a memory is of. */
    Fulfilment(State state, DecisionMemory memory) {
        this.state = state;
        this.memory = memory;
    }

    /**
     * Answers a command that goes no further: it is too old or from the future, its id is known, or there is no room to
     * remember it.
     *
     * @return whether it was one.
     */
    boolean isAnswered(CommandHeaderDecoder header, long id, long fingerprint, FulfilmentOutcomeEncoder outcome) {
        ResultCode age = state.checkAge(header);
        if (age != ResultCode.OK) {
            refuse(header, age, outcome);
            return true;
        }
        int known = memory.find(id);
        if (known != DecisionMemory.ABSENT) {
            repeat(known, fingerprint, header, outcome);
            return true;
        }
        if (memory.isFull()) {
            refuse(header, ResultCode.CAPACITY, outcome);
            return true;
        }
        return false;
    }

    private void repeat(int known, long fingerprint, CommandHeaderDecoder header, FulfilmentOutcomeEncoder outcome) {
        if (!Answer.isRepeated(outcome.header(), header, state, memory, known, fingerprint)) {
            nothing(outcome);
            return;
        }
        outcome.units(memory.value(known, UNITS))
                .refundMinor(memory.value(known, REFUND))
                .orderVersion(memory.version(known))
                .status(OrderStatus.get((short) memory.value(known, ORDER_STATUS)));
    }

    /** An answer that leaves no memory of the command's id. */
    void refuse(CommandHeaderDecoder header, ResultCode code, FulfilmentOutcomeEncoder outcome) {
        Answer.decidedNow(outcome.header(), header, state, code);
        nothing(outcome);
    }

    private static void nothing(FulfilmentOutcomeEncoder outcome) {
        outcome.units(0).refundMinor(0).orderVersion(0).status(OrderStatus.NONE);
    }

    /** Whether a command's lines could be those of an order. */
    static <L extends Iterator<L>> ResultCode checkLines(int count, L lines, ToIntFunction<L> quantity) {
        ResultCode code = count > Engine.MAX_ORDER_LINES ? ResultCode.TOO_MANY_LINES : ResultCode.OK;
        while (code == ResultCode.OK && lines.hasNext()) {
            code = quantity.applyAsInt(lines.next()) > 0 ? ResultCode.OK : ResultCode.INVALID_QUANTITY;
        }
        return code;
    }

    /** Remembers how a command was decided, and answers it. */
    void decided(
            int order,
            long id,
            long fingerprint,
            ResultCode code,
            long units,
            long refundMinor,
            CommandHeaderDecoder header,
            FulfilmentOutcomeEncoder outcome) {
        boolean isKnown = order != OrderTable.ABSENT;
        int version = isKnown ? state.orders.version(order) : 0;
        OrderStatus status = isKnown ? state.orders.status(order) : OrderStatus.NONE;
        int record = memory.remember(
                state.lastSequence, state.lastTimestampNs, id, fingerprint, code, units, refundMinor, status.value());
        memory.version(record, version);
        Answer.decidedNow(outcome.header(), header, state, code);
        outcome.units(units).refundMinor(refundMinor).orderVersion(version).status(status);
    }
}
